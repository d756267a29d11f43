// The drawn area of the address: `lon,lat,radius` or `lon,lat` of each corner. What lies outside it is dimmed.
import { circle, middle, ready } from "/static/dashboards/measure.mjs";

const DECIMALS = 5;
const city = window.safecity;
const EMPTY = { type: "FeatureCollection", features: [] };
const short = (x) => String(+x.toFixed(DECIMALS));
const turned = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;

export const ofPolygon = (ring) => ring.slice(0, -1).map(([lon, lat]) => `${short(turned(lon))},${short(lat)}`).join(",");

export function ofCircle(ring) {
  const { centre, radius } = middle(ring);
  return `${short(turned(centre[0]))},${short(centre[1])},${Math.max(1, Math.round(radius))}`;
}

// { points, radius } of the text, null where it is none; the server says why.
export function parsed(text) {
  const numbers = (text || "").split(",").map(Number);
  if (numbers.length < 3 || !numbers.every(Number.isFinite)) return null;
  if (numbers.length === 3) return { points: [numbers.slice(0, 2)], radius: numbers[2] };
  const points = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const before = points.length ? points[points.length - 1][0] : numbers[i];
    points.push([numbers[i] - 360 * Math.round((numbers[i] - before) / 360), numbers[i + 1]]);
  }
  return { points, radius: null };
}

// The closed ring of a drawn area, a circle's as many corners.
export function ring(text) {
  const area = parsed(text);
  if (!area) return null;
  const corners = area.radius ? circle(area.points[0], area.radius) : area.points;
  return [...corners, corners[0]];
}

export async function put(text) {
  await ready();
  window.dash_clientside.set_props("within", { data: text });
}

async function shown(map) {
  const { within } = city.read().filters;
  if (within) await ready();
  const drawn = within && ring(within);
  map.getSource("within").setData(drawn ? collection(drawn) : EMPTY);
}

// Almost the whole world around the area; a wider ring would overlap itself where the map repeats.
const world = ([lon]) => [[lon - 179, -85], [lon + 179, -85], [lon + 179, 85], [lon - 179, 85], [lon - 179, -85]];

const collection = (drawn) => ({
  type: "FeatureCollection",
  features: [
    { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [world(drawn[0]), drawn] } },
    { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: drawn } },
  ],
});

export const colour = (name) => getComputedStyle(document.body).getPropertyValue(name).trim();

export function show(map) {
  map.addSource("within", { type: "geojson", data: EMPTY });
  const below = map.getLayer("selected-0") && "selected-0";
  const dark = document.documentElement.dataset.theme === "dark";
  const dim = { "fill-color": dark ? "#000000" : "#16202B", "fill-opacity": dark ? 0.5 : 0.28 };
  map.addLayer({ id: "within-outside", type: "fill", source: "within", filter: ["==", ["geometry-type"], "Polygon"], paint: dim }, below);
  const edge = { "line-color": colour("--sc-accent"), "line-width": 2.5 };
  map.addLayer({ id: "within-edge", type: "line", source: "within", filter: ["==", ["geometry-type"], "LineString"], paint: edge }, below);
  window.addEventListener("safecity:state", () => shown(map));
  shown(map);
}
