// Sectors around the cameras in view: so many metres far, as wide as their angle of view, true on the ground.
const EARTH_M = 6371008.8;
const STEP = 4;
const rad = Math.PI / 180;

// The place so many metres from [lon, lat] in a direction, clockwise from north, on a sphere.
function ahead([lon, lat], bearing, metres) {
  const arc = metres / EARTH_M, turn = bearing * rad, north = lat * rad;
  const up = Math.asin(Math.sin(north) * Math.cos(arc) + Math.cos(north) * Math.sin(arc) * Math.cos(turn));
  const east = Math.atan2(Math.sin(turn) * Math.sin(arc) * Math.cos(north), Math.cos(arc) - Math.sin(north) * Math.sin(up));
  return [lon + east / rad, up / rad];
}

function sector(point, azimuth, hfov, metres) {
  if (hfov >= 360) return Array.from({ length: 91 }, (_, i) => ahead(point, i * STEP, metres));
  const steps = Math.max(2, Math.ceil(hfov / STEP));
  const arc = Array.from({ length: steps + 1 }, (_, i) => ahead(point, azimuth - hfov / 2 + (hfov * i) / steps, metres));
  return [point, ...arc, point];
}

// Keep the source of wedges filled from the cameras that the tiles in view hold. given: {source, from, reach}.
export function wedges(map, given) {
  let last = "";
  function lay() {
    if (map.getZoom() < given.from || map.getLayoutProperty("wedges-fill", "visibility") === "none") return;
    const seen = new Map();
    for (const one of map.querySourceFeatures("cameras", { sourceLayer: "cameras" })) {
      const { id, azimuth, hfov, assumed, status, seen: computed } = one.properties;
      if (computed || azimuth === undefined || azimuth === null || ["offline", "repair", "removed"].includes(status)) continue;
      seen.set(id, { type: "Feature", properties: { id, assumed: Boolean(assumed) || !hfov },
        geometry: { type: "Polygon", coordinates: [sector(one.geometry.coordinates, azimuth, hfov || 60, given.reach)] } });
    }
    const key = [...seen.keys()].sort().join();
    if (key === last) return;
    last = key;
    map.getSource(given.source).setData({ type: "FeatureCollection", features: [...seen.values()] });
  }
  map.on("idle", lay);
}
