// The map beside the list of gaps. The page's hidden box #gap-shapes says what to draw; a click on a square opens its line.
import * as maplibre from "/static/vendor/maplibre-gl/maplibre-gl.mjs";

const NEAR = 16.5;
let map = null;
let box = null;
let ready = false;
let told = "";
let query = "";

function style(given) {
  for (const source of Object.values(given.sources)) {
    if (source.tiles) source.tiles = source.tiles.map((address) => location.origin + address);
  }
  return given;
}

function start(found) {
  box = found;
  map = new maplibre.Map({
    container: box, style: style(JSON.parse(box.dataset.style)), bounds: JSON.parse(box.dataset.bounds), fitBoundsOptions: { padding: 16 },
    attributionControl: false, dragRotate: false, pitchWithRotate: false, maxPitch: 0, maxZoom: 20, fadeDuration: 0,
  });
  map.getCanvas().setAttribute("aria-label", box.dataset.label);
  map.addControl(new maplibre.ScaleControl({ maxWidth: 120 }), "bottom-right");
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
  // Not "load": that waits for every tile, and the list is there already.
  map.once("style.load", () => { ready = true; draw(); });
  map.on("click", "gaps-fill", (event) => open(event.features[0].properties.place));
  map.on("mouseenter", "gaps-fill", () => { map.getCanvas().style.cursor = "pointer"; });
  map.on("mouseleave", "gaps-fill", () => { map.getCanvas().style.cursor = ""; });
  const tip = new maplibre.Popup({ className: "sc-tip", closeButton: false, closeOnClick: false, offset: 10 });
  map.on("mousemove", "gaps-fill", (event) => tip.setLngLat(event.lngLat).setText(event.features[0].properties.title).addTo(map));
  map.on("mouseleave", "gaps-fill", () => tip.remove());
  window.safecity_gaps = map;
}

// The zones of the chosen class only, asked for by the filter that all doors share.
function zones(quality) {
  if (!map.getSource("coverage")) return;
  map.getSource("coverage").setTiles([`${location.origin}/tiles/coverage/{z}/{x}/{y}.pbf${quality ? `?kind=${quality}` : ""}`]);
  map.setFilter("zones", ["==", ["get", "quality"], quality]);
}

function draw() {
  const shapes = document.getElementById("gap-shapes");
  if (!ready || !shapes || shapes.dataset.shapes === told) return;
  const before = told ? JSON.parse(told) : {};
  told = shapes.dataset.shapes;
  const { gaps, chosen, quality } = JSON.parse(told);
  query = JSON.parse(told).query;
  map.getSource("gap-squares").setData(gaps);
  map.setFilter("gaps-chosen", ["==", ["get", "place"], chosen ? chosen.place : 0]);
  if (before.quality !== quality) zones(quality);
  map.getSource("gap-sight").setData({ type: "FeatureCollection", features: chosen && chosen.from ? [sight(chosen)] : [] });
  if (!chosen) return;
  map.jumpTo({ center: chosen.at, zoom: Math.max(map.getZoom(), NEAR) });
  document.getElementById(`gap-${chosen.place}`).scrollIntoView({ block: "nearest" });
}

// From the camera by which the reason is told to the place.
function sight({ at, from }) {
  return { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: [from, at] } };
}

function open(place) {
  const line = document.querySelector(`#gap-${place} a`);
  if (line) return line.click();
  history.pushState(null, "", query.replace("gap=0", `gap=${place}`));
  window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
}

function look() {
  const found = document.getElementById("coverage-map");
  if (found && found !== box) { ready = false; told = ""; start(found); }
  draw();
}

new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-shapes"] });
look();
