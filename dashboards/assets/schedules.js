// Switching pulls on and off, and pulling now: by a click, told by a sentence, the table drawn anew.
(function () {
  const words = () => JSON.parse(document.getElementById("plans").dataset.words);
  let listed = false;

  function tell(text, bad) {
    const line = document.createElement("p");
    line.className = bad ? "sc-import__bad" : "sc-quiet";
    line.textContent = text;
    document.getElementById("plans-told").replaceChildren(line);
  }

  async function post(code, act) {
    const token = (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || "";
    const headers = { "X-CSRFToken": token, Accept: "application/json" };
    const response = await fetch(`/api/v1/schedules/${encodeURIComponent(code)}/${act}`, { method: "POST", headers }).catch(() => null);
    if (!response) throw new Error(words().away);
    const told = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(told.error || words().away);
  }

  async function act(button, code, what) {
    button.disabled = true;
    try {
      await post(code, what);
      if (what !== "now") return location.reload();
      tell(words().begun);
      window.dispatchEvent(new Event("safecity:job"));
    } catch (error) {
      tell(error.message, true);
    }
    button.disabled = false;
  }

  async function list(choice) {
    listed = true;
    const response = await fetch("/api/v1/schedules", { headers: { Accept: "application/json" } }).catch(() => null);
    if (!response || !response.ok) return;
    const shown = new Set([...document.querySelectorAll("[data-source]")].map((one) => one.dataset.source));
    const left = (await response.json()).schedules.filter((one) => !shown.has(one.code));
    choice.replaceChildren(...left.map((one) => new Option(one.name, one.code)));
    if (!left.length) choice.replaceChildren(new Option(words().none, ""));
    choice.disabled = document.getElementById("plans-on").disabled = !left.length;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.act) act(button, button.dataset.source, button.dataset.act);
    const choice = document.getElementById("plans-choice");
    if (button.id === "plans-on" && choice.value) act(button, choice.value, "on");
  });

  // Dash draws the page after this script ran.
  const seen = new MutationObserver(() => {
    const choice = document.getElementById("plans-choice");
    if (choice && !listed) list(choice);
    if (listed) seen.disconnect();
  });
  seen.observe(document.documentElement, { childList: true, subtree: true });
})();
