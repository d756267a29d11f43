// Pages of decisions by keys: J and K walk the list, the key of a button presses it. The parts come from Dash.
(function () {
  const TYPING = "input, textarea, select, [contenteditable='true'], [role='combobox']";

  function step(by) {
    const rows = [...document.querySelectorAll("[class$='__list'] a")];
    const at = rows.findIndex((row) => row.className.includes("--on"));
    const row = rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)];
    if (!row) return;
    row.click();
    row.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
    if (document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
    else {
      const buttons = [...document.querySelectorAll(`button[data-key="${CSS.escape(key)}"]`)];
      const button = buttons.find((one) => one.offsetParent !== null && !one.disabled);
      if (!button || event.repeat) return;
      button.click();
    }
    event.preventDefault();
  });
})();
