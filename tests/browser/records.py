"""What a planner does with one record on the map, for tests that go on from there."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.sight import opened

AT_POINT = "([lon, lat]) => safecity.instance.project([lon, lat])"


def card_of(page: Page, record: Any, layer: str = "crimes", workspace: str = "planner") -> None:
    """The map around the record with its card, its history drawn."""
    lon, lat = record.point.coords
    opened(page, f"/{workspace}/?map={lat},{lon},16.00&open={layer}/{record.pk}")
    expect(page.locator("#past .sc-edits__history")).to_be_visible()


def click_on(page: Page, record: Any) -> None:
    """Click on the map where the record lies."""
    box = page.locator("#map").bounding_box()
    at = page.evaluate(AT_POINT, list(record.point.coords))
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])


def drag(page: Page, east: int, south: int) -> None:
    """Take the open card's record by its marker and let it go so many pixels away."""
    page.get_by_role("button", name="Move").click()
    box = page.locator(".sc-mover").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + east, y + south, steps=5)
    page.mouse.up()
    expect(page.locator(".sc-edits__said")).to_contain_text("Moved by")


def stands_at(page: Page, lat: float, lon: float) -> None:
    """The open card tells this place."""
    expect(page.locator(".sc-card__copy")).to_have_attribute("data-copy", re.compile(f"^{lat:.6f}, {lon:.6f}$"))
