// The survey without a network: what the page named is kept, asked for anew when there is one, given from here when not.
const KEPT = "survey-1";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const addresses = event.data?.keep;
  if (Array.isArray(addresses)) event.waitUntil(caches.open(KEPT).then((store) => Promise.allSettled(addresses.map((one) => store.add(one)))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && new URL(request.url).origin === location.origin) event.respondWith(answer(request));
});

// Only what was kept is renewed: an answer of the sign-in page, or an error, never takes its place.
async function answer(request) {
  const store = await caches.open(KEPT);
  const kept = await store.match(request, { ignoreSearch: true, ignoreVary: true });
  try {
    const fresh = await fetch(request);
    if (kept && fresh.ok && !fresh.redirected) await store.put(new URL(request.url).pathname, fresh.clone());
    return fresh;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}
