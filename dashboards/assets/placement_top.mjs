// Which scenarios there are, what stands above the maps, and what the open scenario is called and told at.
import { button, icon, made } from "/static/dashboards/asking.mjs";
import { chip, field, input, select } from "/static/dashboards/placement_panels.mjs";

const place = (id) => document.getElementById(id);

export function tabs(list, current, words) {
  const tab = ({ id, name }) => made("button", { type: "button", className: "sc-button", textContent: name, data: { scenario: id }, aria: { pressed: String(id === current) } });
  const add = made("button", { type: "button", className: "sc-button", data: { place: "new" } }, icon("plus"), words.new);
  place("place-tabs").replaceChildren(made("div", { className: "sc-switch" }, ...list.map(tab), add));
}

// acts: against(code), draw().
export function heads(list, state, left, right, words, acts) {
  const others = list.filter((one) => one.id !== state.scenario).map((one) => [String(one.id), one.name]);
  const against = select("place-against", [["today", words.today], ...others], state.against, acts.against, words.left);
  place("place-left-head").replaceChildren(against, left ? chip(left.told.cameras, "accent") : "");
  if (!right) return place("place-right-head").replaceChildren();
  const add = button("video-plus", words.draw, acts.draw, "sc-button--framed");
  add.id = "place-draw";
  add.disabled = right.state === "approved";
  place("place-right-head").replaceChildren(made("strong", { textContent: right.name }), chip(right.told.cameras, "accent"), add);
}

// acts: change(name, value), copy(), remove().
export function scenario(right, qualities, words, acts) {
  const name = made("input", { id: "place-name", className: "sc-place__input sc-place__name", value: right.name, maxLength: 80 });
  name.setAttribute("aria-label", words.name);
  name.addEventListener("change", () => acts.change("name", name.value));
  const quality = select("place-quality", qualities.map((one) => [one.code, one.title]), right.quality, (value) => acts.change("quality", value));
  const days = input("place-days", right.archive_days, { min: 0, max: 365 }, (value) => acts.change("archive_days", value));
  const remove = button("trash", words.remove, acts.remove);
  for (const one of [remove, quality, days]) one.disabled = right.state === "approved";
  place("place-scenario").replaceChildren(
    made("div", { className: "sc-place__row" }, name, chip(words[right.state], right.state === "approved" ? "good" : "")),
    field(words.quality, quality), field(words.archive, days), made("div", { className: "sc-place__acts" }, button("copy", words.copy, acts.copy), remove));
}

export function nothing(words, make) {
  place("place-scenario").replaceChildren(made("p", { textContent: words.none }), button("plus", words.first, make, "sc-button--main"));
}
