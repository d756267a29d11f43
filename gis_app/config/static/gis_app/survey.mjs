// The survey at the pole: a check is kept on the phone first, and sent when there is a network.
import { forget, keep, send, waiting } from "./survey_queue.mjs";
import { heading, metres, place, shrunk } from "./survey_phone.mjs";

const config = JSON.parse(document.getElementById("config").textContent);
const words = JSON.parse(document.getElementById("words").textContent);
const part = (id) => document.getElementById(id);
const MOST_NEAR = 6;
const EVERY_MS = 30000;
const chosen = { camera: null, unregistered: false, here: null };
let cameras = [];
let sending = false;
let saving = false;

function told(text, good = false) {
  part("told").textContent = text;
  part("told").classList.toggle("good", good);
}

function token() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
  return cookie ? cookie.slice("csrftoken=".length) : document.querySelector("[name=csrfmiddlewaretoken]").value;
}

function newUuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Without HTTPS there is no randomUUID, but there is chance.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function fitting() {
  const text = part("find").value.trim().toLowerCase();
  const found = cameras.filter(([, code, address]) => !text || `${code} ${address}`.toLowerCase().includes(text));
  const apart = ([, , , lon, lat]) => (chosen.here ? metres(lon, lat, chosen.here) : 0);
  const known = found.map((camera) => ({ camera, away: apart(camera) }));
  if (chosen.here) known.sort((a, b) => a.away - b.away);
  const first = known.slice(0, text || chosen.here ? MOST_NEAR : 0);
  const own = cameras.find(([id]) => id === chosen.camera);
  if (own && !first.some(({ camera }) => camera[0] === own[0])) first.unshift({ camera: own, away: apart(own) });
  return first;
}

function drawNear() {
  const lines = fitting().map(({ camera: [id, code, address], away }) => {
    const line = document.createElement("li");
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.setAttribute("aria-pressed", String(id === chosen.camera));
    button.append(Object.assign(document.createElement("span"), { textContent: address ? `${address} · ${code}` : code }));
    if (chosen.here) button.append(Object.assign(document.createElement("small"), { textContent: `${Math.round(away)} ${words.far}` }));
    button.addEventListener("click", () => choose(id));
    line.append(button);
    return line;
  });
  part("near").replaceChildren(...lines);
  part("unregistered").setAttribute("aria-pressed", String(chosen.unregistered));
}

function choose(id) {
  Object.assign(chosen, { camera: id, unregistered: id === null });
  drawNear();
}

async function takePlace() {
  try {
    chosen.here = await place();
    part("where").textContent = `${words.place} ${chosen.here.accuracy_m} m`;
    drawNear();
  } catch {
    part("where").textContent = words.nogps;
  }
}

async function takeHeading() {
  try {
    part("azimuth").value = await heading();
  } catch {
    told(words.nocompass);
  }
}

async function read() {
  const view = document.querySelector("[name=view]:checked")?.value;
  if (chosen.camera === null && !(chosen.unregistered && chosen.here)) throw new Error(words.which);
  if (!view) throw new Error(words.view);
  const [file] = part("photo").files;
  return {
    uuid: newUuid(),
    person: config.person,
    at: new Date().toISOString(),
    view,
    camera: chosen.camera,
    called: cameras.find(([id]) => id === chosen.camera)?.slice(1, 3).filter(Boolean).join(" · ") ?? part("unregistered").textContent,
    ...(chosen.here ?? {}),
    azimuth: part("azimuth").value.trim(),
    note: part("note").value.trim(),
    ...(file ? await shrunk(file) : {}),
  };
}

// A photo takes its time to be made small: what is pressed meanwhile is the same check.
async function saved(event) {
  event.preventDefault();
  if (saving) return;
  saving = true;
  try { await save(); } finally { saving = false; }
  await sendAll();
}

async function save() {
  let check;
  try {
    check = await read();
  } catch (error) {
    return told(error.message);
  }
  try {
    await keep(check);
  } catch {
    return told(words.full);
  }
  part("check").reset();
  Object.assign(chosen, { camera: null, unregistered: false });
  drawNear();
  told(words.waits, true);
}

// One at a time, in their order; the first that finds no network ends the turn. One at which the server fails waits
// alone: those behind it are sent.
async function sendAll() {
  if (sending) return;
  sending = true;
  try {
    for (const check of await waiting(config.person)) {
      const { state, why } = await send(check, config.send, token());
      if (state === "sent") await forget(check.uuid);
      else if (state === "refused") await keep({ ...check, why, late: false });
      else if (state === "failed") await keep({ ...check, why: "", late: true });
      else {
        if (state === "signin") told(words.signin);
        break;
      }
    }
  } finally {
    sending = false;
    await drawQueue();
  }
}

async function drawQueue() {
  const checks = await waiting(config.person);
  part("count").textContent = checks.length ? `${words.queue} ${checks.length}` : words.none;
  part("send").hidden = !checks.length;
  part("queue").replaceChildren(...checks.map(line));
  if (!checks.length && part("told").textContent === words.waits) told(words.sent, true);
}

function line(check) {
  const row = document.createElement("li");
  row.append(Object.assign(document.createElement("span"), { textContent: check.called }));
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: words.forget });
  button.addEventListener("click", async () => {
    await forget(check.uuid);
    await drawQueue();
  });
  row.append(button);
  const said = check.late ? words.late : check.why && words.refused + check.why;
  if (said) row.append(Object.assign(document.createElement("small"), { textContent: said }));
  return row;
}

function net() {
  part("net").textContent = navigator.onLine ? "" : words.offline;
}

async function load() {
  try {
    cameras = await (await fetch(config.cameras)).json();
  } catch {
    cameras = [];
  }
  const asked = Number(new URLSearchParams(location.search).get("camera"));
  if (cameras.some(([id]) => id === asked)) choose(asked);
  else drawNear();
}

part("find").addEventListener("input", drawNear);
part("place").addEventListener("click", takePlace);
part("compass").addEventListener("click", takeHeading);
part("unregistered").addEventListener("click", () => choose(null));
part("send").addEventListener("click", sendAll);
part("check").addEventListener("submit", saved);
addEventListener("online", () => {
  net();
  sendAll();
});
addEventListener("offline", net);
setInterval(sendAll, EVERY_MS);
net();
// A browser without HTTPS has no workers: the queue still works while the page stays open.
async function keepPage() {
  if (!navigator.serviceWorker) return;
  await navigator.serviceWorker.register(config.worker, { scope: "/survey/" });
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: config.kept });
}
keepPage().catch(() => {});
await load();
await sendAll();
