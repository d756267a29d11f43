// The parts of the page around the maps, drawn from what the API tells; every text comes ready from there.
import { button, filled, icon, made, number } from "/static/dashboards/asking.mjs";

const put = (id, ...parts) => document.getElementById(id).replaceChildren(...parts.filter(Boolean));
const caption = (text) => made("div", { className: "sc-caption", textContent: text });

export function chip(text, tone = "") { return made("span", { className: `sc-chip${tone ? ` sc-chip--${tone}` : ""}`, textContent: text }); }

export function select(id, choices, value, act, label) {
  const one = made("select", { id, className: "sc-place__input" }, ...choices.map(([code, text]) => made("option", { value: code, textContent: text, selected: code === value })));
  if (label) one.setAttribute("aria-label", label);
  if (act) one.addEventListener("change", () => act(one.value));
  return one;
}

export const field = (title, control, more = "") => made("label", { className: `sc-place__field ${more}`.trim() }, made("span", { className: "sc-caption", textContent: title }), control);

export function input(id, value, limits, act) {
  const one = made("input", { id, type: "number", className: "sc-place__input sc-num", value: value ?? "", ...limits });
  if (act) one.addEventListener("change", () => one.checkValidity() && one.value !== "" && act(one.valueAsNumber));
  return one;
}

// Figures under a map; `beside` are those of the other map, with which the difference is told.
export function figures(side, told, own, beside) {
  const parts = (told || []).map((one) => {
    const value = own === "today" ? one.today : one.value;
    const other = beside && beside.find((each) => each.code === one.code);
    const more = own !== "today" && (other ? difference(one, other) : one.more);
    const tone = String(more).startsWith("+") ? "sc-place__more" : "sc-place__less";
    return made("div", { className: "sc-place__figure", data: { figure: one.code } }, caption(one.name),
      made("div", { className: "sc-place__value" }, value, more && more !== "0" ? made("span", { className: tone, textContent: more }) : ""),
      caption(own === "today" ? one.today_note : one.note));
  });
  put(`place-${side}-figures`, ...parts);
}

const part = ({ numbers: { seen, of } }) => (of ? Math.round((100 * seen) / of) : 0);
function difference(one, other) {
  const more = one.few ? one.numbers.seen - other.numbers.seen : part(one) - part(other);
  return more > 0 ? `+${number(more)}` : number(more).replace("-", "−");
}

export function list(told, words, chosen, acts) {
  document.getElementById("place-count").textContent = number(told.list.length);
  if (!told.list.length) return put("place-list", made("p", { className: "sc-place__none", textContent: words.list_empty }));
  const head = made("div", { className: "sc-place__line sc-place__line--head" }, made("span", {}), made("span", { textContent: words.place }),
    ...[words.adds, words.cost, words.per].map((text) => made("span", { className: "sc-num", textContent: text })));
  const rows = told.list.map((one, at) => {
    const bar = made("span", { className: "sc-place__bar" }, made("i", {}));
    bar.firstChild.style.width = `${Math.round(100 * one.share)}%`;
    const row = made("button", { type: "button", className: "sc-place__line", data: { camera: one.id }, aria: { pressed: String(one.id === chosen) } },
      made("span", { className: "sc-pin sc-pin--still", textContent: number(at + 1) }),
      made("span", {}, made("strong", { textContent: one.place }), caption(one.reason), one.beside ? caption(one.beside) : ""),
      made("span", { className: "sc-num" }, bar, one.count), made("span", { className: "sc-num", textContent: one.cost }), made("span", { className: "sc-num", textContent: one.per }));
    row.addEventListener("click", () => acts.chosen(one.id, true));
    return row;
  });
  put("place-list", caption(words.order), head, ...rows);
}

export function bill(told, words) {
  const lines = told.bill.map((one) => made("div", { className: `sc-place__pair${one.strong ? " sc-place__pair--sum" : ""}` }, made("span", { textContent: one.name }), made("span", { className: "sc-num", textContent: one.value })));
  put("place-bill", made("h2", { className: "sc-heading", textContent: words.bill }), ...lines);
}

export function notes(scenario, words, counted) {
  put("place-why", made("h2", { className: "sc-heading", textContent: words.why }), made("p", { textContent: scenario.why }));
  const made_on = scenario.told.made && filled(words.made, { day: scenario.told.made });
  put("place-sure", made("h2", { className: "sc-heading", textContent: words.sure }), ...scenario.sure.map((text) => made("p", { textContent: text })), caption(counted ? made_on : words.uncounted));
}

export function legend(words, against, differing, right) {
  const line = (kind, text) => made("div", { className: "sc-place__key" }, made("i", { className: `sc-place__swatch sc-place__swatch--${kind}` }), text);
  put("place-legend", made("h2", { className: "sc-heading", textContent: words.legend }), line("today", words.seen_today),
    ...(differing ? [line("proposed", words.gained), against === "today" ? "" : line("lost", words.lost)] : [line("proposed", words.seen_proposed)]).filter(Boolean),
    ...(right?.setup.forbidden?.length ? [line("forbidden", words.zones)] : []), line("dense", words.dense), caption(words.standard));
}

// Both sides in a table: figures, money, disk and lines.
export function compared(words, names, left, right) {
  const rows = right.told.figures.map((one) => {
    const other = left && left.told.figures.find((each) => each.code === one.code);
    return [one.name, other ? other.value : one.today, one.value];
  });
  right.told.bill.forEach((one, at) => rows.push([at ? one.name : words.bill, left ? left.told.bill[at].value : "—", at ? one.value : `${one.name}, ${one.value}`]));
  if (left) rows[right.told.figures.length][1] = `${left.told.bill[0].name}, ${left.told.bill[0].value}`;
  const cell = (tag, text, className = "") => made(tag, { textContent: text, className });
  put("place-compared", made("h2", { className: "sc-heading", textContent: words.compare }), made("table", { className: "sc-place__table" },
    made("thead", {}, made("tr", {}, cell("th", ""), ...names.map((name) => cell("th", name, "sc-num")))),
    made("tbody", {}, ...rows.map(([name, ...values]) => made("tr", {}, cell("th", name), ...values.map((value) => cell("td", value, "sc-num")))))));
}

export function approval(scenario, words, acts) {
  const approved = scenario.state === "approved";
  const act = approved ? button("arrow-back-up", words.take_back, acts.take_back, "sc-button--framed") : button("circle-check", filled(words.approve, { what: scenario.told.cameras }), acts.approve, "sc-button--main");
  act.id = approved ? "place-take-back" : "place-approve-act";
  act.disabled = !approved && !scenario.cameras.length;
  put("place-approve", act, caption(approved ? words.approved_note : words.approve_note));
}

export function downloads(scenario, words) {
  const forms = [["geojson", "GeoJSON"], ["gpkg", "GeoPackage"], ["xlsx", "XLSX"], ["html", "HTML"]];
  const links = forms.map(([form, name]) => made("a", { className: "sc-menu__line", href: `/export/scenarios/${scenario.id}.${form}`, textContent: name, download: "" }));
  put("place-export", made("details", { className: "sc-menu" }, made("summary", { className: "sc-button sc-button--framed" }, icon("download"), words.export), made("div", { className: "sc-menu__body" }, ...links)));
}
