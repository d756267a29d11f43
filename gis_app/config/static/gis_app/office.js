// The office pages: a form that is sent once, a choice that sends its form, a link that is copied.
const AGAIN_MS = 5000;

// A double click would write twice, and its second answer hide the first. A form is sent anew once the server had its time.
document.addEventListener("submit", (event) => {
  const { target: form, timeStamp: now } = event;
  if (event.defaultPrevented || form.method !== "post") return;
  if (now - Number(form.dataset.sent ?? -AGAIN_MS) < AGAIN_MS) event.preventDefault();
  else form.dataset.sent = String(now);
});
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));

for (const choice of document.querySelectorAll("[data-sends]")) choice.addEventListener("change", () => choice.form.requestSubmit());

for (const button of document.querySelectorAll("[data-copies]")) {
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copies);
    field.select();
    // Without HTTPS a browser has no clipboard for pages: then the older way.
    if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
    else document.execCommand("copy");
    button.textContent = button.dataset.done;
  });
}
