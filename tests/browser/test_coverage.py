"""What cameras see on the map: true zones from near, classes in their layer, and both anew when a camera is moved."""

import re

import pytest
from playwright.sync_api import expect

from etl.derive.visibility import everything
from gis_app.findings.models import Visibility
from tests.browser.records import AT_POINT, card_of, drag
from tests.browser.sight import opened
from tests.gis_app.findings.seen import LAT, LON, camera, place

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DRAWN = "(layer) => safecity.instance.queryRenderedFeatures({layers: [layer]}).length"
CODES = """() => safecity.instance.queryRenderedFeatures({layers: ['coverage-fill']})
  .map((one) => one.properties.quality)"""
# The easternmost corner of what a camera sees, of the pieces in the tiles of this view.
EAST = """() => Math.max(...safecity.instance.queryRenderedFeatures({layers: ['seen-fill']})
  .flatMap((one) => one.geometry.coordinates.flat(Infinity).filter((_, at) => at % 2 === 0)))"""


@pytest.fixture
def looking(town):
    """A camera that looks east, all of it stated and computed."""
    one = camera(30, code="C-77")
    everything()
    return one


def test_classes_are_drawn_from_near_and_a_zone_opens_the_card_of_its_camera(page, looking):
    opened(page, f"/planner/?map={LAT:.5f},{LON:.5f},17.50&layers=coverage,cameras")
    page.wait_for_function(DRAWN, arg="coverage-fill")
    assert not page.evaluate(DRAWN, "seen-fill"), "not twice"
    assert {"", "overview", "perceive"} <= set(page.evaluate(CODES))
    at = page.evaluate(AT_POINT, list(place(70, 0)))
    box = page.locator("#map").bounding_box()
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    expect(page.locator(".sc-card")).to_contain_text("C-77")
    expect(page).to_have_url(re.compile(f"open=cameras%?.*{looking.pk}"))


def test_a_moved_camera_sees_from_its_new_place_on_the_map_too(page, looking):
    card_of(page, looking, "cameras")
    page.wait_for_function(DRAWN, arg="seen-fill")
    before = page.evaluate(EAST)
    drag(page, 100, 0)
    page.wait_for_function(f"(before) => ({EAST})() > before + 0.0005", arg=before)
    west, _south, east, _north = Visibility.objects.get(camera=looking, quality="").geometry.extent
    assert west > LON + 0.0005
    assert east > before + 0.0005
