// Symbols the tiles' points are drawn with, made on a canvas from the palette: no sprite to fetch.
const SCALE = 3;
const SIZE = 36;

function drawn(paint) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE * SCALE;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.scale(SCALE, SCALE);
  pen.translate(SIZE / 2, SIZE / 2);
  paint(pen);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

function dot(pen, fill, ring, radius = 5) {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
  pen.lineWidth = 1.4;
  pen.setLineDash([]);
  pen.strokeStyle = ring;
  pen.stroke();
}

function wedge(pen, fill, strength, dashes) {
  const half = (32 * Math.PI) / 180;
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.arc(0, 0, 16, -Math.PI / 2 - half, -Math.PI / 2 + half);
  pen.closePath();
  pen.globalAlpha = strength;
  pen.fillStyle = fill;
  pen.fill();
  pen.globalAlpha = 1;
  pen.setLineDash(dashes);
  pen.lineWidth = 1;
  pen.strokeStyle = fill;
  pen.stroke();
}

function triangle(pen, fill, ring) {
  pen.beginPath();
  pen.moveTo(0, -7);
  pen.lineTo(6.6, 5);
  pen.lineTo(-6.6, 5);
  pen.closePath();
  pen.lineJoin = "round";
  pen.lineWidth = 2.6;
  pen.strokeStyle = ring;
  pen.stroke();
  pen.fillStyle = fill;
  pen.fill();
}

function diamond(pen, fill, ring) {
  pen.beginPath();
  for (const [x, y] of [[0, -7], [7, 0], [0, 7], [-7, 0]]) pen.lineTo(x, y);
  pen.closePath();
  pen.lineJoin = "round";
  pen.lineWidth = 2.4;
  pen.strokeStyle = ring;
  pen.stroke();
  pen.fillStyle = fill;
  pen.fill();
}

function badge(pen, fill, ring) {
  pen.beginPath();
  pen.roundRect(-8, -8, 16, 16, 4);
  pen.fillStyle = fill;
  pen.fill();
  pen.lineWidth = 1.4;
  pen.strokeStyle = ring;
  pen.stroke();
}

function crossed(pen, line, ring) {
  dot(pen, ring, line, 5.5);
  pen.beginPath();
  for (const way of [-1, 1]) { pen.moveTo(-3 * way, -3); pen.lineTo(3 * way, 3); }
  pen.stroke();
}

export function symbols(palette) {
  const { camera, accident, call, site, ring, area } = palette;
  return {
    camera: drawn((pen) => { wedge(pen, camera, 0.55, []); dot(pen, camera, ring); }),
    "camera-assumed": drawn((pen) => { wedge(pen, camera, 0.2, [2.5, 2]); dot(pen, camera, ring); }),
    "camera-round": drawn((pen) => dot(pen, camera, ring)),
    "camera-offline": drawn((pen) => crossed(pen, area, ring)),
    accident: drawn((pen) => triangle(pen, accident, ring)),
    call: drawn((pen) => diamond(pen, call, ring)),
    site: drawn((pen) => badge(pen, site, ring)),
  };
}

// A site's badge with the outline icon of its kind, whose paths are drawn on a grid of 24.
async function siteSymbol(palette, glyph) {
  const answer = await fetch(`/static/vendor/tabler/${glyph}.svg`);
  if (!answer.ok) return null;
  const icon = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  const lines = [...icon.querySelectorAll("path:not([stroke=none])")].map((path) => new Path2D(path.getAttribute("d")));
  return drawn((pen) => {
    badge(pen, palette.site, palette.ring);
    pen.scale(0.5, 0.5);
    pen.translate(-12, -12);
    Object.assign(pen, { strokeStyle: palette.ring, lineWidth: 2.2, lineCap: "round", lineJoin: "round" });
    for (const line of lines) pen.stroke(line);
  });
}

// {"site-school": image, ...} of a kind-to-glyph table; a kind whose icon did not arrive keeps the plain badge.
export async function siteSymbols(palette, glyphs) {
  const one = async ([kind, glyph]) => [`site-${kind}`, await siteSymbol(palette, glyph).catch(() => null)];
  return Object.fromEntries((await Promise.all(Object.entries(glyphs).map(one))).filter(([, image]) => image));
}

export const options = { pixelRatio: SCALE };
