// A row's place on our own background map, in the administrator's pages.
import * as maplibre from "/static/vendor/maplibre-gl/maplibre-gl.mjs";

const ACCENT = "#0B6670";

for (const box of document.querySelectorAll(".geo-map")) {
  const style = JSON.parse(document.getElementById("geo-map-style").textContent);
  for (const source of Object.values(style.sources)) source.tiles = source.tiles.map((one) => location.origin + one);
  style.sources.shape = { type: "geojson", data: JSON.parse(box.dataset.shape) };
  const drawn = (id, type, paint, filter) => style.layers.push({ id, type, source: "shape", paint, ...(filter ? { filter } : {}) });
  drawn("shape-fill", "fill", { "fill-color": ACCENT, "fill-opacity": 0.12 }, ["==", ["geometry-type"], "Polygon"]);
  drawn("shape-line", "line", { "line-color": ACCENT, "line-width": 2 }, ["!=", ["geometry-type"], "Point"]);
  drawn("shape-point", "circle", { "circle-color": ACCENT, "circle-radius": 8, "circle-stroke-color": "#FFFFFF", "circle-stroke-width": 2 }, ["==", ["geometry-type"], "Point"]);
  const map = new maplibre.Map({
    container: box,
    style,
    bounds: box.dataset.bounds.split(",").map(Number),
    fitBoundsOptions: { padding: 32, maxZoom: 17 },
    attributionControl: false,
    dragRotate: false,
    maxPitch: 0,
  });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "bottom-right");
  map.addControl(new maplibre.ScaleControl({}), "bottom-left");
  box.map = map;
}
