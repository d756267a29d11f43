// A marker that a person drags to where the record belongs; a click on the map puts it there too, arrow keys nudge it.
import * as maplibre from "/static/vendor/maplibre-gl/maplibre-gl.mjs";

const NUDGE_PX = 8;
const EARTH_M = 6371008.8;
const rad = Math.PI / 180;
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function metres([west, south], [east, north]) {
  const h = Math.sin(((north - south) * rad) / 2) ** 2 + Math.cos(south * rad) * Math.cos(north * rad) * Math.sin(((east - west) * rad) / 2) ** 2;
  return Math.round(2 * EARTH_M * Math.asin(Math.sqrt(h)));
}

// mover(map, [lon, lat] or null, {moved(point, metres), ended()}) -> {remove()}: moved is told once, where the marker was let go.
export function mover(map, first, { moved, ended }) {
  const city = window.safecity || {};
  const marker = new maplibre.Marker({ draggable: true, color: getComputedStyle(document.body).getPropertyValue("--sc-accent").trim() });
  const element = marker.getElement();
  element.tabIndex = 0;
  element.classList.add("sc-mover");
  const tool = (city.tool = { name: "move" });
  if (first) show(first);

  function show(point) {
    marker.setLngLat(point).addTo(map);
    element.focus({ preventScroll: true });
  }

  function drop() {
    const { lng, lat } = marker.getLngLat();
    const point = [+lng.toFixed(7), +lat.toFixed(7)];
    moved(point, first ? metres(first, point) : 0);
  }

  function clicked(event) {
    show([event.lngLat.lng, event.lngLat.lat]);
    drop();
  }

  function keyed(event) {
    if (event.key === "Escape") ended();
    else if (event.key === "Enter" && event.target === element) drop();
    else if (event.target === element && event.key in STEPS) {
      const [east, south] = STEPS[event.key];
      const at = map.project(marker.getLngLat());
      marker.setLngLat(map.unproject([at.x + east * NUDGE_PX, at.y + south * NUDGE_PX]));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  marker.on("dragend", drop);
  map.on("click", clicked);
  window.addEventListener("keydown", keyed, true);
  map.getCanvas().style.cursor = "crosshair";
  return {
    remove() {
      marker.remove();
      map.off("click", clicked);
      window.removeEventListener("keydown", keyed, true);
      map.getCanvas().style.cursor = "";
      // The click that ended it is still on its way to the map, which must not take it for a choice.
      setTimeout(() => { if (city.tool === tool) city.tool = null; }, 300);
    },
  };
}
