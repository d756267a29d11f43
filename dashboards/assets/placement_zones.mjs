// The scenario's map: forbidden zones, hatched, and drawn corner by corner; sites that must be seen.
import * as maplibre from "/static/vendor/maplibre-gl/maplibre-gl.mjs";
import { flag } from "/static/dashboards/placement_wishes.mjs";

const LEAST = 3;
const MOST = 100;
const SAME_PX = 6;
const HATCH_PX = 10;
const round = (value) => +value.toFixed(7);
const closed = (ring) => [...ring, ring[0]];
const feature = (type, coordinates) => ({ type: "Feature", geometry: { type, coordinates }, properties: {} });
const collection = (features) => ({ type: "FeatureCollection", features });

// Which side of a line a point lies on; two edges cross when each has the other's ends on both its sides.
const turn = ([ax, ay], [bx, by], [cx, cy]) => Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
const meet = ([a, b], [c, d]) => turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);

function crosses(ring) {
  const edges = ring.map((corner, at) => [corner, ring[(at + 1) % ring.length]]);
  return edges.some((one, at) => edges.some((other, next) => next > at + 1 && (next + 1) % edges.length !== at && meet(one, other)));
}

function hatch(colour) {
  const ratio = Math.ceil(window.devicePixelRatio), side = HATCH_PX * ratio;
  const pen = Object.assign(document.createElement("canvas"), { width: side, height: side }).getContext("2d");
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5 * ratio;
  for (const from of [-side, 0, side]) {
    pen.beginPath();
    pen.moveTo(from, side);
    pen.lineTo(from + side, 0);
    pen.stroke();
  }
  return [pen.getImageData(0, 0, side, side), { pixelRatio: ratio }];
}

// zones(map, acts) -> {show(rings, sites), draw(on), on()}, once the map is there. acts: closed(ring), ended(), and what is wrong: few(), crossing().
export function zones(map, acts) {
  const colour = getComputedStyle(document.body).getPropertyValue("--sc-bad").trim();
  const before = map.getStyle().layers.find((one) => one.type === "symbol")?.id;
  let corners = null, pointer = null, marks = [];

  map.addImage("forbidden", ...hatch(colour));
  for (const name of ["forbidden", "sketch"]) map.addSource(name, { type: "geojson", data: collection([]) });
  map.addLayer({ id: "forbidden-fill", type: "fill", source: "forbidden", paint: { "fill-pattern": "forbidden", "fill-opacity": 0.75 } }, before);
  map.addLayer({ id: "forbidden-edge", type: "line", source: "forbidden", paint: { "line-color": colour, "line-width": 1.5 } }, before);
  map.addLayer({ id: "sketch-line", type: "line", source: "sketch", paint: { "line-color": colour, "line-width": 2, "line-dasharray": [2, 1] } });
  map.addLayer({ id: "sketch-corners", type: "circle", source: "sketch", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": 4, "circle-color": "#FFFFFF", "circle-stroke-color": colour, "circle-stroke-width": 2 } });

  function sketch() {
    const line = [...(corners || []), ...(corners && corners.length && pointer ? [pointer] : [])];
    const ring = line.length > 2 ? [feature("LineString", closed(line))] : line.length > 1 ? [feature("LineString", line)] : [];
    map.getSource("sketch").setData(collection([...ring, ...(corners || []).map((one) => feature("Point", one))]));
  }

  const put = ({ lng, lat }) => {
    const at = map.project([lng, lat]), last = corners.length && map.project(corners[corners.length - 1]);
    if (corners.length >= MOST || (last && Math.hypot(at.x - last.x, at.y - last.y) < SAME_PX)) return;
    corners.push([round(lng), round(lat)]);
    sketch();
  };

  function close() {
    if (corners.length < LEAST) return acts.few();
    if (crosses(corners)) return acts.crossing();
    const ring = corners;
    draw(false);
    acts.closed(ring);
  }

  function draw(on) {
    corners = on ? [] : null;
    pointer = null;
    map.getCanvas().style.cursor = on ? "crosshair" : "";
    map.doubleClickZoom[on ? "disable" : "enable"]();
    if (on) map.getCanvas().focus({ preventScroll: true });
    sketch();
  }

  const back = () => { corners.pop(); sketch(); };
  const KEYS = { Escape: () => { draw(false); acts.ended(); }, Enter: close, Backspace: back, " ": () => put(map.getCenter()) };

  function keyed(event) {
    if (!corners) return;
    const { target } = event, typing = target.closest && target.closest("input, select, textarea");
    const pressing = target.closest && target.closest("button, a, summary");
    const undo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (event.key !== "Escape" && (typing || (pressing && !undo)) || !(undo || event.key in KEYS)) return;
    event.preventDefault();
    event.stopPropagation();
    if (undo) back(); else KEYS[event.key]();
  }

  document.addEventListener("keydown", keyed, true);
  map.on("click", (event) => corners && put(event.lngLat));
  map.on("dblclick", (event) => { if (corners) { event.preventDefault(); close(); } });
  map.on("mousemove", ({ lngLat }) => { if (corners) { pointer = [lngLat.lng, lngLat.lat]; sketch(); } });
  return {
    draw,
    on: () => corners !== null,
    show(rings, sites) {
      map.getSource("forbidden").setData(collection(rings.map((ring) => feature("Polygon", [closed(ring)]))));
      for (const one of marks) one.remove();
      marks = sites.map((one) => new maplibre.Marker({ element: flag(one.title) }).setLngLat(one.point).addTo(map));
    },
  };
}
