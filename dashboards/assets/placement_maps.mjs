// The two maps of the page of placement: one view, one class; at the left what is compared with, at the right the scenario.
import * as maplibre from "/static/vendor/maplibre-gl/maplibre-gl.mjs";
import { options, symbols } from "/static/dashboards/symbols.mjs";

const SIDES = ["left", "right"];
const TODAY = ["today-fill", "today-edge"];
const NEAR = 16;
const colour = (name) => getComputedStyle(document.body).getPropertyValue(name).trim();
const collection = (features) => ({ type: "FeatureCollection", features });
const feature = (geometry, properties) => ({ type: "Feature", geometry, properties });

function absolute(style) {
  const made = structuredClone(style);
  for (const source of Object.values(made.sources)) if (source.tiles) source.tiles = source.tiles.map((one) => location.origin + one);
  return made;
}

function layers() {
  const [accent, bad] = [colour("--sc-accent"), colour("--sc-bad")];
  const chosen = ["boolean", ["get", "chosen"], false];
  return [
    { id: "zones-fill", type: "fill", source: "zones", paint: { "fill-color": accent, "fill-opacity": ["case", chosen, 0.4, 0.24] } },
    { id: "zones-edge", type: "line", source: "zones", paint: { "line-color": accent, "line-width": ["case", chosen, 2, 1] } },
    { id: "difference-fill", type: "fill", source: "difference", paint: { "fill-color": ["match", ["get", "what"], "lost", bad, accent], "fill-opacity": 0.45 } },
    { id: "difference-edge", type: "line", source: "difference", paint: { "line-color": ["match", ["get", "what"], "lost", bad, accent], "line-width": 1.2 } },
    { id: "spots", type: "circle", source: "spots", paint: { "circle-radius": 5, "circle-color": accent, "circle-stroke-color": colour("--sc-panel"), "circle-stroke-width": 1.5 } },
  ];
}

// pair(config, words, view or null, moved) -> {left, right, ready, quality(), zones(), difference(), mode(), go(), view()}
export function pair(config, words, view, moved) {
  const made = (side) => new maplibre.Map({
    container: `place-${side}`, style: absolute(config.style), attributionControl: false, dragRotate: false, pitchWithRotate: false, maxPitch: 0, maxZoom: 20, fadeDuration: 0,
    ...(view ? { center: [view[1], view[0]], zoom: view[2] } : { bounds: config.bounds, fitBoundsOptions: { padding: 16 } }),
    locale: { "NavigationControl.ZoomIn": words.zoom_in, "NavigationControl.ZoomOut": words.zoom_out, "ScaleControl.Meters": words.m, "ScaleControl.Kilometers": words.km },
  });
  const maps = Object.fromEntries(SIDES.map((side) => [side, made(side)]));
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const images = symbols(config.style.metadata["safecity:palette"]);
  let following = false;

  function follow(from, to) {
    from.on("move", () => {
      if (following) return;
      following = true;
      to.jumpTo({ center: from.getCenter(), zoom: from.getZoom() });
      following = false;
    });
  }

  function dressed(side) {
    const map = maps[side];
    map.touchZoomRotate.disableRotation();
    map.addControl(new maplibre.ScaleControl({ maxWidth: 120 }), "bottom-right");
    map.addControl(new maplibre.AttributionControl({ compact: false, customAttribution: config.attribution }), "bottom-left");
    if (side === "right") map.addControl(new maplibre.NavigationControl({ showCompass: false }), "bottom-right");
    map.on("styledata", () => { for (const [name, image] of Object.entries(images)) if (!map.hasImage(name)) map.addImage(name, image, options); });
    map.getCanvas().setAttribute("aria-label", words[`map_${side}`]);
    new ResizeObserver(() => map.resize()).observe(map.getContainer());
    return new Promise((done) => map.on("load", () => {
      for (const name of ["zones", "difference", "spots"]) map.addSource(name, { type: "geojson", data: collection([]) });
      const before = map.getStyle().layers.find((one) => one.type === "symbol");
      for (const layer of layers()) map.addLayer(layer, layer.id === "spots" ? undefined : before && before.id);
      done();
    }));
  }

  follow(maps.left, maps.right);
  follow(maps.right, maps.left);
  maps.right.on("moveend", () => moved(at()));
  const ready = Promise.all(SIDES.map(dressed));

  function at() {
    const { lat, lng } = maps.right.getCenter();
    return [+lat.toFixed(5), +lng.toFixed(5), +maps.right.getZoom().toFixed(2)];
  }

  return {
    ...maps,
    ready,
    view: at,
    // What today's cameras see, at one class.
    quality(code) {
      for (const map of Object.values(maps)) {
        const source = map.getSource("coverage");
        if (!source) continue;
        source.setTiles([location.origin + config.style.sources.coverage.tiles[0] + (code ? `?kind=${encodeURIComponent(code)}` : "")]);
        for (const id of TODAY) map.setFilter(id, ["==", ["get", "quality"], code]);
      }
    },
    // cameras: [{id, point, zone}]; chosen: the id of one of them, or null.
    zones(side, cameras, chosen, spots) {
      const seen = cameras.filter((one) => one.zone).map((one) => feature(one.zone, { id: one.id, chosen: one.id === chosen }));
      maps[side].getSource("zones").setData(collection(seen));
      const places = spots ? cameras.map((one) => feature({ type: "Point", coordinates: one.point }, { id: one.id })) : [];
      maps[side].getSource("spots").setData(collection(places));
    },
    // found: {gained, lost} or null for none.
    difference(found) {
      const parts = found ? ["gained", "lost"].filter((what) => found[what]).map((what) => feature(found[what], { what })) : [];
      maps.right.getSource("difference").setData(collection(parts));
      if (maps.right.getLayer(TODAY[0])) maps.right.setPaintProperty(TODAY[0], "fill-opacity", found ? 0.14 : 0.28);
      maps.right.setPaintProperty("zones-fill", "fill-opacity", found ? 0.04 : ["case", ["boolean", ["get", "chosen"], false], 0.4, 0.24]);
    },
    go(point) {
      const map = maps.right;
      if (map.getBounds().contains(point) && map.getZoom() >= NEAR - 1) return;
      map[still ? "jumpTo" : "easeTo"]({ center: point, zoom: Math.max(map.getZoom(), NEAR), duration: 300 });
    },
    // All these points in view.
    fit(points) {
      if (!points.length) return;
      const bounds = points.reduce((box, one) => box.extend(one), new maplibre.LngLatBounds(points[0], points[0]));
      maps.right.fitBounds(bounds, { padding: 60, maxZoom: NEAR, duration: still ? 0 : 300 });
    },
    resize() { for (const map of Object.values(maps)) map.resize(); },
  };
}

// The divider of the two maps laid over each other; a range, so that the keyboard moves it too.
export function divider(words) {
  const box = document.getElementById("place-maps");
  const bar = Object.assign(document.createElement("input"), { type: "range", min: 0, max: 100, value: 50, className: "sc-place__divider" });
  bar.setAttribute("aria-label", words.swipe);
  const moved = () => box.style.setProperty("--sc-cut", `${bar.value}%`);
  bar.addEventListener("input", moved);
  box.append(bar);
  moved();
}
