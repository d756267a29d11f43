// The left side's forms: the chosen camera, and what a computation is asked for; and how far that computation is.
import { button, get, icon, made, post } from "/static/dashboards/asking.mjs";
import { field, input, select } from "/static/dashboards/placement_panels.mjs";

const EVERY_MS = 1000;
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

// What a computation is asked for, as `scenario.setup` remembers it.
export function asking(form, setup, words, run) {
  const kept = setup.on ? setup : { ...setup, on: form.groups.flatMap(({ boxes }) => boxes.filter((box) => box[2]).map((box) => box[0])) };
  const box = ([name, text]) => made("label", { className: "sc-place__check" }, made("input", { type: "checkbox", name, checked: kept.on.includes(name) }), made("span", { textContent: text }));
  const group = ({ title, boxes }) => made("fieldset", { className: "sc-place__group" }, made("legend", { className: "sc-caption", textContent: title }), ...boxes.map(box));
  const act = made("button", { type: "submit", id: "ask-run", className: "sc-button sc-button--main" }, icon("player-play"), words.run);
  const body = made("form", {},
    field(form.layers.title, select("ask-layers", form.layers.choices, kept.layers || form.layers.choices[0][0])),
    field(form.area.title, select("ask-area", form.area.choices, kept.area || "")),
    made("div", { className: "sc-place__two" },
      field(form.budget.title, input("ask-budget", kept.budget ?? form.budget.value, { min: 0, step: "any" })),
      field(form.number.title, input("ask-number", "number" in kept ? kept.number : form.number.value, { min: 1, max: 200 }))),
    ...form.groups.map(group), act);
  body.addEventListener("submit", (event) => { event.preventDefault(); run(asked(body)); });
  const old = document.querySelector("#place-ask details");
  put("place-ask", made("details", { className: "sc-place__fold", open: old ? old.open : false }, made("summary", { textContent: words.ask }), body));
}

function asked(body) {
  const whole = (id) => { const value = body.querySelector(`#${id}`).valueAsNumber; return Number.isFinite(value) ? value : null; };
  return {
    layers: body.querySelector("#ask-layers").value, area: body.querySelector("#ask-area").value, budget: whole("ask-budget"), number: whole("ask-number"),
    on: [...body.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.name),
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

