// Giving a table to be described: it goes up, and the page goes on to its first step.
(function () {
  const panel = () => document.getElementById("table-upload");
  const words = () => JSON.parse(panel().dataset.words);
  const number = (value) => new Intl.NumberFormat(document.documentElement.dataset.forms).format(value);

  function tell(text, bad) {
    const line = document.createElement("p");
    line.className = bad ? "sc-import__bad" : "sc-quiet";
    line.textContent = text;
    panel().querySelector(".sc-import__answer").replaceChildren(line);
  }

  async function give(file) {
    if (!file) return;
    if (file.size > words().limit) return tell(words().too_large.replace("{mb}", number(words().limit / 1e6)), true);
    tell(words().sending.replace("{file}", file.name));
    const body = new FormData();
    body.append("file", file);
    const token = (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || "";
    const headers = { "X-CSRFToken": token, Accept: "application/json" };
    const response = await fetch("/api/v1/drafts", { method: "POST", body, headers }).catch(() => null);
    const told = response ? await response.json().catch(() => ({})) : {};
    if (!response || !response.ok) return tell(told.error || words().away, true);
    location.assign(`/planner/sources/new?draft=${told.draft}`);
  }

  // The input is the browser's own: React would hold its value, and a file's value can't be held.
  function prepare(box) {
    box.dataset.ready = "1";
    const drop = box.querySelector(".sc-import__drop");
    const input = document.createElement("input");
    input.type = "file";
    input.className = "sc-import__file";
    input.addEventListener("change", () => { give(input.files[0]); input.value = ""; });
    drop.append(input);
    for (const name of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.toggle("sc-import__drop--over", name === "dragover");
        if (name === "drop") give(event.dataTransfer.files[0]);
      });
    }
  }

  const waiting = new MutationObserver(() => { const box = panel(); if (box && !box.dataset.ready) prepare(box); });
  waiting.observe(document.documentElement, { childList: true, subtree: true });
})();
