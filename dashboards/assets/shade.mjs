// Districts shaded by how much happened in them, points and totals without points alike. The address keeps the choice:
// shade=n or shade=rate. The map's own colours stand in its style; here each district only gets the number of its class.
const city = window.safecity;
const INCIDENTS = ["crimes", "accidents", "calls"];
const AREAS = { source: "areas", sourceLayer: "areas" };
const forms = document.documentElement.dataset.forms;
const told = (number, digits = 0) => new Intl.NumberFormat(forms, { maximumFractionDigits: digits }).format(number);
let asked = null;
let going = null;

// What the server is asked for the address of the moment; null where nothing is to be shaded.
function question() {
  const state = city.read();
  if (!["n", "rate"].includes(state.shade)) return null;
  const query = city.query(state.filters);
  const shown = (state.layers || []).filter((one) => INCIDENTS.includes(one));
  for (const layer of shown) query.append("layer", layer);
  query.set("per", state.shade);
  return query.toString();
}

async function shade(map) {
  const choice = document.getElementById("shade");
  if (!choice || !map.getSource("areas")) return;
  choice.value = city.read().shade || "";
  const wanted = question();
  if (wanted === asked) return;
  asked = wanted;
  if (going) going.abort();
  if (wanted === null) return paint(map, null);
  going = new AbortController();
  try {
    const answer = await fetch(`/api/v1/by_area?${wanted}`, { signal: going.signal, headers: { Accept: "application/json" }, credentials: "same-origin" });
    const body = await answer.json();
    paint(map, answer.ok ? body : { areas: [], legend: [], note: body.error });
  } catch (error) {
    if (error.name === "AbortError") return;
    asked = null;
    paint(map, { areas: [], legend: [], note: document.getElementById("shade-legend").dataset.failed });
  }
}

function paint(map, found) {
  map.removeFeatureState(AREAS);
  for (const { id, step } of found ? found.areas : []) if (step !== null) map.setFeatureState({ ...AREAS, id }, { step });
  const box = document.getElementById("shade-legend");
  box.replaceChildren(...(found ? [...legend(found.legend), note(found.note), table(found.areas, box.dataset)] : []).filter(Boolean));
}

function made(name, text, className = "") {
  return Object.assign(document.createElement(name), { textContent: text, className });
}

function legend(spans) {
  return spans.map((text, step) => {
    if (!text) return null;
    const line = made("span", "", "sc-shades__line");
    line.append(made("i", "", `sc-shade sc-shade--${step}`), made("span", text, "sc-num"));
    return line;
  });
}

const note = (text) => text && made("p", text);

function table(areas, words) {
  if (!areas.length) return null;
  const rows = [...areas].sort((a, b) => b.n - a.n).map((one) => [one.name, told(one.n), told(one.totals), one.per_1000 === null ? "—" : told(one.per_1000, 1)]);
  const box = document.createElement("details");
  const grid = document.createElement("table");
  for (const [at, cells] of [[words.district, words.n, words.totals, words.rate], ...rows].entries()) {
    const row = grid.insertRow();
    row.append(...cells.map((text, place) => made(at ? "td" : "th", text, place ? "sc-num" : "")));
  }
  box.append(made("summary", words.table), grid);
  return box;
}

city.loaded.then((map) => {
  document.addEventListener("change", (event) => {
    if (event.target.id === "shade") city.write({ shade: event.target.value || null });
  });
  for (const name of ["safecity:state", "popstate"]) window.addEventListener(name, () => shade(map));
  shade(map);
});
