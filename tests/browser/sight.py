"""How the browser tests look: a Chromium that draws maps without a screen, and when a map is drawn."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

# A machine that does much else draws the first page after half a minute.
PATIENCE_MS = 120_000
expect.set_options(timeout=60_000)
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
LOADED = (
    "() => window.safecity && safecity.instance && safecity.instance.loaded() && safecity.instance.areTilesLoaded()"
)
# What is loaded is not placed yet: symbols come with the frame after which nothing is left to do.
PLACED = """async () => {
  const placed = safecity.instance.once("idle");
  safecity.instance.triggerRepaint();
  await placed;
  return true;
}"""


def context_of(browser: Browser, **more: Any) -> BrowserContext:
    """A context of its own, as patient with all it does as a loaded machine needs."""
    context = browser.new_context(**more)
    context.set_default_timeout(PATIENCE_MS)
    return context


def is_mistake(line: ConsoleMessage) -> bool:
    """An error on the page, but for what a test does on purpose: the 401 of an ended session, another's faster word."""
    return line.type == "error" and "401" not in line.text and "409 (Conflict)" not in line.text


def outside(address: str, ours: str) -> bool:
    return not address.startswith((ours, "data:", "blob:"))


def drawn(page: Page) -> None:
    """Wait until the page's map has drawn all that it asked for."""
    page.wait_for_function(LOADED)
    page.wait_for_function(PLACED)


def opened(page: Page, address: str) -> None:
    """Go there and wait until the map is drawn."""
    page.goto(address)
    drawn(page)
