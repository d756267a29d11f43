// The part of a record's card that tells its history and, to planners, lets them put it right. Dash gives the empty place.
import { button, filled, get, made, post } from "/static/dashboards/asking.mjs";
import { form } from "/static/dashboards/correct.mjs";
import { mover } from "/static/dashboards/move.mjs";

const MOST_CELLS = 6;
const city = window.safecity;
let words, record, moving = null;
// What the last act on this record came to, and what takes it back: Dash may draw the card anew meanwhile.
let last = {};

const place = () => document.getElementById("edits");
const still = ({ layer, id }) => record.layer === layer && record.id === id;

// The card came, changed or went: what is being moved is let go, and the new record's history is asked for.
async function opened() {
  const here = place();
  const same = record && here && here.dataset.layer === record.layer && here.dataset.id === record.id;
  if (!same) { letGo(); last = {}; }
  if (!here || !here.dataset.id || here.dataset.told === `${here.dataset.layer}/${here.dataset.id}`) return;
  here.dataset.told = `${here.dataset.layer}/${here.dataset.id}`;
  words = JSON.parse(here.dataset.words);
  record = { layer: here.dataset.layer, id: here.dataset.id, point: JSON.parse(here.dataset.point) };
  here.replaceChildren();
  document.getElementById("past").replaceChildren();
  await drawn();
}

function told(said, undo) {
  last = { said, undo };
  return drawn();
}

async function drawn() {
  const here = place();
  const mine = record;
  try {
    const found = await get(`/api/v1/history?layer=${record.layer}&id=${encodeURIComponent(record.id)}`, words.away);
    if (record !== mine || place() !== here) return;
    here.replaceChildren(...parts(found));
    document.getElementById("past").replaceChildren(history(found.entries));
  } catch (error) {
    if (place() === here) here.replaceChildren(made("p", { className: "sc-edits__bad", role: "alert", textContent: error.message }));
  }
}

function parts({ fields }) {
  const { said = "", undo } = last;
  const status = made("p", { className: "sc-edits__said", role: "status" }, said, undo ? button("arrow-back-up", words.undo, undo) : "");
  return [...acts(fields), ...(said ? [status] : []), ...fields.filter((one) => one.state === "disputed").map(dispute)];
}

function acts(fields) {
  if (!fields.length) return [];
  const movable = fields.find((one) => one.way === "point");
  const box = made("div", { className: "sc-edits__acts" });
  if (movable) box.append(button("map-pin-search", words.move, () => move(movable), "sc-button--framed"));
  const others = fields.filter((one) => one.way !== "point");
  if (others.length) box.append(button("pencil", words.correct, () => correct(others), "sc-button--framed"));
  return [box];
}

// Both values side by side, and the choice.
function dispute(field) {
  const settle = (how) => async () => { await acted(() => post(`/api/v1/edits/${field.edit}/${how}`, {}, words.away), words.saved); };
  return made("div", { className: "sc-edits__dispute" },
    made("strong", { textContent: field.title }), made("p", { textContent: filled(words.disputed, { value: field.says }) }),
    button("check", words.keep, settle("keep")), button("database-import", words.take, settle("withdraw")));
}

function history(entries) {
  const box = made("details", { className: "sc-edits__history", open: entries.length > 0 && entries.length < 4 });
  box.append(made("summary", { textContent: entries.length ? `${words.history} (${entries.length})` : words.history }));
  if (!entries.length) box.append(made("p", { className: "sc-caption", textContent: words.no_history }));
  box.append(made("ol", {}, ...entries.map(entry)));
  return box;
}

function entry({ at, who, changes }) {
  const lines = changes.slice(0, MOST_CELLS).map(([name, old, now]) => made("div", {}, `${name}: `, made("s", { textContent: old }), " → ", made("b", { textContent: now })));
  if (changes.length > MOST_CELLS) lines.push(made("div", { className: "sc-caption", textContent: filled(words.more, { n: changes.length - MOST_CELLS }) }));
  return made("li", {}, made("div", { className: "sc-caption", textContent: `${at} · ${who}` }), ...lines);
}

// Something was written: the card and the tiles of the layer are asked for anew, then the part tells what happened.
async function acted(act, said, taken) {
  const mine = record;
  let made = [];
  try {
    made = (await act()).edits || [];
  } catch (error) {
    return still(mine) ? again(error.message, undefined, () => told(error.message)) : told(error.message);
  }
  redraw(mine.layer);
  // Another card was opened meanwhile: it says nothing of this one.
  return still(mine) && again(said, taken && made.length ? () => acted(() => undone(made), words.undone) : undefined);
}

// With a camera changes what it sees: that is computed before the answer comes.
function redraw(changed) {
  for (const layer of changed === "cameras" ? ["cameras", "coverage"] : [changed]) {
    const source = city.instance && city.instance.getSource(layer);
    if (source) source.setTiles(source.tiles);
  }
}

// Dash draws the card's facts from the record; our part stays in it and is told apart.
async function again(said, undo, gone = () => city.select(null)) {
  const mine = record;
  const response = await get(`/api/v1/${record.layer}/${encodeURIComponent(record.id)}`, words.away).catch(() => null);
  if (!still(mine)) return;
  if (!response) return gone();
  window.dash_clientside.set_props("record", { data: response });
  city.map.then((map) => map.mark(response));
  record = { ...record, point: response.point };
  return told(said, undo);
}

async function undone(edits) {
  for (const one of edits) await post(`/api/v1/edits/${one}/undo`, {}, words.away);
  return {};
}

const put = (values, was) => post("/api/v1/edits", { layer: record.layer, id: record.id, values, was }, words.away);

function move(field) {
  letGo();
  const here = place();
  const first = field.value;
  moving = mover(city.instance, first, { moved: (point, metres) => dropped(field, point, metres), ended: stop });
  here.querySelector(".sc-edits__acts").replaceChildren(made("p", { className: "sc-edits__hint", textContent: words.move_hint }), button("check", words.end, stop, "sc-button--main"));
}

function dropped(field, point, metres) {
  letGo();
  return acted(() => put({ [field.name]: point }, { [field.name]: field.value }), filled(words.moved, { n: metres }), true);
}

function letGo() {
  if (moving) moving.remove();
  moving = null;
}

function stop() {
  letGo();
  if (place()) told("");
}

function correct(fields) {
  const box = form(fields, words, {
    save: (values, was) => acted(() => put(values, was), words.saved, true),
    withdraw: (field) => acted(() => post(`/api/v1/edits/${field.edit}/withdraw`, {}, words.away), words.undone),
    cancel: () => told(""),
  });
  place().querySelector(".sc-edits__acts").replaceChildren(box);
  box.querySelector("input, select").focus();
}

new MutationObserver(opened).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-id", "data-layer"] });
opened();
