// The frame's own behaviour: one menu open at a time, help by its key, panels that fold, forms that are sent once.
(function () {
  const TYPING = "input, textarea, select, [contenteditable='true'], [role='combobox']";
  const menus = () => [...document.querySelectorAll(".sc-menu[open]")];

  function close(menu, focus) {
    menu.removeAttribute("open");
    if (focus) menu.querySelector("summary").focus();
  }

  document.addEventListener("click", (event) => {
    const at = event.target.closest ? event.target : document.body;
    for (const menu of menus()) if (!menu.contains(at)) close(menu, false);
    const opener = at.closest("[data-opens]");
    if (opener) open(opener.dataset.opens);
    const closer = at.closest("[data-closes]");
    if (closer) document.getElementById(closer.dataset.closes).close();
    const folder = at.closest("[data-folds]");
    if (folder) fold(folder);
    // A click on the dimmed page is a click on the dialog itself: its content fills it wholly.
    if (at.matches("dialog[open]")) at.close();
  });

  document.addEventListener("toggle", (event) => {
    if (!event.target.matches || !event.target.matches(".sc-menu[open]")) return;
    for (const menu of menus()) if (menu !== event.target) close(menu, false);
  }, true);

  function open(id) {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) dialog.showModal();
  }

  function fold(button) {
    const on = document.body.classList.toggle(`sc-open-${button.dataset.folds}`);
    button.setAttribute("aria-expanded", String(on));
  }

  // In the capturing phase: what Esc closes here is not closed once more by the page below.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menus().length) {
      menus().forEach((menu) => close(menu, true));
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "?" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest(TYPING)) {
      event.preventDefault();
      open("help");
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && menus().length) {
      step(event, event.key === "ArrowDown" ? 1 : -1);
    }
  }, true);

  // Arrows walk through the lines of the open menu.
  function step(event, by) {
    const lines = [...menus()[0].querySelectorAll(".sc-menu__line, .sc-jobs button, .sc-jobs a")];
    if (!lines.length || !menus()[0].contains(document.activeElement)) return;
    const at = lines.indexOf(document.activeElement);
    lines[at < 0 ? (by > 0 ? 0 : lines.length - 1) : (at + by + lines.length) % lines.length].focus();
    event.preventDefault();
  }

  const AGAIN_MS = 5000;

  // A double click would write twice, and its second answer hide the first. A form is sent anew once the server had its time.
  document.addEventListener("submit", (event) => {
    const { target: form, timeStamp: now } = event;
    if (event.defaultPrevented || form.method !== "post") return;
    if (now - Number(form.dataset.sent ?? -AGAIN_MS) < AGAIN_MS) event.preventDefault();
    else form.dataset.sent = String(now);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));
})();
