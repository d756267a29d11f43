// The page of placement: which scenario is open, what it is compared with, and what a planner does to it.
import { filled, get, post } from "/static/dashboards/asking.mjs";
import { cameras } from "/static/dashboards/placement_cameras.mjs";
import * as form from "/static/dashboards/placement_form.mjs";
import { past } from "/static/dashboards/placement_history.mjs";
import { divider, pair } from "/static/dashboards/placement_maps.mjs";
import * as panels from "/static/dashboards/placement_panels.mjs";
import { zones } from "/static/dashboards/placement_zones.mjs";
import * as top from "/static/dashboards/placement_top.mjs";

const API = "/api/v1/scenarios";
const MODES = ["side", "swipe", "difference"];
const state = { scenario: null, against: "today", mode: "side", by: "cost", camera: null, drawing: false };
let config, words, maps, marks, forbidden, history, progress;
let list = [], right = null, left = null, waiting = null, asking = false;

const say = (text) => { document.getElementById("place-said").textContent = text || ""; };
const failed = (error) => say(error.message);
const fixed = () => !right || right.state === "approved";
const chosen = () => (right && right.cameras.find((one) => one.id === state.camera)) || null;
const numbers = () => new Map(right.told.list.map((one, at) => [one.id, String(at + 1)]));

function read() {
  const query = new URLSearchParams(location.search);
  state.scenario = Number(query.get("scenario")) || null;
  state.against = query.get("against") || "today";
  state.mode = MODES.includes(query.get("mode")) ? query.get("mode") : "side";
  state.by = query.get("by") === "number" ? "number" : "cost";
  const view = (query.get("map") || "").split(",").map(Number);
  return view.length === 3 && view.every(Number.isFinite) ? view : null;
}

function write() {
  const query = new URLSearchParams({ map: maps.view().join(",") });
  if (state.scenario) query.set("scenario", state.scenario);
  for (const [name, usual] of [["against", "today"], ["mode", "side"], ["by", "cost"]]) if (state[name] !== usual) query.set(name, state[name]);
  window.history.replaceState(null, "", `${location.pathname}?${query}`);
}

// What the API answers to a reading or to an act becomes what is shown.
async function load(id) {
  list = (await get(API, words.away)).scenarios;
  const known = list.find((one) => one.id === id) || list[list.length - 1];
  state.scenario = known ? known.id : null;
  const found = known ? await get(`${API}/${known.id}`, words.away) : null;
  // Another was opened meanwhile.
  if (state.scenario !== (known ? known.id : null)) return;
  right = found;
  await beside();
  if (right) progress.watch(right.setup.placement);
  draw();
}

async function beside() {
  const other = list.find((one) => String(one.id) === state.against && one.id !== state.scenario);
  if (!other) state.against = "today";
  const at = right ? `?class=${encodeURIComponent(right.quality)}` : "";
  left = other && right ? await get(`${API}/${other.id}${at}`, words.away) : null;
}

function taken(found) {
  if (found.id === state.scenario) right = found;
  const listed = list.find((one) => one.id === found.id);
  if (listed) Object.assign(listed, { name: found.name, state: found.state, cameras: found.cameras.length });
  draw();
}

async function act(address, sent) {
  say("");
  const found = await post(address, sent, words.away);
  taken(found);
  return found;
}

const tried = (work) => work.catch(failed);
// Where somebody else was faster, what is there now is shown beside the sentence.
const shown = (work) => work.catch((error) => { failed(error); return load(state.scenario); }).catch(failed);

// What was done to a scenario; it is opened again before that is undone.
function did(id, { undo, redo }) {
  const there = (way) => async () => { if (state.scenario !== id) await open(id); return way(); };
  history.did({ undo: there(undo), redo: there(redo) });
}

function draw() {
  const drawn = right || { cameras: [], told: { list: [], figures: [], bill: [] } };
  document.getElementById("placement").classList.toggle("sc-place--none", !right);
  document.getElementById("placement").dataset.mode = state.mode;
  for (const one of document.querySelectorAll("[data-mode]")) one.setAttribute("aria-pressed", String(one.dataset.mode === state.mode));
  for (const one of document.querySelectorAll("[data-by]")) one.setAttribute("aria-pressed", String(one.dataset.by === state.by));
  top.tabs(list, state.scenario, words);
  top.heads(list, state, left, right, words, { against: compare, draw: () => drawing(!state.drawing) });
  maps.quality(right ? right.quality : "");
  maps.zones("left", left ? left.cameras : [], null, true);
  forbidden.show(right?.setup.forbidden || [], right?.sites || []);
  pins();
  panels.legend(words, state.against, state.mode === "difference", right);
  if (!right) return top.nothing(words, () => tried(create()));
  panels.figures("left", left ? left.told.figures : drawn.told.figures, left ? "scenario" : "today");
  panels.figures("right", drawn.told.figures, "scenario", left && left.told.figures);
  panels.list(drawn.told, words, state.camera, { chosen: choose });
  panels.bill(drawn.told, words);
  panels.notes(right, words, config.counted);
  panels.compared(words, [left ? left.name : words.today, right.name], left, right);
  panels.approval(right, words, { approve: () => decide("approve"), take_back: () => decide("take_back") });
  panels.downloads(right, words);
  top.scenario(right, config.choices.qualities, words, { change, copy: () => tried(create(right)), remove: () => tried(removed()) });
  form.asking(config.form, right, words, fixed(), { run: propose, wish, zone: () => zoning(!forbidden.on()) });
  if (state.mode === "difference") tried(difference()); else maps.difference(null);
  window.dash_clientside.set_props("placement-changed", { data: { scenario: right.id, by: state.by, at: String(right.changed) } });
  document.body.dataset.scenario = `${right.id}/${right.changed}`;
}

// Only what a hand is holding: the marks, the zones of the right map, the form of the chosen camera.
function pins() {
  const shown = right ? right.cameras : [];
  maps.zones("right", shown, state.camera, false);
  marks.show(shown, right ? numbers() : new Map(), state.camera, fixed());
  const one = chosen();
  form.camera(one, one && filled(words.camera, { n: numbers().get(one.id) || "" }), config.choices, words, fixed(), acts);
}

function compare(code) {
  state.against = code;
  write();
  tried(beside().then(draw));
}

function choose(id, fly) {
  if (state.drawing && id) drawing(false);
  state.camera = id;
  if (!right) return;
  pins();
  panels.list(right.told, words, state.camera, { chosen: choose });
  const one = chosen();
  if (one && fly) maps.go(one.point);
}

function drawing(on) {
  if (forbidden.on()) forbidden.draw(false);
  state.drawing = on;
  marks.draw(on);
  say(on ? words.draw_hint : "");
}

function zoning(on) {
  drawing(false);
  forbidden.draw(on);
  say(on ? words.zone_hint : "");
}

// A zone or a site is kept at once; what else the form holds stays there until it is asked for.
const wish = (values) => change("setup", values);

const zoned = {
  closed(ring) { say(""); wish({ forbidden: [...(right.setup.forbidden || []), ring] }); },
  few: () => say(words.zone_few),
  crossing: () => say(words.zone_crossing),
  ended: () => say(""),
};

// Each act has its opposite, so that it can be taken back for as long as the page is open.
const acts = {
  chosen: choose,
  ended: () => drawing(false),
  moving(id, values) { waiting = { id, values }; look(); },
  changed(id, values) {
    waiting = null;
    const own = right.id, one = right.cameras.find((each) => each.id === id);
    const before = Object.fromEntries(Object.keys(values).flatMap((name) => (name === "model" ? [["model", one.model], ["hfov", one.hfov]] : name === "point" ? [["point", one.saved || one.point], ["place", one.place]] : [[name, one.saved_azimuth !== undefined && name === "azimuth" ? one.saved_azimuth : one[name]]])));
    const put = (given) => act(`/api/v1/scenario_cameras/${id}`, given);
    return shown(put(values).then(() => did(own, { undo: () => put(before), redo: () => put(values) })));
  },
  taken(id) {
    const own = right.id, put = (gone) => act(`/api/v1/scenario_cameras/${id}/remove`, { gone });
    return tried(put(true).then(() => did(own, { undo: () => put(false), redo: () => put(true) })));
  },
  drawn(point) {
    drawing(false);
    const own = right.id, [last] = right.cameras.slice(-1);
    const like = last ? { model: last.model, mount: last.mount, azimuth: last.azimuth } : { azimuth: 0 };
    return tried(act(`${API}/${own}/cameras`, { ...like, point }).then((found) => {
      const id = found.camera, put = (gone) => act(`/api/v1/scenario_cameras/${id}/remove`, { gone });
      did(own, { undo: () => put(true), redo: () => put(false) });
      choose(id);
      marks.focus(id);
    }));
  },
};

// While a hand holds a camera: what it would see there, one question at a time, the last one asked for sure.
async function look() {
  if (asking || !waiting) return;
  asking = true;
  const { id, values } = waiting, mine = right;
  waiting = null;
  try {
    const found = await post(`${API}/${right.id}/look`, { camera: id, values }, words.away);
    // An answer that comes after the hand let go tells of what is over.
    const one = mine === right && right.cameras.find((each) => each.id === id);
    if (one) {
      const kept = { saved: one.saved || one.point, saved_azimuth: one.saved_azimuth ?? one.azimuth };
      Object.assign(one, found.camera, { place: one.place }, kept);
      maps.zones("right", right.cameras, state.camera, false);
      panels.figures("right", found.figures, "scenario", left && left.told.figures);
      document.body.dataset.looked = String(performance.now());
    }
  } catch (error) { failed(error); }
  asking = false;
  look();
}

// Of the set-up only the parts that a value names are said, each with what stood there.
const seen = (name, value) => (name === "setup" ? Object.fromEntries(Object.keys(value).map((part) => [part, right.setup[part] ?? []])) : right[name]);

const change = (name, value) => {
  const id = right.id, before = seen(name, value);
  const put = (given, was) => act(`${API}/${id}/change`, { [name]: given, was: { [name]: was } });
  return shown(put(value, before).then((found) => {
    const after = name === "setup" ? value : found[name];
    did(id, { undo: () => put(before, after), redo: () => put(after, before) });
  }).then(() => beside().then(draw)));
};

// A second click while it is being made means the same one.
let making = null;
const create = (like) => (making ||= made(like).finally(() => { making = null; }));

async function made(like) {
  const name = like ? filled(words.copy_of, { what: like.name }) : filled(words.scenario, { n: String.fromCharCode(65 + (list.length % 26)) });
  const found = await post(`${API}/new`, { name: name.slice(0, 80), ...(like ? { like: like.id } : {}) }, words.away);
  await open(found.id);
}

async function removed() {
  const { id, name } = right;
  await post(`${API}/${id}/remove`, {}, words.away);
  const back = async () => { await post(`${API}/${id}/remove`, { gone: false }, words.away); await open(id); };
  history.did({ undo: back, redo: async () => { await post(`${API}/${id}/remove`, {}, words.away); await open(null); } });
  await open(null);
  say(filled(words.removed, { what: name }));
}

async function open(id) {
  state.camera = null;
  drawing(false);
  await load(id);
  write();
}

const decide = (what) => tried(act(`${API}/${right.id}/${what}`, {}));

function propose(asked) {
  say("");
  const { forbidden = [], sites = [] } = right.setup, was = { forbidden, sites };
  return shown(post(`${API}/${right.id}/propose`, { ...asked, was }, words.away).then((told) => {
    right.setup = { ...right.setup, ...asked, placement: told.id };
    progress.begin(told);
    window.dispatchEvent(new Event("safecity:job"));
  }));
}

function keep(placement) {
  const before = right.cameras.map((one) => one.id), id = right.id;
  return tried(act(`${API}/${id}/fill`, { placement }).then((found) => {
    const after = found.cameras.map((one) => one.id), put = (cameras, instead) => act(`${API}/${id}/choose`, { cameras, instead });
    did(id, { undo: () => put(before, after), redo: () => put(after, before) });
    state.camera = null;
    pins();
    maps.fit(found.cameras.map((one) => one.point));
  }));
}

async function difference() {
  const asked = right.changed;
  const found = await get(`${API}/${right.id}/difference?against=${state.against}`, words.away);
  if (right && right.changed === asked && state.mode === "difference") maps.difference(found);
}

const ACTS = {
  undo: () => history.undo(),
  new: () => tried(create()),
  share: () => navigator.clipboard.writeText(location.href).then(() => say(words.copied), () => say(location.href)),
};

document.addEventListener("click", (event) => {
  const one = event.target.closest && event.target.closest("[data-place], [data-mode], [data-by], [data-scenario]");
  if (!one || !one.closest("#placement") || one.id === "placement") return;
  if (one.dataset.place) return ACTS[one.dataset.place]();
  if (one.dataset.mode) state.mode = one.dataset.mode;
  else if (one.dataset.by) state.by = one.dataset.by;
  else return tried(open(Number(one.dataset.scenario)));
  write();
  draw();
  maps.resize();
});

document.addEventListener("keydown", (event) => {
  if (!document.getElementById("placement") || !marks) return;
  const typing = event.target.closest && event.target.closest("input, select, textarea, [contenteditable=true]");
  if (event.key === "Escape" && state.drawing) return drawing(false);
  if (typing) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") { event.preventDefault(); return event.shiftKey ? history.redo() : history.undo(); }
  if (event.key.toLowerCase() === "n" && !event.ctrlKey && !event.metaKey && !event.altKey && !fixed()) drawing(true);
});

async function start(page) {
  config = JSON.parse(page.dataset.config);
  words = JSON.parse(page.dataset.words);
  const view = read();
  maps = pair(config, words, view, write);
  marks = cameras(maps.right, words, acts);
  divider(words);
  progress = form.progress(words, keep, failed);
  history = past((done) => { const undo = document.querySelector('[data-place="undo"]'); if (undo) undo.disabled = !done; });
  document.querySelector('[data-place="undo"]').disabled = true;
  await maps.ready;
  forbidden = zones(maps.right, zoned);
  window.safecityPlacement = { maps, state, scenario: () => right };
  await tried(load(state.scenario));
  document.body.dataset.ready = "1";
}

const arrival = new MutationObserver(() => {
  const page = document.getElementById("placement");
  if (page && !page.dataset.begun) { page.dataset.begun = "1"; start(page); }
});
arrival.observe(document.documentElement, { childList: true, subtree: true });
