// The scenario's cameras on its map: numbered marks that are dragged, a handle that turns the chosen one, keys for both.
import * as maplibre from "/static/vendor/maplibre-gl/maplibre-gl.mjs";
import { filled } from "/static/dashboards/asking.mjs";

const ARM_PX = 54;
const NUDGE_PX = 4;
const TURN = 5;
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const round = (value) => +value.toFixed(7);
const turned = (angle) => Math.round((((angle % 360) + 360) % 360) * 10) / 10;

// cameras(map, words, acts) -> {show(list, numbers, chosen, fixed), draw(on)}
// acts: chosen(id), moving(id, values) while a hand holds it, changed(id, values) when it lets go, drawn(point), taken(id), ended().
export function cameras(map, words, acts) {
  const marks = new Map();
  let handle = null, chosen = null, fixed = false, drawing = false, held = null;

  function mark(one) {
    const element = Object.assign(document.createElement("button"), { type: "button", className: "sc-pin" });
    const marker = new maplibre.Marker({ element, draggable: true }).setLngLat(one.point).addTo(map);
    const own = { marker, element, camera: one };
    element.addEventListener("click", (event) => { event.stopPropagation(); acts.chosen(own.camera.id); });
    element.addEventListener("focus", () => { if (chosen !== own.camera.id) acts.chosen(own.camera.id); });
    element.addEventListener("keydown", (event) => keyed(event, own));
    marker.on("dragstart", () => { held = own.camera.id; acts.chosen(own.camera.id); });
    marker.on("drag", () => { arm(own); acts.moving(own.camera.id, { point: place(marker) }); });
    marker.on("dragend", () => { held = null; acts.changed(own.camera.id, { point: place(marker) }); });
    return own;
  }

  const place = (marker) => { const { lng, lat } = marker.getLngLat(); return [round(lng), round(lat)]; };

  function show(list, numbers, selected, locked) {
    [chosen, fixed] = [selected, locked];
    for (const [id, own] of marks) if (!list.some((one) => one.id === id)) { own.marker.remove(); marks.delete(id); }
    for (const one of list) {
      const own = marks.get(one.id) || mark(one);
      marks.set(one.id, own);
      own.camera = one;
      if (held !== one.id) own.marker.setLngLat(one.point);
      own.marker.setDraggable(!fixed);
      own.element.textContent = numbers.get(one.id) || "·";
      own.element.setAttribute("aria-label", `${filled(words.camera, { n: numbers.get(one.id) || "" })}, ${one.place}`);
      own.element.classList.toggle("sc-pin--on", one.id === selected);
      own.element.classList.toggle("sc-pin--blind", !one.zone);
    }
    arm(marks.get(selected));
  }

  // Where the handle stands: an arm's length from its camera, the way that it looks.
  function arm(own) {
    if (!own || fixed || own.camera.hfov >= 360) { if (handle) handle.remove(); handle = null; return; }
    if (!handle) handle = turner();
    if (handle.turning) return;
    const at = map.project(own.marker.getLngLat()), angle = (own.camera.azimuth * Math.PI) / 180;
    handle.setLngLat(map.unproject([at.x + ARM_PX * Math.sin(angle), at.y - ARM_PX * Math.cos(angle)]));
    handle.getElement().setAttribute("aria-label", filled(words.turn, { n: own.element.textContent }));
  }

  function turner() {
    const element = Object.assign(document.createElement("button"), { type: "button", className: "sc-turner" });
    const made = new maplibre.Marker({ element, draggable: true }).setLngLat(map.getCenter()).addTo(map);
    const angle = () => {
      const own = marks.get(chosen), here = map.project(own.marker.getLngLat()), there = map.project(made.getLngLat());
      return turned((Math.atan2(there.x - here.x, here.y - there.y) * 180) / Math.PI);
    };
    element.addEventListener("keydown", (event) => { const own = marks.get(chosen); if (own) keyed(event, own, true); });
    made.on("dragstart", () => { made.turning = true; });
    made.on("drag", () => acts.moving(chosen, { azimuth: angle() }));
    made.on("dragend", () => { const found = angle(); made.turning = false; acts.changed(chosen, { azimuth: found }); });
    return made;
  }

  function keyed(event, own, turning = false) {
    const sideways = turning && { ArrowLeft: -TURN, ArrowDown: -TURN, ArrowRight: TURN, ArrowUp: TURN }[event.key];
    const turn = sideways || { "[": -TURN, "]": TURN }[event.key];
    if (fixed) return;
    if (turn) acts.changed(own.camera.id, { azimuth: turned(own.camera.azimuth + turn) });
    else if (event.key in STEPS) {
      const at = map.project(own.marker.getLngLat()), [east, south] = STEPS[event.key];
      own.marker.setLngLat(map.unproject([at.x + east * NUDGE_PX, at.y + south * NUDGE_PX]));
      acts.changed(own.camera.id, { point: place(own.marker) });
    } else if (event.key === "Delete" || event.key === "Backspace") acts.taken(own.camera.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function draw(on) {
    drawing = on;
    map.getCanvas().style.cursor = on ? "crosshair" : "";
    if (on) map.getCanvas().focus({ preventScroll: true });
  }

  map.on("move", () => arm(marks.get(chosen)));
  map.on("click", (event) => { if (drawing) acts.drawn([round(event.lngLat.lng), round(event.lngLat.lat)]); else acts.chosen(null); });
  map.getCanvas().addEventListener("keydown", (event) => {
    if (!drawing || event.key !== "Enter") return;
    const { lng, lat } = map.getCenter();
    acts.drawn([round(lng), round(lat)]);
  });
  return { show, draw, focus: (id) => marks.has(id) && marks.get(id).element.focus({ preventScroll: true }) };
}
