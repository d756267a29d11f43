// The map itself: MapLibre over our own tiles. It tells Dash what is in view and what was clicked, nothing more.
import * as maplibre from "/static/vendor/maplibre-gl/maplibre-gl.mjs";
import { symbols, siteSymbols, options } from "/static/dashboards/symbols.mjs";
import { wedges } from "/static/dashboards/wedges.mjs";
import { playback } from "/static/dashboards/playback.mjs";
import { turns } from "/static/dashboards/turns.mjs";
import { Stage } from "/static/dashboards/stage.mjs";

const FILTERED = { crimes: null, accidents: null, calls: null, cameras: ["area", "kind"], coverage: ["area", "kind"], gaps: ["area", "kind"], sites: ["area", "kind"] };
const CLICKED = ["cameras", "accidents", "crimes", "calls", "sites", "coverage", "gaps", "buildings", "streets", "areas"];
const HAND = 5;
const city = window.safecity;
let map, config, words;
let shown = [];
let filters = {};
let tip;
let ready = false;
let loaded;
city.loaded = new Promise((resolve) => { loaded = resolve; });
let marked = null;
let player = null;
let inTurn;
let span = {};
let images = {};
const asked = {};

// Where a layer's tiles are, with those of the filters that the layer heeds.
function address(layer) {
  const moment = FILTERED[layer] === null ? span : {};
  const heeded = Object.entries({ ...filters, ...moment }).filter(([name]) => name !== "within" && layer in FILTERED && (!FILTERED[layer] || FILTERED[layer].includes(name)));
  const query = city.query(Object.fromEntries(heeded)).toString();
  return location.origin + config.style.sources[layer].tiles[0] + (query ? `?${query}` : "");
}

// Tiles of what is switched off are not even asked for.
function addressed(style) {
  for (const [layer, source] of Object.entries(style.sources)) if (source.tiles) source.tiles = [(asked[layer] = address(layer))];
  for (const layer of style.layers) if (visibility(layer) === "none") layer.layout = { ...layer.layout, visibility: "none" };
  return style;
}

async function start(given, state) {
  config = given;
  words = given.words;
  shown = state.layers || given.layers;
  filters = state.filters;
  const { "safecity:palette": palette, "safecity:glyphs": glyphs } = given.style.metadata;
  images = symbols(palette);
  const sites = siteSymbols(palette, glyphs);
  map = new maplibre.Map({
    container: "map",
    style: addressed(structuredClone(given.style)),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    maxZoom: 20,
    fadeDuration: 0,
    canvasContextAttributes: { preserveDrawingBuffer: true },
    ...(state.view ? { center: [state.view[1], state.view[0]], zoom: state.view[2] } : { bounds: given.bounds, fitBoundsOptions: { padding: 24 } }),
    locale: words.controls,
  });
  city.instance = map;
  inTurn = turns(map);
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibre.ScaleControl({ maxWidth: 140 }), "bottom-right");
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "bottom-right");
  map.addControl(new Stage(words.stage, { play: () => player && player.toggle(), print: city.print }), "bottom-right");
  map.addControl(new maplibre.AttributionControl({ compact: false, customAttribution: given.attribution }), "bottom-left");
  map.on("styledata", addSymbols);
  map.once("idle", city.paint);
  map.getCanvas().setAttribute("aria-label", words.map);
  map.on("load", () => { ready = true; played(state); if (map.getSource("cameras")) wedges(map, given.style.metadata["safecity:wedges"]); filter(filters); show(shown); mark(marked); moved(); loaded(map); });
  map.on("moveend", moved);
  map.on("click", clicked);
  map.on("mousemove", hovered);
  map.on("mouseout", () => tip && tip.remove());
  map.on("error", (event) => failed(event.error));
  map.on("movestart", () => { document.getElementById("map-note").textContent = ""; });
  new ResizeObserver(() => map.resize()).observe(map.getContainer());
  Object.assign(images, await sites);
  if (map.getStyle()) addSymbols();
}

function addSymbols() {
  for (const [name, image] of Object.entries(images)) {
    if (!map.hasImage(name)) map.addImage(name, image, options);
  }
}

function failed(error) {
  // Whoever changes the person (person.js) goes to the sign-in by a way of its own.
  if (error && error.status === 401) return document.documentElement.dataset.leaving || location.reload();
  const note = document.getElementById("map-note");
  if (note && error && error.status && error.status !== 404) note.textContent = words.tiles_failed;
}

function moved() {
  const { lat, lng } = map.getCenter();
  const bounds = map.getBounds();
  city.write({ view: [lat, lng, map.getZoom()] });
  const bbox = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((x) => +x.toFixed(5));
  document.body.dataset.view = map.getZoom() < config.style.metadata["safecity:cells_below"] ? "far" : "near";
  window.dash_clientside.set_props("view", { data: { bbox, zoom: map.getZoom() } });
}

function filter(given) {
  filters = given;
  if (player) player.filtered(given);
  if (ready) retile();
}

function played(state) {
  const { "safecity:cells_below": below } = config.style.metadata;
  player = playback(map, { ...config.playback, cells_below: below }, (moment) => { span = moment || {}; return retile(); }, () => shown, inTurn);
  player.filtered(state.filters);
  if (state.play) player.open(state.play);
}

function retile() {
  const late = () => Object.keys(FILTERED).filter((one) => one in config.style.sources && asked[one] !== address(one));
  if (!late().length) return Promise.resolve();
  return inTurn(() => {
    for (const layer of late()) map.getSource(layer).setTiles([(asked[layer] = address(layer))]);
  });
}

const OWNERS = { wedges: "cameras", "area-names": "areas" };

// Whether a layer of the style is shown, by the switch that it belongs to; nothing for what has none.
function visibility(layer) {
  const { "safecity:owner": other, "safecity:unless": unless } = layer.metadata || {};
  const owner = other || OWNERS[layer.source] || layer.source;
  if (!(owner in asked)) return undefined;
  return shown.includes(owner) && !shown.includes(unless) ? "visible" : "none";
}

function show(given) {
  shown = given;
  if (ready) inTurn(() => {
    for (const layer of map.getStyle().layers) {
      const wanted = visibility(layer);
      if (wanted) map.setLayoutProperty(layer.id, "visibility", wanted);
    }
  });
}

// What lies under the pointer, nearest to the reader's interest first, each record once.
function under(point, layers = CLICKED) {
  const box = [[point.x - HAND, point.y - HAND], [point.x + HAND, point.y + HAND]];
  const wanted = layers.filter((layer) => shown.includes(layer));
  const ids = map.getStyle().layers.filter((layer) => wanted.includes(layer.source)).map((layer) => layer.id);
  const seen = new Map();
  for (const feature of map.queryRenderedFeatures(box, { layers: ids })) {
    if (feature.properties.id !== undefined) seen.set(`${feature.source}/${feature.properties.id}`, feature);
  }
  return [...seen.values()].sort((a, b) => wanted.indexOf(a.source) - wanted.indexOf(b.source));
}

// What a camera sees opens the camera.
const chosen = (feature) => feature.source === "coverage" ? { layer: "cameras", id: String(feature.properties.camera) } : { layer: feature.source, id: String(feature.properties.id) };

function clicked(event) {
  if (city.tool) return;
  const points = under(event.point, CLICKED.slice(0, 5));
  const cell = points.find((feature) => feature.properties.n > 1);
  if (cell) return map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2, duration: 300 });
  if (points.length > 1) return choose(event.lngLat, points.slice(0, 12));
  const [first] = points.length ? points : under(event.point);
  city.select(first ? chosen(first) : null);
}

function choose(place, features) {
  const box = document.createElement("div");
  box.className = "sc-choices";
  const popup = new maplibre.Popup({ className: "sc-tip", closeButton: false }).setLngLat(place).setDOMContent(box).addTo(map);
  for (const feature of features) {
    const button = document.createElement("button");
    button.className = "sc-button";
    button.textContent = sentence(feature);
    button.addEventListener("click", () => { popup.remove(); city.select(chosen(feature)); });
    box.append(button);
  }
  box.firstChild.focus();
}

function sentence(feature) {
  const { kind, name, code, number, n } = feature.properties;
  if (n > 1) return `${words.layers[feature.source]}: ${words.several.replace("{n}", n)}`;
  const title = words.layers[feature.source] || feature.source;
  return [title, code || name || number, words.kinds[kind] || kind].filter(Boolean).join(" · ");
}

function hovered(event) {
  if (city.tool) return;
  const [first] = under(event.point, CLICKED.slice(0, 5));
  map.getCanvas().style.cursor = first ? "pointer" : "";
  if (city.pointed) city.pointed(first && first.source, first && String(first.properties.id));
  if (!first) return tip && tip.remove();
  tip = tip || new maplibre.Popup({ className: "sc-tip", closeButton: false, closeOnClick: false, offset: 10 });
  tip.setLngLat(event.lngLat).setText(sentence(first)).addTo(map);
}

function mark(record) {
  marked = record;
  if (!ready) return;
  const point = record && record.point;
  const features = point ? [{ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: point } }] : [];
  map.getSource("selection").setData({ type: "FeatureCollection", features });
  if (point && !map.getBounds().contains(point)) map.easeTo({ center: point, duration: 300 });
}

// A ring around a record that is pointed at elsewhere, if it is drawn just now; null takes it away.
let ring;
function hint(record) {
  const wanted = record && ["==", ["to-string", ["get", "id"]], String(record.id)];
  const [found] = wanted ? map.querySourceFeatures(record.layer, { sourceLayer: record.layer, filter: wanted }) : [];
  if (!found || found.geometry.type !== "Point" || found.properties.n > 1) { if (ring) ring.remove(); return; }
  if (!ring) {
    const element = document.createElement("div");
    element.className = "sc-hint";
    ring = new maplibre.Marker({ element });
  }
  ring.setLngLat(found.geometry.coordinates).addTo(map);
}

// Fly to what was looked up: a record, whose card opens, or a bare place, which gets a pin.
function go(point, zoom, selected, pin) {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  map[still ? "jumpTo" : "easeTo"]({ center: point, zoom, duration: 300 });
  city.select(selected, pin);
}

city.arrive({ start, filter, show, mark, go, hint });
