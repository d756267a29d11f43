// Playback: a window of a day, a week or a month moves over the period. From near the browser filters the points it has
// by their day; from afar, and where a tile is too crowded for points, the server counts the window anew.
// The address keeps unit, first day and speed: play=week:2026-01-05:2.
const DAY = 86400000;
const PACE = 900;
const SPEEDS = [1, 2, 4];
const LAYERS = { crimes: "crimes-point", accidents: "accidents-point", calls: "calls-point" };
const city = window.safecity;
const iso = (at) => new Date(at).toISOString().slice(0, 10);

function windows(unit, first, last) {
  const spans = [];
  let at = Date.parse(first);
  const end = Date.parse(last) + DAY;
  while (at < end && spans.length < 4000) {
    const day = new Date(at);
    const next = unit === "month" ? Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1) : at + (unit === "week" ? 7 : 1) * DAY;
    spans.push([at, Math.min(next, end)]);
    at = next;
  }
  return spans;
}

// map: MapLibre's. given: {days: [first, last] with data or null, cells_below, words}. draw(span): tiles of the
// incidents of {from, to} alone, all of them for null; a promise that holds once they are asked for. shown(): ids of the
// layers that are switched on. inTurn(change): see turns.mjs.
export function playback(map, given, draw, shown, inTurn) {
  const { words } = given;
  const forms = document.documentElement.dataset.forms;
  const dated = forms.startsWith("en") ? { dateStyle: "medium" } : { day: "2-digit", month: "2-digit", year: "numeric" };
  let unit = "week", speed = 1, spans = [], at = 0, timer = null, on = false, crowded = false, counting = null;
  let period = null;
  const span = document.createElement("span");
  const box = document.createElement("div");
  Object.assign(box, { className: "sc-play", hidden: true });
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", words.playback);
  const run = button("player-play", words.play, () => (timer ? pause() : play()));
  const units = choice(words.window, [["day", words.day], ["week", words.week], ["month", words.month]], (value) => { unit = value; begin(iso(spans[at][0])); });
  const speeds = choice(words.speed, SPEEDS.map((one) => [one, `${one}×`]), (value) => { speed = Number(value); keep(); });
  const slider = Object.assign(document.createElement("input"), { type: "range", min: 0, step: 1 });
  slider.setAttribute("aria-label", words.moment);
  slider.addEventListener("input", () => { pause(); to(Number(slider.value)); });
  box.append(run, slider, span, units, speeds, button("x", words.close, close));
  span.className = "sc-play__when";
  span.setAttribute("role", "status");
  map.getContainer().parentElement.append(box);
  box.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); } });

  function button(glyph, title, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "sc-button sc-button--plain", title });
    made.setAttribute("aria-label", title);
    made.innerHTML = '<span class="sc-icon" aria-hidden="true"></span>';
    paint(made, glyph);
    made.addEventListener("click", act);
    return made;
  }

  function paint(made, glyph) { made.firstChild.style.setProperty("--sc-glyph", `url("/static/vendor/tabler/${glyph}.svg")`); }

  function choice(title, pairs, act) {
    const made = document.createElement("select");
    made.title = title;
    made.setAttribute("aria-label", title);
    made.append(...pairs.map(([value, text]) => new Option(text, value)));
    made.addEventListener("change", () => act(made.value));
    return made;
  }

  // The first window at or after a day, of the period that the filters leave.
  function begin(day) {
    const [first, last] = [period.from || given.days[0], period.to ? iso(Date.parse(period.to) - DAY) : given.days[1]];
    spans = windows(unit, first, last);
    const found = spans.findIndex(([, end]) => !day || Date.parse(day) < end);
    slider.max = Math.max(0, spans.length - 1);
    units.value = unit;
    speeds.value = speed;
    to(found < 0 ? 0 : found);
  }

  // Gives a promise that holds once the window's tiles, or points, are asked for.
  function to(index) {
    at = Math.max(0, Math.min(index, spans.length - 1));
    slider.value = at;
    const [from, end] = spans[at];
    const text = new Intl.DateTimeFormat(forms, { ...dated, timeZone: "UTC" }).formatRange(from, end - DAY);
    slider.setAttribute("aria-valuetext", text);
    span.textContent = text;
    const asked = near() ? sift(from, end) : draw({ from: iso(from), to: iso(end) });
    keep();
    count(text, iso(from), iso(end));
    return asked;
  }

  const points = () => Object.values(LAYERS).filter((id) => map.getLayer(id));
  const near = () => map.getZoom() >= given.cells_below && !crowded;

  function only(wanted) { return inTurn(() => { for (const id of points()) map.setFilter(id, wanted); }); }

  async function sift(from, end) {
    draw(null);
    await only(from === null ? null : ["all", [">=", ["get", "day"], from / DAY], ["<", ["get", "day"], end / DAY]]);
    if (from !== null && map.queryRenderedFeatures({ layers: points() }).some((one) => one.properties.n > 1)) { crowded = true; again(); }
  }

  // How many lie in view in the window: asked while it shows, dropped when it moves on.
  async function count(text, from, end) {
    if (counting) counting.abort();
    counting = new AbortController();
    const query = city.query({ ...city.read().filters, from, to: end });
    query.set("bbox", map.getBounds().toArray().flat().map((x) => x.toFixed(5)).join(","));
    try {
      const answer = await fetch(`/api/v1/counts?${query}`, { signal: counting.signal, headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!answer.ok) return;
      const { layers } = await answer.json();
      const number = Object.keys(LAYERS).filter((one) => shown().includes(one) && layers[one]).reduce((sum, one) => sum + layers[one].in_view, 0);
      span.textContent = `${text} · ${words.count.replace("{n}", new Intl.NumberFormat(forms).format(number))}`;
    } catch (error) { if (error.name !== "AbortError") throw error; }
  }

  function keep() { city.write({ play: `${unit}:${iso(spans[at][0])}:${speed}` }); }

  async function play() {
    if (at >= spans.length - 1) to(0);
    paint(run, "player-pause");
    run.title = words.pause;
    run.setAttribute("aria-label", words.pause);
    const mine = (timer = {});
    const wait = () => new Promise((done) => { setTimeout(done, PACE / speed); });
    const arrived = async () => { if (!near() && !map.loaded()) await map.once("idle"); };
    for (await wait(); timer === mine; await wait()) {
      if (at >= spans.length - 1) return pause();
      await to(at + 1);
      await arrived();
    }
  }

  function pause() {
    timer = null;
    paint(run, "player-play");
    run.title = words.play;
    run.setAttribute("aria-label", words.play);
  }

  function again() { if (on) { if (!near()) only(null); to(at); } }

  function close() {
    pause();
    on = false;
    box.hidden = true;
    sift(null);
    city.write({ play: null });
  }

  map.on("moveend", () => { crowded = false; again(); });

  return {
    // Show the bar; text: what the address keeps, or nothing.
    open(text) {
      const [asked, day, pace] = (text || "").split(":");
      if (!given.days) return;
      if (["day", "week", "month"].includes(asked)) unit = asked;
      if (SPEEDS.includes(Number(pace))) speed = Number(pace);
      on = true;
      box.hidden = false;
      begin(/^\d{4}-\d\d-\d\d$/.test(day || "") ? day : null);
    },
    toggle() { on ? close() : this.open(); if (on) run.focus(); },
    // The filters changed: the same day of the new period.
    filtered(filters) { period = filters; if (on) begin(iso(spans[at][0])); },
    close: () => on && close(),
  };
}
