// A small map of two points, drawn again when others are chosen.
import * as maplibre from "/static/vendor/maplibre-gl/maplibre-gl.mjs";

const NEAREST = 18;
let map = null;
let marks = [];
let shown = null;

function style() {
  const given = JSON.parse(document.getElementById("spots-ground").dataset.style);
  for (const source of Object.values(given.sources)) {
    if (source.tiles) source.tiles = source.tiles.map((address) => location.origin + address);
  }
  return given;
}

function mark({ letter, at }) {
  const element = document.createElement("span");
  element.className = `sc-spot sc-spot--${letter.toLowerCase()}`;
  element.textContent = letter;
  return new maplibre.Marker({ element, anchor: "bottom" }).setLngLat(at).addTo(map);
}

function draw(box) {
  if (!box || box === shown || box.dataset.points === undefined) return;
  shown = box;
  if (map) map.remove();
  const points = JSON.parse(box.dataset.points);
  if (!points.length) { map = null; return; }
  const bounds = new maplibre.LngLatBounds(points[0].at, points[0].at);
  for (const point of points) bounds.extend(point.at);
  map = new maplibre.Map({
    container: box, style: style(), bounds, fitBoundsOptions: { padding: 56, maxZoom: NEAREST },
    attributionControl: false, dragRotate: false, pitchWithRotate: false, maxPitch: 0, maxZoom: 20, fadeDuration: 0,
  });
  map.addControl(new maplibre.ScaleControl({ maxWidth: 120 }), "bottom-right");
  marks = points.map(mark);
  window.safecity_spots = { map, marks };
}

new MutationObserver(() => draw(document.querySelector(".sc-spots"))).observe(document.body, { childList: true, subtree: true });
draw(document.querySelector(".sc-spots"));
