// Giving a file through the page: it goes up, its account is shown, and only then, by a click, it is imported.
(function () {
  const panel = () => document.getElementById("import");
  const words = () => JSON.parse(panel().dataset.words);
  const part = (name) => panel().querySelector(`.sc-import__${name}`);
  const number = (value) => new Intl.NumberFormat(document.documentElement.dataset.forms).format(value);
  const filled = (text, given) => text.replace(/\{(\w+)\}/g, (_, name) => given[name]);
  let listed = false, given = 0;

  function made(tag, className, text) {
    const one = document.createElement(tag);
    one.className = className;
    if (text) one.textContent = text;
    return one;
  }

  const tell = (text, bad) => part("answer").replaceChildren(made("p", bad ? "sc-import__bad" : "sc-quiet", text));

  // Whatever is refused comes with a sentence; without an answer ours says what stays true.
  async function post(address, fields) {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    const token = (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || "";
    const response = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token, Accept: "application/json" } }).catch(() => null);
    if (!response) throw new Error(words().away);
    const told = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(told.error || words().away);
    return told;
  }

  async function give(file) {
    if (!file) return;
    if (file.size > words().limit) return tell(filled(words().too_large, { mb: number(words().limit / 1e6) }), true);
    tell(filled(words().checking, { file: file.name }));
    const mine = (given += 1);
    // Of two files the one that was given last is told of.
    const answer = await post("/api/v1/imports/check", { source: part("source").value, file }).catch((error) => error);
    if (mine !== given) return;
    if (answer instanceof Error) tell(answer.message, true);
    else account(answer);
  }

  function account(told) {
    const w = words();
    const { account: sums } = told;
    const box = made("div", "sc-import__account");
    box.append(made("strong", "", filled(w.account, { file: told.file, source: sums.source, n: number(sums.read) })));
    const facts = made("dl", "sc-facts");
    const add = (name, value) => facts.append(made("dt", "", name), made("dd", "", value));
    for (const [name, word] of Object.entries(w.parts)) add(word, number(sums[name]));
    for (const [code, count] of Object.entries(sums.reasons)) add(`– ${w.reasons[code] || code}`, number(count));
    box.append(facts, ...sums.warnings.map((text) => made("p", "sc-import__bad", text)));
    if (told.foreign) box.append(made("p", "sc-caption", w.foreign));
    const button = made("button", "sc-button sc-button--main", filled(w.import, { n: number(sums.loaded + sums.updated) }));
    button.type = "button";
    button.addEventListener("click", () => begin(button, told));
    const foot = made("p", "sc-import__foot");
    foot.append(button, made("span", "sc-quiet", w.nothing_yet));
    box.append(foot);
    part("answer").replaceChildren(box);
    button.focus();
  }

  async function begin(button, told) {
    button.disabled = true;
    try {
      await post("/api/v1/imports", { token: told.token, source: told.account.source });
      tell(words().begun);
      window.dispatchEvent(new Event("safecity:job"));
    } catch (error) {
      tell(error.message, true);
    }
  }

  async function list() {
    if (listed) return;
    listed = true;
    const response = await fetch("/api/v1/imports/sources", { headers: { Accept: "application/json" } }).catch(() => null);
    if (!response || !response.ok) return;
    for (const one of (await response.json()).sources) {
      const option = made("option", "", one.name);
      option.value = one.code;
      part("source").append(option);
    }
  }

  // The input is the browser's own: React would hold its value, and a file's value can't be held.
  function prepare() {
    const input = made("input", "sc-import__file");
    input.type = "file";
    input.addEventListener("change", () => { give(input.files[0]); input.value = ""; });
    part("drop").append(input);
    const drop = part("drop");
    for (const name of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.toggle("sc-import__drop--over", name === "dragover");
        if (name === "drop") give(event.dataTransfer.files[0]);
      });
    }
    panel().addEventListener("toggle", list);
  }

  const waiting = new MutationObserver(() => { if (panel()) { waiting.disconnect(); prepare(); } });
  waiting.observe(document.documentElement, { childList: true, subtree: true });
})();
