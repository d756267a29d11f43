// The form that puts fields right: one input a field, only what was changed is sent.
import { button, filled, made } from "/static/dashboards/asking.mjs";

// form(fields, words, {save(values, was), withdraw(field), cancel}) -> element. A field: {name, title, way, value, unit, choices, least, most, edit, says}.
export function form(fields, words, acts) {
  const inputs = fields.map((field) => ({ field, ...input(field, words) }));
  const said = made("p", { className: "sc-edits__said", role: "status" });
  const box = made("form", { className: "sc-edits__form", noValidate: false });
  for (const { field, element } of inputs) box.append(row(field, element, words, acts));
  const save = made("button", { type: "submit", className: "sc-button sc-button--main", textContent: words.save });
  box.append(made("div", { className: "sc-edits__acts" }, save, button("", words.cancel, acts.cancel)), said);
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    const changed = inputs.filter(({ field, read }) => !same(read(), field.value));
    if (!changed.length) { said.textContent = words.nothing; return; }
    save.disabled = true;
    const by = (value) => Object.fromEntries(changed.map((one) => [one.field.name, value(one)]));
    acts.save(by((one) => one.read()), by((one) => one.field.value));
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    acts.cancel();
  });
  return box;
}

const same = (a, b) => (a === null || a === undefined ? "" : String(a)) === (b === null || b === undefined ? "" : String(b));

function row(field, element, words, acts) {
  const title = field.unit ? `${field.title}, ${field.unit}` : field.title;
  const label = made("label", { className: "sc-edits__field" }, made("span", { textContent: title }), element);
  if (!field.edit) return label;
  const note = made("div", { className: "sc-edits__note sc-caption" }, `${words.corrected}. ${filled(words.source_says, { value: field.says })} `, button("", words.take, () => acts.withdraw(field)));
  return made("div", {}, label, note);
}

function input(field, words) {
  if (field.way === "choice") return choice(field);
  if (field.way === "moment") return moment(field, words);
  const own = field.way === "number" ? { type: "number", step: "any", min: field.least, max: field.most } : { type: "text", maxLength: 250 };
  const element = made("input", { ...own, value: field.value ?? "" });
  return { element, read: () => (field.way === "number" ? (element.value === "" ? null : element.valueAsNumber) : element.value) };
}

function choice(field) {
  const element = made("select", {}, ...field.choices.map(([value, text]) => made("option", { value, textContent: text })));
  element.value = field.value;
  return { element, read: () => element.value };
}

// A day, and its time where that is known.
function moment(field, words) {
  const [day, time] = (field.value || "").split("T");
  const dated = made("input", { type: "date", value: day || "", required: true, aria: { label: words.day } });
  const timed = made("input", { type: "time", value: time || "", aria: { label: words.time } });
  return { element: made("span", { className: "sc-edits__moment" }, dated, timed), read: () => (timed.value ? `${dated.value}T${timed.value}` : dated.value) };
}
