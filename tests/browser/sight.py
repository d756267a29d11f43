"""How the browser tests look: a Chromium that draws maps without a screen, and when a map is drawn."""

from playwright.sync_api import ConsoleMessage, Page, expect

expect.set_options(timeout=30_000)
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
DRAWN = "() => window.safecity && safecity.instance && safecity.instance.loaded() && safecity.instance.areTilesLoaded()"


def is_mistake(line: ConsoleMessage) -> bool:
    """An error on the page, but for the 401 of a session that a test ended on purpose."""
    return line.type == "error" and "401" not in line.text


def outside(address: str, ours: str) -> bool:
    return not address.startswith((ours, "data:", "blob:"))


def opened(page: Page, address: str) -> None:
    """Go there and wait until the map has drawn what it asked for."""
    page.goto(address)
    page.wait_for_function(DRAWN, timeout=60_000)
