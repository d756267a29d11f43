"""Drawing, measuring and undoing on the map in a real browser: what is drawn filters, is counted, listed and linked."""

import re

import pytest
from playwright.sync_api import Page, expect
from pyproj import Geod

from gis_app.people.models import AuditEvent
from tests.browser.sight import opened
from tests.layers import made

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LON, LAT = made.MIDDLE
VIEW = "map=48.00000,-33.00000,16.00"
EARTH = Geod(ellps="WGS84")
NEAR = f"within={LON},{LAT},150"
READY = "() => window.safecity && safecity.draw"
OBLONG = ((-0.002, -0.001), (0.002, -0.001), (0.002, 0.001), (-0.002, 0.001))
PROJECT = """([lon, lat]) => {
  const spot = safecity.instance.project([lon, lat]), box = safecity.instance.getCanvas().getBoundingClientRect();
  return [spot.x + box.left, spot.y + box.top];
}"""


@pytest.fixture
def town(city):
    """Two thefts and a camera within 150 m of the middle in the north; a robbery 190 m to the east, in the south."""
    north, south = made.area(), made.area(code="south", name="South", lon=LON + 0.02)
    made.crime(LON, LAT, area=north)
    made.crime(LON + 0.001, LAT, area=south)
    made.crime(LON + 0.0025, LAT, kind="robbery", area=south)
    made.camera(LON, LAT + 0.0005, code="SH-0001", area=north)
    return north


def shown(page: Page, address: str) -> None:
    opened(page, address)
    page.wait_for_function(READY)


def at(page: Page, lon: float, lat: float) -> tuple[float, float]:
    x, y = page.evaluate(PROJECT, [lon, lat])
    return x, y


def tool(page: Page, name: str) -> None:
    page.locator(f".sc-tools__bar [data-draw={name}]").click()
    page.wait_for_function("(name) => safecity.draw.state().tool === name", arg=name)


def click(page: Page, lon: float, lat: float) -> None:
    x, y = at(page, lon, lat)
    page.mouse.move(x - 3, y - 3)
    page.mouse.move(x, y)
    page.mouse.click(x, y)


def metres(text: str) -> int:
    return int(re.sub(r"\D", "", text.split("m")[0].split("м")[0]))


def within(page: Page) -> str:
    page.wait_for_function("() => location.search.includes('within=')")
    return page.evaluate("safecity.read().filters.within")


def test_a_measured_way_is_as_long_as_on_the_ellipsoid(page, town):
    shown(page, f"/planner/?{VIEW}")
    tool(page, "line")
    click(page, LON - 0.002, LAT)
    click(page, LON + 0.002, LAT)
    click(page, LON + 0.002, LAT + 0.001)
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    page.wait_for_function("() => !safecity.draw.state().drawing")
    _there, _back, true = EARTH.inv(LON - 0.002, LAT, LON + 0.002, LAT)
    assert metres(page.locator("#measured").inner_text()) == pytest.approx(true, abs=3)
    page.keyboard.press("Escape")
    expect(page.locator("#measured")).to_be_empty()
    assert "within" not in page.url


def test_a_measured_area_is_as_large_as_on_the_ellipsoid(page, town):
    shown(page, f"/planner/?{VIEW}")
    tool(page, "area")
    corners = [(LON + lon, LAT + lat) for lon, lat in OBLONG]
    for corner in corners:
        click(page, *corner)
    page.keyboard.press("Enter")
    page.wait_for_function("() => !safecity.draw.state().drawing")
    true, _edge = EARTH.polygon_area_perimeter(*zip(*corners, strict=True))
    assert metres(page.locator("#measured").inner_text()) == pytest.approx(abs(true), rel=0.02)


def test_a_drawn_circle_filters_counts_table_and_files(page, town):
    shown(page, f"/planner/?{VIEW}")
    expect(page.locator("#sum")).to_have_text("3 of 3 on the map")
    tool(page, "circle")
    click(page, LON, LAT)
    click(page, LON + 0.002, LAT)
    lon, lat, radius = map(float, within(page).split(","))
    assert (lon, lat, radius) == pytest.approx((LON, LAT, EARTH.inv(LON, LAT, LON + 0.002, LAT)[2]), abs=3)
    assert "open=" not in page.url
    expect(page.locator("#sum")).to_have_text("2 of 2 on the map")
    expect(page.locator("#selection")).to_contain_text("Theft 2")
    assert page.evaluate("safecity.instance.queryRenderedFeatures({layers: ['crimes-point']}).length") == 3
    page.get_by_role("button", name="Download: Crimes").click()
    with page.expect_download() as waiting:
        page.get_by_role("menuitem", name="CSV").click()
    assert len(waiting.value.path().read_text().splitlines()) == 3
    assert AuditEvent.objects.get(action="layer.export").new["rows"] == 2


def test_a_drawn_polygon_can_be_changed_undone_and_removed(page, town):
    shown(page, f"/planner/?{VIEW}")
    tool(page, "polygon")
    for lon, lat in OBLONG:
        click(page, LON + lon, LAT + lat)
    page.keyboard.press("Enter")
    first = within(page)
    assert len(first.split(",")) == 8
    expect(page.locator("#sum")).to_have_text("2 of 2 on the map")
    page.locator("#selection [data-draw=edit]").click()
    page.wait_for_function("() => safecity.draw.state().tool === 'edit'")
    page.mouse.move(*at(page, LON + 0.002, LAT + 0.001))
    page.mouse.down()
    page.mouse.move(*at(page, LON + 0.004, LAT + 0.0012), steps=8)
    page.mouse.up()
    expect(page.locator("#sum")).to_have_text("3 of 3 on the map")
    page.keyboard.press("Escape")
    page.locator("body").press("Control+z")
    page.wait_for_function("(text) => safecity.read().filters.within === text", arg=first)
    expect(page.locator("#sum")).to_have_text("2 of 2 on the map")
    page.locator("body").press("Control+Shift+Z")
    expect(page.locator("#sum")).to_have_text("3 of 3 on the map")
    page.locator("#selection [data-draw=remove]").click()
    page.wait_for_function("() => !location.search.includes('within')")
    expect(page.locator("#selection")).to_be_empty()


def test_edges_that_cross_are_told_and_end_nothing(page, town):
    shown(page, f"/planner/?{VIEW}")
    tool(page, "polygon")
    for lon, lat in ((-0.002, -0.001), (0.002, 0.001), (0.002, -0.001), (-0.002, 0.001)):
        click(page, LON + lon, LAT + lat)
    page.keyboard.press("Enter")
    expect(page.locator("#measured")).to_contain_text("The edges cross")
    assert "within" not in page.url


def test_by_keyboard_alone_a_circle_is_drawn(page, town):
    shown(page, f"/planner/?{VIEW}")
    page.locator(".sc-tools__bar [data-draw=circle]").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => safecity.draw.state().tool === 'circle'")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => !safecity.instance.isMoving()")
    page.keyboard.press("Space")
    lon, lat, radius = map(float, within(page).split(","))
    assert (lon, lat) == pytest.approx((LON, LAT), abs=0.00005)
    assert radius > 50
    page.locator("#radius").fill("150")
    page.locator("#radius").press("Enter")
    page.wait_for_function("() => safecity.read().filters.within.endsWith(',150')")


def test_by_touch_a_circle_is_drawn(page_of, pavel, town):
    page = page_of(pavel, 1600, 900, has_touch=True)
    shown(page, f"/planner/?{VIEW}")
    page.locator(".sc-tools__bar [data-draw=circle]").tap()
    page.wait_for_function("() => safecity.draw.state().tool === 'circle'")
    page.touchscreen.tap(*at(page, LON, LAT))
    page.touchscreen.tap(*at(page, LON + 0.002, LAT))
    assert within(page).count(",") == 2


def test_filters_and_selections_are_undone_too(page, town):
    shown(page, f"/planner/?{VIEW}&kind=robbery")
    expect(page.locator("#sum")).to_have_text("1 of 1 on the map")
    page.locator("#reset").click()
    expect(page.locator("#sum")).to_have_text("3 of 3 on the map")
    page.locator(".sc-tools__bar [data-draw=undo]").click()
    expect(page.locator("#sum")).to_have_text("1 of 1 on the map")
    assert "kind=robbery" in page.url


@pytest.mark.parametrize(
    ("locale", "theft", "link"), [("en-GB", "Theft", "2 of 2 on the map"), ("ru-RU", "Кража", "2 из 2 на карте")]
)
def test_a_link_shows_the_same_to_the_official_and_the_operator_the_watch(
    page_of, pavel, oksana, olga, town, locale, theft, link
):
    made.on_duty(olga, town)
    planner = page_of(pavel, 1600, 900, locale)
    shown(planner, f"/planner/?{VIEW}&kind=theft")
    tool(planner, "circle")
    click(planner, LON, LAT)
    click(planner, LON + 0.002, LAT)
    drawn = within(planner)
    expect(planner.locator("#sum")).to_contain_text(link)
    expect(planner.locator("#selection")).to_contain_text(f"{theft} 2")
    planner.locator("#table-open").click()
    expect(planner.locator(".ag-center-cols-container .ag-row")).to_have_count(2)
    copied = planner.url.split("?", 1)[1]
    official = page_of(oksana, 1600, 900, locale)
    shown(official, f"/official/map/?{copied}")
    assert official.evaluate("safecity.read().filters.within") == drawn
    expect(official.locator("#sum")).to_contain_text(link)
    expect(official.locator("#selection")).to_contain_text(f"{theft} 2")
    operator = page_of(olga, 1600, 900, locale)
    shown(operator, f"/operator/?{copied}")
    expect(operator.locator("#selection")).to_contain_text(f"{theft} 1")


def test_a_link_shows_the_drawn_area_at_once(page, town):
    shown(page, f"/planner/?{VIEW}&{NEAR}")
    expect(page.locator("#selection")).to_contain_text("Theft 2")
    page.wait_for_function("() => safecity.instance.queryRenderedFeatures({layers: ['within-edge']}).length > 0")
