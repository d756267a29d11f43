"""How soon a browser has drawn the map, and how soon after a filter's change it has drawn it anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, sync_playwright

from bench.load import Server
from bench.measure import Measured

FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
KINDS = ("robbery", "burglary", "arson")
TARGETS_MS = {"first paint": 3_000, "filter changed": 1_000}
PATIENCE_MS = 60_000
# Milliseconds since the page was asked for, once all that the map asked for is drawn, incidents among it.
PAINTED = """() => {
  const map = window.safecity && safecity.instance;
  if (!map || !map.loaded() || !map.areTilesLoaded()) return false;
  return map.queryRenderedFeatures({layers: ["crimes-cell"]}).length > 0 && performance.now();
}"""
# Choose one kind; give the milliseconds until the map has drawn that kind's cells and no others.
FILTERED = """(kind) => new Promise((done) => {
  const map = safecity.instance, began = performance.now();
  let asked = false;
  map.on("dataloading", () => { asked = true; });
  dash_clientside.set_props("kinds", {value: [kind]});
  const look = () => {
    const ready = asked && map.areTilesLoaded() && map.loaded();
    const shown = ready ? map.queryRenderedFeatures({layers: ["crimes-cell"]}) : [];
    if (shown.length && shown.every((one) => one.properties.kind === kind)) done(performance.now() - began);
    else requestAnimationFrame(look);
  };
  look();
})"""


def measure(server: Server) -> Measured:
    """Medians in milliseconds: the first paint with an empty browser cache, and a filter's change, on `/planner/`."""
    try:
        return _measured(server)
    except PlaywrightError as error:
        return Measured("", notes=[f"The map in the browser is not measured: {str(error).splitlines()[0]}"])


def _measured(server: Server) -> Measured:
    first, change = [], []
    for kind in KINDS:
        with opened(server) as page:
            page.goto("/planner/")
            first.append(page.wait_for_function(PAINTED, timeout=PATIENCE_MS).json_value())
            page.wait_for_load_state("networkidle")
            change.append(page.evaluate(FILTERED, kind))
    rows = {"first paint": {"ms": round(median(first))}, "filter changed": {"ms": round(median(change))}}
    notes = [
        f"Target: {name} in {most} ms; {'met' if rows[name]['ms'] <= most else 'missed'} with {rows[name]['ms']}."
        for name, most in TARGETS_MS.items()
    ]
    return Measured("Map in headless Chromium, software graphics", rows, notes)


@contextmanager
def opened(server: Server) -> Iterator[Page]:
    """A page of a browser that has seen nothing yet, signed in."""
    name, _, value = server.cookie.partition("=")
    base = f"http://127.0.0.1:{server.port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=base, locale="en-GB")
        context.add_cookies([{"name": name, "value": value, "url": base}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        yield page
        browser.close()
