// The queue of corrections: what waits, one after the other, by mouse or by keys. The address is the state.
import { button, filled, get, give, icon, made, number, post } from "/static/dashboards/asking.mjs";
import { queueMap } from "/static/dashboards/corrections_map.mjs";
import { disputePart, rowPart, typed } from "/static/dashboards/corrections_row.mjs";

const VIEWS = ["rejected", "disputed", "given_up"];
const TYPING = "input, textarea, select, [contenteditable=true]";
let root, words, config, map, list = [], found = {}, selected = null, hand = null, undo = null, loads = 0, acting = false;

const part = (name) => document.getElementById(`queue-${name}`);
const query = () => new URLSearchParams(location.search);
const view = () => (VIEWS.includes(query().get("show")) ? query().get("show") : "rejected");
const current = () => list.find((one) => one.id === selected);

function address(changes) {
  const next = query();
  for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
  history.replaceState(null, "", `${location.pathname}${next.size ? `?${next}` : ""}`);
}

async function go(changes) {
  address({ ...changes, open: "" });
  selected = null;
  await load();
}

// Ask for the list of the view, and open the row of the address or the first.
async function load(after) {
  const asked = new URLSearchParams();
  for (const name of ["reason", "source"]) if (query().get(name)) asked.set(name, query().get(name));
  if (view() === "given_up") asked.set("given_up", "1");
  const mine = (loads += 1);
  if (!after) list = [];
  try {
    const given = await get(after || `/api/v1/corrections?${asked}`, words.away);
    // Another view was asked for meanwhile.
    if (mine !== loads) return;
    found = { ...given, inputs: { ...(after ? found.inputs : {}), ...given.inputs } };
    if (view() === "disputed") {
      const { disputes } = await get("/api/v1/corrections/disputes", words.away);
      if (mine !== loads) return;
      list = disputes.map((one) => ({ ...one, id: one.edit, point: one.points && one.points[0] }));
    } else list = [...list, ...given.rows.map((one) => ({ ...one, point: one.proposal }))];
  } catch (error) {
    return tell(error.message, true);
  }
  const open = Number(query().get("open"));
  select(list.some((one) => one.id === open) ? open : list.some((one) => one.id === selected) ? selected : list.length ? list[0].id : null);
}

function tell(text, bad) {
  const said = part("views").querySelector(".sc-queue__said") || part("views").appendChild(made("p", { className: "sc-queue__said", role: "status" }));
  said.className = bad ? "sc-queue__said sc-queue__said--bad" : "sc-queue__said";
  said.replaceChildren(text, ...(undo && !bad ? [button("arrow-back-up", words.undo, back)] : []));
}

function select(id) {
  if (id !== selected) hand = null;
  selected = id;
  address({ open: id ? String(id) : "" });
  stopPicking();
  drawViews();
  drawList();
  drawRow();
}

function drawViews() {
  const counts = { rejected: view() === "given_up" ? null : (found.reasons || []).reduce((sum, one) => sum + one.n, 0), disputed: found.disputes, given_up: null };
  const tabs = made("div", { role: "tablist" }, ...VIEWS.map((name) => {
    const tab = button("", counts[name] === null || counts[name] === undefined ? words[name] : `${words[name]} (${number(counts[name])})`, () => go({ show: name === "rejected" ? "" : name, reason: "" }));
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-selected", String(view() === name));
    return tab;
  }));
  const said = part("views").querySelector(".sc-queue__said");
  const selects = view() === "disputed" ? [] : [choice("reason", words.reason, words.every_reason, (found.reasons || []).map((one) => [one.reason, `${one.title} (${number(one.n)})`])), choice("source", words.source, words.every_source, (found.sources || []).map((one) => [one.source, `${one.title} (${number(one.n)})`]))];
  part("views").replaceChildren(tabs, ...selects, ...(view() === "rejected" ? files() : []), ...(said ? [said] : []));
}

// The rows of the filter as a file, and the way back for one that was corrected.
function files() {
  const asked = new URLSearchParams(["reason", "source"].filter((name) => query().get(name)).map((name) => [name, query().get(name)]));
  const link = made("a", { className: "sc-button", href: `/api/v1/corrections.csv?${asked}`, title: words.download_title }, icon("download"), "CSV");
  const input = made("input", { type: "file", accept: ".csv,text/csv" });
  input.addEventListener("change", () => { if (input.files[0]) givenBack(input.files[0]); input.value = ""; });
  return [link, made("label", { className: "sc-button sc-queue__give", title: words.give_back_title }, icon("upload"), words.give_back, input)];
}

async function givenBack(file) {
  tell(words.loading);
  try {
    const account = await give("/api/v1/corrections/give_back", file, words.away);
    const reasons = Object.entries(account.reasons).map(([reason, n]) => `${reason}: ${number(n)}`).join(", ");
    const counts = Object.fromEntries(["read", "placed", "unchanged", "rejected"].map((name) => [name, number(account[name])]));
    undo = null;
    await load();
    tell(filled(words.given_back, counts) + (reasons ? ` ${reasons}.` : ""));
  } catch (error) {
    tell(error.message, true);
  }
}

function choice(name, title, all, options) {
  const element = made("select", { aria: { label: title } }, made("option", { value: "", textContent: all }), ...options.map(([value, text]) => made("option", { value, textContent: text })));
  element.value = query().get(name) || "";
  element.addEventListener("change", () => go({ [name]: element.value }));
  return element;
}

function drawList() {
  const lines = list.map((one) => {
    const line = made("button", { type: "button", className: "sc-queue__line", role: "option", tabIndex: -1, data: { id: one.id } }, made("span", { textContent: one.reason_title || `${one.field}: ${one.put}` }), one.proposal ? icon("map-pin") : "", made("span", { className: "sc-caption", textContent: caption(one) }));
    line.setAttribute("aria-selected", String(one.id === selected));
    line.addEventListener("click", () => select(one.id));
    return line;
  });
  const foot = made("div", { className: "sc-queue__foot" });
  if (found.next && view() !== "disputed") foot.append(button("", words.more, () => load(found.next)));
  const sure = acceptable();
  if (sure.length > 1) foot.prepend(button("checks", filled(words.accept_all, { n: number(sure.length) }), acceptAll, "sc-button--framed"));
  part("list").replaceChildren(...lines, ...(foot.childNodes.length ? [foot] : []));
  const chosen = part("list").querySelector('[aria-selected="true"]');
  if (chosen) chosen.scrollIntoView({ block: "nearest" });
}

const caption = (one) => (one.edit ? `${one.source} · ${one.key}` : [one.source, filled(words.line, { line: one.line }), one.day, one.kind].filter(Boolean).join(" · "));
const acceptable = () => list.filter((one) => one.proposal && !one.given_up && one.needs.join() === "point").slice(0, 200);

function drawRow() {
  const row = current();
  if (!row) {
    const filtered = query().get("reason") || query().get("source");
    part("row").replaceChildren(made("p", { className: "sc-quiet", textContent: filtered && view() === "rejected" ? words.none_filtered : words[`none_${view()}`] }));
    return map.show(list, null, []);
  }
  if (view() === "disputed") {
    part("row").replaceChildren(...disputePart(row, words, config.map, settle));
    const [ours, theirs] = row.points || [];
    return map.show(list, row.id, [ours && { point: ours, what: "ours" }, theirs && { point: theirs, what: "theirs" }].filter(Boolean));
  }
  const acts = { accept: () => take(row.proposal), take: () => take(hand), place: pick, giveUp: () => giveUp(true), takeUp: () => giveUp(false) };
  part("row").replaceChildren(...rowPart(row, { given: hand, inputs: found.inputs[row.layer] || [] }, words, acts));
  const point = hand || row.proposal;
  map.show(list, row.id, point ? [{ point, what: "ours" }] : []);
}

// One act at a time: until the next row is there to be seen, a key pressed again would be said of nobody knows which.
const alone = (work) => async (...given) => {
  if (acting) return;
  acting = true;
  try { await work(...given); } finally { acting = false; }
};

// An act on the chosen row: it leaves the list, the next one is chosen, and the act can be undone.
const acted = alone(async (act, text, taken) => {
  const mine = selected;
  try {
    const answer = await act();
    undo = taken ? () => taken(answer) : null;
  } catch (error) {
    return tell(error.message, true);
  }
  if (selected === mine) leave(mine);
  await load();
  return tell(text);
});

function leave(id) {
  const at = list.findIndex((one) => one.id === id);
  const next = list[at + 1] || list[at - 1];
  address({ open: next ? String(next.id) : "" });
  selected = next ? next.id : null;
  hand = null;
}

function take(point) {
  const row = current();
  const values = row && typed(part("row"), row);
  if (!row || row.given_up || !values || (row.needs.includes("point") && !point)) return;
  if (row.needs.includes("point")) values.point = point;
  acted(() => post(`/api/v1/rejections/${row.id}/place`, { values }, words.away), filled(words.placed, { line: number(row.line) }), ({ edits }) => post(`/api/v1/edits/${edits[0]}/withdraw`, {}, words.away));
}

function giveUp(wanted) {
  const row = current();
  if (!row || view() === "disputed") return;
  const say = (given_up) => post(`/api/v1/rejections/${row.id}/give_up`, { given_up }, words.away);
  acted(() => say(wanted), filled(wanted ? words.left : words.taken_up, { line: number(row.line) }), () => say(!wanted));
}

function acceptAll() {
  const ids = acceptable().map((one) => one.id);
  acted(() => post("/api/v1/corrections/accept", { ids }, words.away), filled(words.placed_all, { n: number(ids.length) }));
}

const settle = (how) => acted(() => post(`/api/v1/edits/${selected}/${how}`, {}, words.away), how === "keep" ? words.kept : words.taken);

const back = alone(async () => {
  const again = undo;
  undo = null;
  if (!again) return;
  try {
    await again();
  } catch (error) {
    return tell(error.message, true);
  }
  await load();
  tell(words.undone);
});

function pick() {
  const row = current();
  if (!row || row.given_up || !row.needs || !row.needs.includes("point")) return;
  part("hint").textContent = words.place_hint;
  map.pick((point) => { stopPicking(); hand = point; if (row.needs.join() === "point") take(point); else drawRow(); });
}

function stopPicking() {
  map.cancel();
  part("hint").textContent = "";
}

function step(by) {
  const at = list.findIndex((one) => one.id === selected);
  const next = list[Math.min(list.length - 1, Math.max(0, at + by))];
  if (next) select(next.id);
}

const KEYS = { j: () => step(1), k: () => step(-1), a: () => view() === "rejected" && current() && take(current().proposal), p: pick, x: () => view() === "rejected" && giveUp(true), u: back };

function keyed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING) || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape" && map.picking) { event.preventDefault(); return stopPicking(); }
  const inList = event.target.closest("#queue-list");
  const name = inList && event.key === "ArrowDown" ? "j" : inList && event.key === "ArrowUp" ? "k" : event.key.toLowerCase();
  if (!(name in KEYS)) return;
  event.preventDefault();
  // Held down, a key walks; it decides once.
  if (!event.repeat || "jk".includes(name)) KEYS[name]();
}

function start() {
  root = document.getElementById("queue");
  words = JSON.parse(root.dataset.words);
  config = JSON.parse(root.dataset.config);
  map = queueMap(config, words, (id) => select(id));
  window.safecity = { ...window.safecity, instance: map.instance };
  window.addEventListener("keydown", keyed);
  load();
}

const waiting = new MutationObserver(() => { if (document.getElementById("queue-map")) { waiting.disconnect(); start(); } });
waiting.observe(document.documentElement, { childList: true, subtree: true });
