// Lengths and areas on the ellipsoid (WGS 84, Karney's geodesics, as PostGIS and PROJ have them), and how they are said.
const GEODESIC = "/static/vendor/geodesic/geographiclib-geodesic.min.js";
const KM_FROM_M = 10000;
const KM2_FROM_M2 = 100000;
export const CIRCLE_CORNERS = 64;

// A classic script of ours, once.
const fetched = {};
export function script(address) {
  return (fetched[address] ||= new Promise((resolve, reject) => {
    const tag = Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject });
    document.head.append(tag);
  }));
}

export const ready = () => script(GEODESIC);
const earth = () => window.geodesic.Geodesic.WGS84;
export const distance = ([lon1, lat1], [lon2, lat2]) => earth().Inverse(lat1, lon1, lat2, lon2).s12;

// Metres along the points; closed, all the way round.
export function length(points, closed) {
  const ends = closed ? [...points, points[0]] : points;
  return ends.slice(1).reduce((sum, point, i) => sum + distance(ends[i], point), 0);
}

// Square metres inside the corners, none repeated.
export function area(corners) {
  const polygon = earth().Polygon(false);
  for (const [lon, lat] of corners) polygon.AddPoint(lat, lon);
  return Math.abs(polygon.Compute(false, true).area);
}

export function circle([lon, lat], radius) {
  const turn = (i) => (i * 360) / CIRCLE_CORNERS;
  return Array.from({ length: CIRCLE_CORNERS }, (_, i) => {
    const { lon2, lat2 } = earth().Direct(lat, lon, turn(i), radius);
    return [lon2 + 360 * Math.round((lon - lon2) / 360), lat2];
  });
}

// Middle and radius of a ring of corners around it.
export function middle(ring) {
  const [a, b] = [ring[0], ring[(ring.length - 1) / 2]];
  const centre = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  return { centre, radius: distance(centre, a) };
}

const written = (value, digits, words) => new Intl.NumberFormat(globalThis.document?.documentElement.dataset.forms ?? words.lang, { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value);
export const saidLength = (m, words) => (m < KM_FROM_M ? `${written(m, 0, words)}\u00a0${words.m}` : `${written(m / 1000, 1, words)}\u00a0${words.km}`);
export const saidArea = (m2, words) => (m2 < KM2_FROM_M2 ? `${written(m2, 0, words)}\u00a0${words.m2}` : `${written(m2 / 1e6, 2, words)}\u00a0${words.km2}`);
