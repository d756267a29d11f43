// The checks that wait on this phone: kept in IndexedDB, sent one after the other, forgotten when the server has them.
// A check's uuid is made here, so that one sent twice is still one.

const NAME = "safecity-survey";
const STORE = "checks";
const REFUSED = new Set([400, 403, 404, 409, 413]);

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "uuid" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function withStore(mode, act) {
  const db = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const turn = db.transaction(STORE, mode);
      const asked = act(turn.objectStore(STORE));
      turn.oncomplete = () => resolve(asked.result);
      turn.onerror = turn.onabort = () => reject(turn.error);
    });
  } finally {
    db.close();
  }
}

// Rejects with QuotaExceededError where the phone is full.
export const keep = (check) => withStore("readwrite", (store) => store.put(check));
export const forget = (uuid) => withStore("readwrite", (store) => store.delete(uuid));

export async function waiting(person) {
  const all = await withStore("readonly", (store) => store.getAll());
  return all.filter((check) => check.person === person).sort((a, b) => a.at.localeCompare(b.at));
}

function formOf(check) {
  const form = new FormData();
  for (const name of ["uuid", "at", "view", "camera", "lon", "lat", "accuracy_m", "azimuth", "note"]) {
    const value = check[name];
    if (value !== null && value !== undefined && value !== "") form.set(name, String(value));
  }
  if (check.photo) form.set("photo", new Blob([check.photo], { type: check.photoType }), "photo.jpg");
  return form;
}

// "sent", "away" (no network), "failed" (the server's own mistake: the next check may fare better), "signin", or the
// refusal's sentence.
export async function send(check, address, token) {
  let answer;
  try {
    answer = await fetch(address, { method: "POST", body: formOf(check), headers: { "X-CSRFToken": token }, redirect: "manual" });
  } catch {
    return { state: "away" };
  }
  if (answer.ok) return { state: "sent" };
  if (answer.status === 401 || answer.type === "opaqueredirect") return { state: "signin" };
  const json = (answer.headers.get("Content-Type") ?? "").includes("json");
  if (json && REFUSED.has(answer.status)) return { state: "refused", why: (await answer.json()).error };
  if (answer.status >= 500) return { state: "failed" };
  return { state: answer.status === 403 ? "signin" : "away" };
}
