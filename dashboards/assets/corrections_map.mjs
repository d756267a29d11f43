// The small map of the queue: the ground, the proposals of the list, and the one that is looked at.
import * as maplibre from "/static/vendor/maplibre-gl/maplibre-gl.mjs";

const NEAR = 16;
const colour = (name) => getComputedStyle(document.body).getPropertyValue(name).trim();
const points = (features) => ({ type: "FeatureCollection", features });
const feature = (point, properties) => ({ type: "Feature", properties, geometry: { type: "Point", coordinates: point } });
const absolute = (style) => {
  const made = structuredClone(style);
  for (const source of Object.values(made.sources)) if (source.tiles) source.tiles = source.tiles.map((one) => location.origin + one);
  return made;
};

// queueMap(config, words, chosen(id)) -> {show(list, selected, extra), pick(done, ended), cancel()}
export function queueMap(config, words, chosen) {
  const map = new maplibre.Map({
    container: "queue-map", style: absolute(config.style), bounds: config.bounds, fitBoundsOptions: { padding: 16 }, attributionControl: false,
    dragRotate: false, pitchWithRotate: false, maxPitch: 0, maxZoom: 20, fadeDuration: 0,
  });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "bottom-right");
  map.addControl(new maplibre.AttributionControl({ compact: false, customAttribution: config.attribution }), "bottom-left");
  map.getCanvas().setAttribute("aria-label", words.map);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let wanted = null, picking = null;
  map.on("load", () => {
    map.addSource("queue", { type: "geojson", data: points([]) });
    const chosenOne = ["get", "chosen"];
    map.addLayer({ id: "queue", type: "circle", source: "queue", paint: {
      "circle-radius": ["case", chosenOne, 9, 5],
      "circle-color": ["match", ["get", "what"], "theirs", colour("--sc-caution"), colour("--sc-accent")],
      "circle-opacity": ["case", chosenOne, 1, 0.55],
      "circle-stroke-color": colour("--sc-panel"), "circle-stroke-width": 2 } });
    map.on("click", "queue", (event) => { if (!picking && event.features[0].properties.id) chosen(event.features[0].properties.id); });
    if (wanted) draw();
  });
  map.on("click", (event) => picking && picking.done([+event.lngLat.lng.toFixed(7), +event.lngLat.lat.toFixed(7)]));

  function draw() {
    if (!map.getSource("queue")) return;
    const { list, selected, extra } = wanted;
    const features = list.filter((one) => one.point && one.id !== selected).map((one) => feature(one.point, { id: one.id, what: "ours", chosen: false }));
    for (const one of extra) features.push(feature(one.point, { what: one.what, chosen: true }));
    map.getSource("queue").setData(points(features));
    const [first] = extra;
    if (!first) return;
    if (extra.length > 1) map.fitBounds(extra.reduce((box, one) => box.extend(one.point), new maplibre.LngLatBounds(first.point, first.point)), { padding: 80, maxZoom: NEAR, duration: still ? 0 : 300 });
    else map[still ? "jumpTo" : "easeTo"]({ center: first.point, zoom: Math.max(map.getZoom(), NEAR), duration: 300 });
  }

  return {
    instance: map,
    show(list, selected, extra) { wanted = { list, selected, extra }; draw(); },
    pick(done) { picking = { done }; map.getCanvas().style.cursor = "crosshair"; map.getCanvas().focus({ preventScroll: true }); },
    cancel() { picking = null; map.getCanvas().style.cursor = ""; },
    get picking() { return Boolean(picking); },
  };
}
