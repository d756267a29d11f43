// What a computation is asked for beside numbers and rules: kinds and areas, forbidden zones, sites that must be seen.
import { button, filled, get, icon, made, number } from "/static/dashboards/asking.mjs";

const PAUSE_MS = 200;
const SHORTEST = 2;
const caption = (text) => made("span", { className: "sc-caption", textContent: text });

// One of many, several or none, which is all; groups: [{title, layer, boxes: [[code, text]]}].
export function pick(name, title, groups, ticked, words) {
  const head = made("summary", {});
  const box = ([code, text]) => made("label", { className: "sc-place__check" }, made("input", { type: "checkbox", value: code, checked: ticked.includes(code), data: { pick: name } }), made("span", { textContent: text }));
  const group = (one) => made("fieldset", { className: "sc-place__group", data: { layer: one.layer || "" } }, groups.length > 1 ? made("legend", { className: "sc-caption", textContent: one.title }) : "", ...one.boxes.map(box));
  const fold = made("details", { id: `ask-${name}`, className: "sc-place__pick" }, head, made("div", { className: "sc-place__picked" }, ...groups.map(group)));
  fold.told = () => {
    const [own, all] = [picked(fold).length, fold.querySelectorAll("fieldset:not([hidden]) input").length];
    head.replaceChildren(caption(title), made("strong", { textContent: own && own < all ? filled(words.some, { n: number(own), all: number(all) }) : words.all }));
  };
  fold.addEventListener("change", fold.told);
  fold.told();
  return fold;
}

export const picked = (fold) => [...fold.querySelectorAll("fieldset:not([hidden]) input:checked")].map((one) => one.value);

function row(text, detail, words, out) {
  const name = filled(words.take, { what: text });
  const away = button("x", "", out, "sc-place__out");
  away.setAttribute("aria-label", name);
  away.title = name;
  return made("div", { className: "sc-place__wish" }, made("span", {}, text, detail ? made("br") : "", detail ? caption(detail) : ""), away);
}

const group = (id, title, ...parts) => made("div", { id, className: "sc-place__group", role: "group", aria: { label: title } }, caption(title), ...parts);

// acts: zone() begins to draw one, wish({forbidden}) keeps what is left.
export function zones(rings, words, acts) {
  const rows = rings.map((_, at) => row(filled(words.zone, { n: number(at + 1) }), "", words, () => acts.wish({ forbidden: rings.filter((__, other) => other !== at) })));
  const add = button("polygon", words.zone_draw, acts.zone, "sc-button--framed");
  add.id = "ask-zone";
  return group("ask-zones", words.zones, ...rows, add);
}

// found: the sites by name, [{id, title, detail}]; acts.wish({sites}).
export function sites(found, words, acts) {
  const ids = found.map((one) => one.id);
  const rows = found.map((one) => row(one.title, one.detail, words, () => acts.wish({ sites: ids.filter((id) => id !== one.id) })));
  const list = made("div", { id: "ask-found", className: "sc-place__found" });
  const text = made("input", { id: "ask-site", type: "search", className: "sc-place__input", placeholder: words.site_find, maxLength: 80, autocomplete: "off" });
  text.setAttribute("aria-label", words.site_find);
  let timer = null, last = 0;

  async function ask() {
    const mine = (last += 1), typed = text.value.trim();
    if (typed.length < SHORTEST) return list.replaceChildren();
    const told = await get(`/api/v1/search?${new URLSearchParams({ q: typed })}`, words.away).catch((error) => ({ error: error.message, groups: [] }));
    if (mine !== last) return;
    const results = told.groups.filter((one) => one.kind === "sites").flatMap((one) => one.results).filter((one) => !ids.includes(Number(one.id)));
    list.replaceChildren(...results.map((one) => {
      const choice = made("button", { type: "button", className: "sc-menu__line", data: { site: one.id } }, made("span", {}, one.title, made("br"), caption(one.detail)));
      choice.addEventListener("click", () => acts.wish({ sites: [...ids, Number(one.id)] }));
      return choice;
    }));
    if (!results.length) list.append(caption(told.error || words.site_none));
  }

  text.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE_MS); });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { text.value = ""; list.replaceChildren(); }
    if (event.key !== "Enter") return;
    event.preventDefault();
    const [first] = list.querySelectorAll("button");
    if (first) first.click();
  });
  return group("ask-sites", words.sites, ...rows, text, list);
}

export const flag = (title) => made("span", { className: "sc-must", title }, icon("eye"));
