// Asking the API from a page: JSON comes, JSON goes with the page's token; whatever is refused comes with a sentence.
const JSON_TYPE = { "Content-Type": "application/json" };
const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || "";

async function answer(response, away) {
  const told = await response.json().catch(() => ({}));
  if (response.ok) return told;
  throw new Error([told.error || away, told.reference].filter(Boolean).join(" "));
}

export async function get(address, away) {
  const response = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => { throw new Error(away); });
  return answer(response, away);
}

export async function post(address, sent, away) {
  const asked = { method: "POST", body: JSON.stringify(sent || {}), headers: { ...JSON_TYPE, Accept: "application/json", "X-CSRFToken": token() } };
  return answer(await fetch(address, asked).catch(() => { throw new Error(away); }), away);
}

export async function give(address, file, away) {
  const body = new FormData();
  body.append("file", file);
  const asked = { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token() } };
  return answer(await fetch(address, asked).catch(() => { throw new Error(away); }), away);
}

export const filled = (form, values) => form.replace(/{(\w+)}/g, (_, name) => values[name]);
export const number = (value) => new Intl.NumberFormat(document.documentElement.dataset.forms).format(value);

// made("p", {className, textContent}, child, …): an element with what stands in it.
export function made(tag, given = {}, ...inside) {
  const { data, aria, ...own } = given;
  const one = Object.assign(document.createElement(tag), own);
  Object.assign(one.dataset, data || {});
  for (const [name, value] of Object.entries(aria || {})) one.setAttribute(`aria-${name}`, value);
  one.append(...inside.filter((part) => part !== null && part !== undefined && part !== ""));
  return one;
}

export function icon(glyph) {
  const one = made("span", { className: "sc-icon", aria: { hidden: "true" } });
  one.style.setProperty("--sc-glyph", `url("/static/vendor/tabler/${glyph}.svg")`);
  return one;
}

export function button(glyph, words, act, kind = "") {
  const one = made("button", { type: "button", className: `sc-button ${kind}`.trim() }, glyph && icon(glyph), words);
  one.addEventListener("click", act);
  return one;
}
