"""What the map does besides showing: playback, print, wedges, names of areas, the search among layers."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.sight import opened
from tests.layers import made

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PLACE = "/planner/?map=48.00050,-33.00000,17.00"
DRAWS = "([layer, n]) => safecity.instance.queryRenderedFeatures({layers: [layer]}).length === n"
COUNTED = """(n) => safecity.instance.queryRenderedFeatures({layers: ['crimes-cell']})
  .reduce((sum, cell) => sum + (cell.properties.n || 1), 0) === n"""


@pytest.fixture
def months(town):
    """A fourth theft, two weeks later."""
    made.crime(-33.0003, 48.0003, day=date(2026, 6, 15))


def draws(page, layer, n):
    page.wait_for_function(DRAWS, arg=[layer, n])


def test_playback_shows_a_week_and_the_next_without_asking_for_tiles_anew(page, months):
    opened(page, f"{PLACE}&play=week:2026-06-01:1")
    draws(page, "crimes-point", 3)
    expect(page.locator(".sc-play__when")).to_contain_text("3 in view")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/tiles/crimes" in one.url else None)
    page.get_by_label("Moment of playback").focus()
    page.keyboard.press("End")
    draws(page, "crimes-point", 1)
    page.wait_for_function("() => location.search.includes('play=week:2026-06-15:1')")
    assert asked == []


def test_playback_from_afar_counts_the_window_and_ends_with_everything(page, months):
    opened(page, "/planner/?map=48.00050,-33.00000,12.00&play=day:2026-06-15:1")
    page.wait_for_function(COUNTED, arg=1)
    page.get_by_label("End the playback").click()
    page.wait_for_function(COUNTED, arg=4)
    assert "play=" not in page.url


def test_a_camera_has_a_wedge_of_real_metres_from_near(page, town):
    opened(page, PLACE)
    page.wait_for_function("() => safecity.instance.queryRenderedFeatures({layers: ['wedges-assumed']}).length")
    # A wedge across the edge of two tiles is a piece in each; the source holds it once.
    laid = page.evaluate("safecity.instance.getSource('wedges').getData()")["features"]
    assert [one["properties"]["assumed"] for one in laid] == [True]
    east = max(lon for lon, _lat in laid[0]["geometry"]["coordinates"][0])
    assert (east + 33.0) * 111_320 * 0.669 == pytest.approx(40, rel=0.03)


def test_areas_are_named_once(page, town):
    opened(page, "/planner/?map=48.00050,-33.00000,15.00")
    draws(page, "areas-name-district", 1)


def test_the_sheet_has_map_filters_rows_sources_and_link(page, town):
    page.add_init_script("window.print = () => { window.printed = true; }")
    opened(page, f"{PLACE}&kind=robbery")
    page.get_by_label("Print this view").click()
    page.wait_for_function("() => window.printed")
    page.emulate_media(media="print")
    sheet = page.locator("#print-sheet")
    for text in ("Smallhaven", "Robbery", "the first 1 of 1", "Town file", "/planner/?map="):
        expect(sheet).to_contain_text(text)
    assert page.evaluate("document.querySelector('#print-map img').naturalWidth") > 300
    expect(page.locator(".sc-header")).to_be_hidden()
    assert b"/MediaBox [0 0 842" in page.pdf(format="A4", landscape=True)
    assert b"/MediaBox [0 0 595" in page.pdf(format="A4")


def test_the_sheet_says_which_window_playback_shows(page, months):
    page.add_init_script("window.print = () => { window.printed = true; }")
    opened(page, f"{PLACE}&play=week:2026-06-01:1")
    expect(page.locator(".sc-play__when")).to_contain_text("3 in view")
    page.keyboard.press("Control+p")
    page.wait_for_function("() => window.printed")
    expect(page.locator("#print-legend")).to_contain_text("1 – 7 Jun 2026 · 3 in view")


def test_the_field_above_the_layers_finds_them(page, town):
    opened(page, PLACE)
    page.locator("#layer-search").fill("accid")
    expect(page.locator(".sc-layer:visible")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#layer-search")).to_have_value("")
