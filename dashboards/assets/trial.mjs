// The map of a table that is being checked: the rows that could be taken, over the city's own background.
import * as maplibre from "/static/vendor/maplibre-gl/maplibre-gl.mjs";

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function extent(features, otherwise) {
  const bounds = new maplibre.LngLatBounds();
  const add = (part) => (typeof part[0] === "number" ? bounds.extend(part.slice(0, 2)) : part.forEach(add));
  for (const { geometry } of features) add(geometry.coordinates);
  return bounds.isEmpty() ? otherwise : bounds;
}

function layers() {
  const [tone, edge] = [colour("--sc-crime"), colour("--sc-panel")];
  return [
    { id: "trial-area", type: "fill", filter: ["!=", ["geometry-type"], "Point"], paint: { "fill-color": tone, "fill-opacity": 0.2, "fill-outline-color": tone } },
    { id: "trial-point", type: "circle", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": 4.5, "circle-color": tone, "circle-stroke-color": edge, "circle-stroke-width": 1.2 } },
  ];
}

function draw(box) {
  box.dataset.drawn = "1";
  const given = JSON.parse(box.dataset.config);
  for (const source of Object.values(given.style.sources)) if (source.tiles) source.tiles = source.tiles.map((one) => location.origin + one);
  const map = new maplibre.Map({
    container: box,
    style: given.style,
    bounds: extent(given.features.features, given.bounds),
    fitBoundsOptions: { padding: 32, maxZoom: 16 },
    attributionControl: false,
    dragRotate: false,
    maxPitch: 0,
    fadeDuration: 0,
  });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "bottom-right");
  map.addControl(new maplibre.AttributionControl({ compact: false, customAttribution: given.attribution }), "bottom-left");
  map.getCanvas().setAttribute("aria-label", given.label);
  map.on("load", () => {
    map.addSource("trial", { type: "geojson", data: given.features });
    for (const layer of layers()) map.addLayer({ ...layer, source: "trial" });
    window.safecityTrial = map;
    box.dataset.loaded = "1";
  });
}

const waiting = new MutationObserver(() => {
  const box = document.getElementById("trial-map");
  if (box && !box.dataset.drawn) draw(box);
});
waiting.observe(document.documentElement, { childList: true, subtree: true });
