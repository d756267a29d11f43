// The right side of the queue: one rejected row, or one dispute, and what can be done about it.
import { button, filled, made } from "/static/dashboards/asking.mjs";

const text = (value) => (value === null || value === undefined || value === "" ? "—" : typeof value === "object" ? JSON.stringify(value) : String(value));
const said = (point) => `${point[1].toFixed(5)} · ${point[0].toFixed(5)}`;

function facts(pairs) {
  return made("dl", { className: "sc-facts" }, ...pairs.flatMap(([name, value]) => [made("dt", { textContent: name }), made("dd", {}, value)]));
}

// rowPart(row, state, words, acts) -> elements. state: {given: point placed by hand or null}. acts: {accept, place, take, giveUp, takeUp, fields}.
export function rowPart(row, state, words, acts) {
  const head = made("div", {}, made("h2", { className: "sc-heading", textContent: `${row.source}, ${filled(words.line, { line: row.line })}` }), made("span", { className: "sc-chip sc-chip--caution", textContent: row.reason_title }));
  const point = state.given || row.proposal;
  const proposed = point ? made("b", { textContent: said(point) }) : words.nothing_proposed;
  const pairs = [];
  if (row.stated) pairs.push([words.as_written, made("span", { className: "sc-queue__wrong", textContent: row.stated })]);
  if (row.needs.includes("point")) pairs.push([state.given ? words.given : words.proposed, made("span", {}, proposed, !state.given && row.reading ? made("div", { className: "sc-caption", textContent: words[row.reading] }) : "")]);
  if (row.day) pairs.push([words.day, row.day]);
  if (row.kind) pairs.push([words.kind, row.kind]);
  return [head, facts(pairs), needs(row, state, words), buttons(row, state, words, acts), asItCame(row, words)].filter(Boolean);
}

// What the row lacks besides a place: a day, a kind.
function needs(row, state, words) {
  const lacking = row.needs.filter((name) => name !== "point");
  if (!lacking.length) return null;
  const box = made("div", { className: "sc-edits__form" }, made("strong", { textContent: words.still }));
  for (const name of lacking) {
    const field = state.inputs.find((one) => one.name === name);
    if (field) box.append(made("label", { className: "sc-edits__field" }, made("span", { textContent: field.title }), input(field, words)));
  }
  return box;
}

function input(field, words) {
  if (field.way === "choice") return made("select", { data: { field: field.name } }, made("option", { value: "", textContent: "—" }), ...field.choices.map(([value, title]) => made("option", { value, textContent: title })));
  const dated = made("input", { type: "date", data: { field: field.name }, aria: { label: words.day } });
  return made("span", { className: "sc-edits__moment" }, dated, made("input", { type: "time", aria: { label: words.time } }));
}

// The values typed for what the row lacks: null while one is missing.
export function typed(box, row) {
  const values = {};
  for (const name of row.needs.filter((one) => one !== "point")) {
    const element = box.querySelector(`[data-field="${name}"]`);
    if (!element || !element.value) return null;
    const time = element.type === "date" && element.nextElementSibling.value;
    values[name] = time ? `${element.value}T${time}` : element.value;
  }
  return values;
}

function buttons(row, state, words, acts) {
  const box = made("div", { className: "sc-queue__acts" });
  if (row.given_up) { box.append(button("arrow-back-up", words.take_up, acts.takeUp, "sc-button--framed")); return box; }
  const wantsPoint = row.needs.includes("point");
  if (wantsPoint && row.proposal && !state.given) box.append(button("check", words.accept, acts.accept, "sc-button--main"));
  if (state.given || !wantsPoint) box.append(button("check", words.take, acts.take, "sc-button--main"));
  if (wantsPoint) box.append(button("map-pin-search", words.place, acts.place, "sc-button--framed"));
  box.append(button("ban", words.give_up, acts.giveUp, "sc-button--framed"));
  return box;
}

function asItCame(row, words) {
  const box = made("details", { open: true }, made("summary", { textContent: words.as_it_came }));
  box.append(facts(Object.entries(row.raw).filter(([, value]) => value !== "" && value !== null).map(([name, value]) => [name, text(value)])));
  return box;
}

export function disputePart(one, words, home, settle) {
  const pairs = [[filled(words.ours, { who: one.by, at: one.at }), made("b", { textContent: one.put })], [words.had_said, one.said], [words.now_says, made("b", { textContent: one.says })]];
  const acts = made("div", { className: "sc-queue__acts" }, button("check", words.keep, () => settle("keep"), "sc-button--main"), button("database-import", words.take_theirs, () => settle("withdraw"), "sc-button--framed"));
  if (one.record) acts.append(made("a", { className: "sc-button", href: `${home}?open=${one.layer}/${one.record}`, textContent: words.open }));
  return [made("div", {}, made("h2", { className: "sc-heading", textContent: `${one.source}, ${one.key}` }), made("span", { className: "sc-chip", textContent: one.field })), facts(pairs), acts];
}
