// A small map beside the fields of a place: a click sets the point, the round handle turns the direction; both are typed too.
import * as maplibre from "/static/vendor/maplibre-gl/maplibre-gl.mjs";

const REACH = 60;
const NEAREST = 17;
const box = document.getElementById("picker");
const given = box && JSON.parse(document.getElementById("ground").textContent);
const field = (name) => box.closest("form").elements[name];
const number = (text) => (text.trim() ? Number(text.replace(",", ".")) : NaN);

// Both coordinates may stand in the field of latitude.
function typed() {
  const [lat, lon] = field("lat").value.split(", ");
  const [y, x] = [number(lat), number(field("lon").value || lon || "")];
  return Math.abs(y) <= 90 && Math.abs(x) <= 180 ? [x, y] : null;
}

function element(kind) {
  const made = document.createElement("div");
  made.className = `picker__${kind}`;
  return made;
}

function picker() {
  const { style, bounds, locale, attribution } = given;
  for (const source of Object.values(style.sources)) source.tiles = source.tiles.map((one) => location.origin + one);
  const map = new maplibre.Map({
    container: box, style, bounds, fitBoundsOptions: { padding: 8 }, locale, attributionControl: false,
    dragRotate: false, pitchWithRotate: false, maxPitch: 0, maxZoom: 20, fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "bottom-right");
  map.addControl(new maplibre.AttributionControl({ compact: false, customAttribution: attribution }), "bottom-left");
  map.getCanvas().setAttribute("aria-label", box.getAttribute("aria-label"));
  const cone = element("cone");
  const spot = element("spot");
  spot.append(cone);
  const point = new maplibre.Marker({ element: spot, draggable: true });
  const handle = new maplibre.Marker({ element: element("handle"), draggable: true });
  let there = null;

  function turned() {
    const azimuth = number(field("azimuth").value);
    const width = Math.min(Math.max(number(field("hfov").value) || 60, 1), 360);
    cone.hidden = Number.isNaN(azimuth);
    cone.style.background = `conic-gradient(from ${azimuth - width / 2}deg, var(--sc-accent) ${width}deg, transparent ${width}deg)`;
    const angle = ((azimuth || 0) * Math.PI) / 180;
    const at = map.project(there);
    handle.setLngLat(map.unproject([at.x + REACH * Math.sin(angle), at.y - REACH * Math.cos(angle)]));
  }

  function draw() {
    there = typed();
    if (!there) { point.remove(); handle.remove(); return; }
    point.setLngLat(there).addTo(map);
    turned();
    handle.addTo(map);
  }

  function put({ lng, lat }) {
    [field("lat").value, field("lon").value] = [lat.toFixed(6), lng.toFixed(6)];
    draw();
  }

  point.on("drag", () => put(point.getLngLat()));
  handle.on("drag", () => {
    const [from, to] = [map.project(there), map.project(handle.getLngLat())];
    const azimuth = (Math.atan2(to.x - from.x, from.y - to.y) * 180) / Math.PI;
    field("azimuth").value = Math.round(azimuth + 360) % 360;
    turned();
  });
  map.on("click", (event) => event.originalEvent.target.closest(".maplibregl-marker") || put(event.lngLat));
  map.on("move", () => there && turned());
  for (const name of ["lat", "lon", "azimuth", "hfov"]) field(name).addEventListener("input", draw);
  for (const name of ["lat", "lon"]) field(name).addEventListener("change", () => there && map.jumpTo({ center: there, zoom: Math.max(map.getZoom(), NEAREST) }));
  draw();
  if (there) map.jumpTo({ center: there, zoom: NEAREST });
  return map;
}

if (given) box.map = picker();
