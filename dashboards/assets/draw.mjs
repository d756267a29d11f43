// Drawing and measuring on the map: Terra Draw takes the points, this file says what becomes of them.
import * as maplibre from "/static/vendor/maplibre-gl/maplibre-gl.mjs";
import { CIRCLE_CORNERS, area, length, middle, ready, saidArea, saidLength, script } from "/static/dashboards/measure.mjs";
import * as within from "/static/dashboards/within.mjs";
import { redo, undo } from "/static/dashboards/history.mjs";

const MEASURES = ["line", "area"];
const MOST_CORNERS = 100;
const CLICK_MS = 300;
const city = window.safecity;
const map = await city.loaded;
const place = document.getElementById("tools");
const words = JSON.parse(place.dataset.words);
const canvas = map.getCanvas();
let draw, label, done, tool = null;

async function library() {
  await Promise.all([script("/static/vendor/terra-draw/terra-draw.umd.js"), ready()]);
  await script("/static/vendor/terra-draw-maplibre/terra-draw-maplibre-gl-adapter.umd.js");
  const T = window.terraDraw;
  const [accent, paper] = [within.colour("--sc-accent"), within.colour("--sc-panel")];
  const corner = (name) => ({ [`${name}PointColor`]: paper, [`${name}PointOutlineColor`]: accent, [`${name}PointOutlineWidth`]: 2, [`${name}PointWidth`]: 5 });
  const styles = { fillColor: accent, fillOpacity: 0.08, outlineColor: accent, outlineWidth: 2.5, lineStringColor: accent, lineStringWidth: 2.5, ...corner("closing"), ...corner("coordinate") };
  const picked = { selectedPolygonColor: accent, selectedPolygonFillOpacity: 0.08, selectedPolygonOutlineColor: accent, selectedPolygonOutlineWidth: 2.5, ...corner("selection"), midPointColor: accent, midPointWidth: 4, midPointOutlineColor: paper, midPointOutlineWidth: 1 };
  const common = { styles, pointerDistance: 24, showCoordinatePoints: true };
  const corners = { coordinates: { draggable: true, midpoints: { draggable: true }, deletable: true }, draggable: true };
  draw = new T.TerraDraw({
    adapter: new window.terraDrawMaplibreGlAdapter.TerraDrawMapLibreGLAdapter({ map }),
    modes: [
      new T.TerraDrawLineStringMode({ ...common, modeName: "line" }),
      new T.TerraDrawPolygonMode({ ...common, modeName: "area" }),
      new T.TerraDrawPolygonMode({ ...common, modeName: "polygon", validation: simple }),
      new T.TerraDrawCircleMode({ styles, modeName: "circle", projection: "globe", segments: CIRCLE_CORNERS }),
      new T.TerraDrawSelectMode({
        modeName: "edit", styles: picked, keyEvents: null, pointerDistance: 24,
        flags: { polygon: { feature: { ...corners, validation: simple } }, circle: { feature: { draggable: true, coordinates: { resizable: "center-fixed" } } } },
      }),
    ],
    undoRedo: { modeLevel: new T.TerraDrawModeUndoRedo() },
  });
  draw.on("change", changed);
  draw.on("finish", finished);
}

let loading;
const loaded = () => (loading ||= library());

// A sketch may cross itself on its way; what is ended may not.
function simple(feature, { updateType }) {
  const corners = feature.geometry.coordinates[0].length - 1;
  if (corners > MOST_CORNERS + 1) return { valid: false, reason: "corners" };
  if (updateType !== "finish") return { valid: true };
  const judged = window.terraDraw.ValidateNotSelfIntersecting(feature);
  if (!judged.valid) say(words.crossing);
  return judged;
}

const shapes = () => draw.getSnapshot().filter((one) => one.geometry.type !== "Point");
const drawing = () => tool && draw.getModeState() === "drawing";

async function start(name) {
  if (tool === name) return stop();
  await loaded();
  stop();
  tool = city.tool = name;
  draw.start();
  if (name === "edit") edit();
  else draw.setMode(name);
  dressed();
  say("");
  canvas.focus({ preventScroll: true });
}

function stop() {
  if (draw && draw.enabled) { draw.clear(); draw.stop(); }
  tool = done = null;
  // The click that ended the drawing is still on its way to the map, which must not take it for a choice.
  setTimeout(() => { city.tool = tool; }, CLICK_MS);
  if (label) label.remove();
  canvas.style.cursor = "";
  dressed();
  say("");
}

function edit() {
  const text = city.read().filters.within;
  const { radius } = within.parsed(text);
  const coordinates = [within.ring(text).map(([lon, lat]) => [+lon.toFixed(8), +lat.toFixed(8)])];
  const properties = radius ? { mode: "circle", radiusKilometers: radius / 1000 } : { mode: "polygon" };
  draw.setMode("edit");
  const [{ id }] = draw.addFeatures([{ type: "Feature", geometry: { type: "Polygon", coordinates }, properties }]);
  draw.selectFeature(id, "edit");
}

// The buttons, the crosshair of the keyboard and the dim of the area that is being changed follow the tool.
function dressed() {
  for (const button of document.querySelectorAll("[data-draw]")) button.setAttribute("aria-pressed", String(button.dataset.draw === tool));
  document.body.dataset.tool = tool || "";
  document.getElementById("hint").textContent = tool ? words.hints[tool] : "";
  if (!tool) delete document.body.dataset.keyboard;
  if (map.getLayer("within-edge")) map.setLayoutProperty("within-edge", "visibility", tool === "edit" ? "none" : "visible");
}

function say(text) {
  document.getElementById("measured").textContent = text;
}

function changed(ids, kind) {
  if (!tool || kind === "delete" || kind === "styling") return;
  const live = shapes().find((one) => one.id !== done);
  if (live && done) { const old = done; done = null; draw.removeFeatures([old]); }
  const one = live || shapes()[0];
  if (one) measured(one);
}

// What is drawn, in figures: in the panel, and beside the last point.
function measured({ geometry, properties }) {
  const points = geometry.type === "Polygon" ? geometry.coordinates[0].slice(0, -1) : geometry.coordinates;
  const figures = properties.mode === "circle" ? ofCircle(geometry.coordinates[0]) : geometry.type === "Polygon" ? ofPolygon(points) : ofLine(points);
  say(figures.join(" · "));
  label ||= new maplibre.Marker({ element: Object.assign(document.createElement("div"), { className: "sc-measure" }), anchor: "left", offset: [14, 0] });
  label.getElement().textContent = figures[0];
  label.setLngLat(points[points.length - 1]).addTo(map);
}

const filled = (form, values) => form.replace(/{(\w+)}/g, (_, name) => values[name]);

function ofLine(points) {
  const [whole, last] = [length(points), length(points.slice(-2))];
  const stretch = last >= 1 && last < whole ? [filled(words.stretch, { length: saidLength(last, words) })] : [];
  return [saidLength(whole, words), ...stretch];
}

const ofPolygon = (points) => [saidArea(area(points), words), filled(words.edge, { length: saidLength(length(points, true), words) })];

function ofCircle(ring) {
  const { radius } = middle(ring);
  return [filled(words.radius, { length: saidLength(radius, words) }), saidArea(Math.PI * radius * radius, words)];
}

function finished(id, { action }) {
  const feature = draw.getSnapshotFeature(id);
  if (MEASURES.includes(tool)) { done = id; return measured(feature); }
  const [ring] = feature.geometry.coordinates;
  const text = feature.properties.mode === "circle" ? within.ofCircle(ring) : within.ofPolygon(ring);
  if (action === "draw") stop();
  within.put(text);
}

// A point at the crosshair in the middle of the map, for whoever draws by keyboard: the pointer is pretended.
function press() {
  document.body.dataset.keyboard = "yes";
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const at = { clientX: left + width / 2, clientY: top + height / 2, isPrimary: true, bubbles: true, pointerId: 1, button: 0 };
  for (const [kind, more] of [["pointermove", { button: -1 }], ["pointerdown", {}], ["pointerup", {}]]) canvas.dispatchEvent(new PointerEvent(kind, { ...at, ...more }));
}

function follow() {
  if (!tool || document.body.dataset.keyboard !== "yes") return;
  const { left, top, width, height } = canvas.getBoundingClientRect();
  canvas.dispatchEvent(new PointerEvent("pointermove", { clientX: left + width / 2, clientY: top + height / 2, isPrimary: true, button: -1 }));
}

function cancel() {
  if (!drawing()) return stop();
  draw.setMode(tool);
  if (label) label.remove();
  say("");
}

const back = () => drawing() && draw.undo();
const finish = () => canvas.dispatchEvent(new KeyboardEvent("keyup", { key: "Enter" }));
const KEYS = {
  Escape: cancel,
  Backspace: back,
  " ": press,
  Enter: () => document.activeElement !== canvas && finish(),
};

function keyed(event) {
  const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable=true]");
  const letter = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !event.altKey && ["z", "y"].includes(letter)) {
    if (typing) return;
    event.preventDefault();
    return letter === "y" || event.shiftKey ? forth() : step();
  }
  const pressing = event.target.closest && event.target.closest("button, a, summary") && event.key !== "Escape";
  if (!tool || typing || pressing) return;
  if (event.key.startsWith("Arrow")) document.body.dataset.keyboard = "yes";
  if (!(event.key in KEYS)) return;
  event.preventDefault();
  event.stopPropagation();
  KEYS[event.key]();
}

const step = () => (drawing() ? draw.undo() : undo());
const forth = () => (drawing() ? draw.redo() : redo());
const ACTS = { undo: step, redo: forth, remove: () => { stop(); within.put(null); }, rows: () => document.getElementById("table-open").click() };

document.addEventListener("click", (event) => {
  const button = event.target.closest && event.target.closest("[data-draw]");
  if (button) (ACTS[button.dataset.draw] || (() => start(button.dataset.draw)))();
});
document.addEventListener("change", (event) => {
  if (event.target.id !== "radius" || !event.target.checkValidity()) return;
  const { points } = within.parsed(city.read().filters.within);
  within.put([...points[0], event.target.valueAsNumber].join(","));
});
window.addEventListener("keydown", keyed, true);
canvas.addEventListener("pointerdown", (event) => { if (event.isTrusted) delete document.body.dataset.keyboard; });
map.on("move", follow);
window.addEventListener("safecity:state", ({ detail }) => { if (tool === "edit" && !detail.filters.within) stop(); });
within.show(map);
city.draw = { state: () => ({ tool, drawing: Boolean(drawing()), figures: document.getElementById("measured").textContent }) };
