// The left side's forms: the chosen camera, and what a computation is asked for; and how far that computation is.
import { button, get, icon, made, post } from "/static/dashboards/asking.mjs";
import { field, input, select } from "/static/dashboards/placement_panels.mjs";
import * as wishes from "/static/dashboards/placement_wishes.mjs";

const EVERY_MS = 1000;
const { pick, picked } = wishes;
const put = (id, ...parts) => document.getElementById(id).replaceChildren(...parts.filter(Boolean));

// The chosen camera's form; nothing while none is chosen.
export function camera(one, name, choices, words, fixed, acts) {
  if (!one) return put("place-camera");
  const say = (values) => acts.changed(one.id, values);
  const models = select("cam-model", choices.models.map((each) => [each.code, `${each.title} · ${each.price}`]), one.model, (model) => say({ model }));
  const mounts = select("cam-mount", choices.mounts.map((each) => [each.code, `${each.title} · ${each.price}`]), one.mount, (mount) => say({ mount }));
  const [narrow, wide] = one.range;
  const angle = input("cam-hfov", Math.round(one.hfov * 10) / 10, { min: narrow, max: wide, step: "any" }, (hfov) => say({ hfov }));
  const controls = [
    field(words.model, models), field(words.mount, mounts),
    made("div", { className: "sc-place__three" },
      field(words.azimuth, input("cam-azimuth", Math.round(one.azimuth * 10) / 10, { min: 0, max: 360, step: "any" }, (azimuth) => say({ azimuth }))),
      field(words.hfov, angle), field(words.height, input("cam-height", one.height_m, { min: 1, max: 200, step: "any" }, (height) => say({ height_m: height })))),
  ];
  const parts = [made("h2", { className: "sc-heading", textContent: name }), made("div", { className: "sc-caption", textContent: one.place }), ...controls];
  if (!one.zone) parts.push(made("p", { className: "sc-place__warn", role: "status", textContent: words.blind }));
  if (!fixed) parts.push(button("trash", words.take_out, () => acts.taken(one.id)));
  put("place-camera", made("fieldset", { disabled: fixed, className: "sc-place__plain" }, ...parts));
}

// What was typed and not yet asked for, of one scenario: whatever else is done to it, the form keeps it.
let typed = null;

// What a computation is asked for, as `scenario.setup` remembers it. acts: run(asked), zone(), wish(values).
export function asking(form, scenario, words, fixed, acts) {
  const setup = { ...scenario.setup, ...(typed && typed.id === scenario.id ? typed.values : {}) };
  const on = setup.on || form.groups.flatMap(({ boxes }) => boxes.filter((box) => box[2]).map((box) => box[0]));
  const box = ([name, text]) => made("label", { className: "sc-place__check" }, made("input", { type: "checkbox", name, checked: on.includes(name) }), made("span", { textContent: text }));
  const group = ({ title, boxes }) => made("fieldset", { className: "sc-place__group" }, made("legend", { className: "sc-caption", textContent: title }), ...boxes.map(box));
  const act = made("button", { type: "submit", id: "ask-run", className: "sc-button sc-button--main" }, icon("player-play"), words.run);
  const layers = select("ask-layers", form.layers.choices, setup.layers || form.layers.choices[0][0]);
  const kinds = pick("kinds", form.kinds.title, form.kinds.groups, setup.kinds || [], words);
  const areas = pick("areas", form.areas.title, form.areas.groups, setup.areas || [setup.area].filter(Boolean), words);
  const body = made("form", { id: "ask-form" }, field(form.layers.title, layers), kinds, areas,
    made("div", { className: "sc-place__two" },
      field(form.budget.title, input("ask-budget", setup.budget ?? form.budget.value, { min: 0, step: "any" })),
      field(form.number.title, input("ask-number", "number" in setup ? setup.number : form.number.value, { min: 1, max: 200 }))),
    ...form.groups.map(group), wishes.zones(setup.forbidden || [], words, acts), wishes.sites(scenario.sites, words, acts), act);
  const narrowed = () => {
    for (const one of kinds.querySelectorAll("fieldset")) one.hidden = !layers.value.split(" ").includes(one.dataset.layer);
    kinds.told();
  };
  const kept = () => ({ ...asked(body), forbidden: scenario.setup.forbidden || [], sites: scenario.sites.map((one) => one.id) });
  narrowed();
  body.addEventListener("change", () => { narrowed(); typed = { id: scenario.id, values: asked(body) }; });
  body.addEventListener("submit", (event) => { event.preventDefault(); acts.run(kept()); });
  shown(body, words, fixed);
}

// The new form in the place of the old one: its folds stay open, and the hand where it was.
function shown(body, words, fixed) {
  const open = [...document.querySelectorAll("#place-ask details[open]")].map((one) => one.id);
  const held = document.activeElement.closest("#place-ask") && document.activeElement.id;
  for (const one of body.querySelectorAll("details")) one.open = open.includes(one.id);
  put("place-ask", made("details", { id: "ask-fold", className: "sc-place__fold", open: open.includes("ask-fold") }, made("summary", { textContent: words.ask }),
    made("fieldset", { disabled: fixed, className: "sc-place__plain" }, body)));
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
}

function asked(body) {
  const one = (id) => body.querySelector(`#ask-${id}`);
  const whole = (id) => { const value = one(id).valueAsNumber; return Number.isFinite(value) ? value : null; };
  return {
    layers: one("layers").value, kinds: picked(one("kinds")), areas: picked(one("areas")), budget: whole("budget"), number: whole("number"),
    on: [...body.querySelectorAll("input[name]:checked")].map((box) => box.name),
  };
}

// progress(words, keep, failed) -> {watch(id), begin(told), stop()}: asks once a second how far a placement is.
export function progress(words, keep, failed) {
  let timer = null, shown = null;

  function draw(told) {
    const bar = made("progress", { className: "sc-job__bar", max: 1 });
    if (told.share !== null) bar.value = told.share;
    const state = told.stopping ? words.stopping : told.state === "waiting" ? words.waiting : told.proving ? words.proving : words.looking;
    const acts = made("div", { className: "sc-place__acts" });
    if (!told.ended && !told.stopping) acts.append(Object.assign(button("player-stop", words.cancel, () => act("stop"), "sc-button--framed"), { id: "ask-cancel" }));
    if (told.answered) acts.append(Object.assign(button("check", words.keep, () => keep(told.id)), { id: "ask-keep" }));
    const head = told.ended ? { failed: words.failed, cancelled: words.cancelled }[told.state] : state;
    put("place-progress", head && made("strong", { textContent: head }), told.ended ? null : bar,
      made("div", { className: "sc-caption", textContent: told.line }), told.sentence && made("div", { id: "ask-sentence", textContent: told.sentence }),
      told.ended ? null : made("div", { className: "sc-caption", textContent: words.leave }), acts);
  }

  async function act(what) {
    try { begin(await post(`/api/v1/placements/${shown}/${what}`, {}, words.away)); } catch (error) { failed(error); }
  }

  async function ask() {
    const mine = shown;
    try {
      const told = await get(`/api/v1/placements/${mine}`, words.away);
      if (mine === shown) begin(told);
    } catch { timer = setTimeout(ask, 3 * EVERY_MS); }
  }

  function begin(told) {
    clearTimeout(timer);
    shown = told.id;
    draw(told);
    if (!told.ended) timer = setTimeout(ask, EVERY_MS);
  }

  return {
    begin,
    watch(id) { clearTimeout(timer); shown = id || null; put("place-progress"); if (id) ask(); },
  };
}

