"""The planner's map in a real browser, on real tiles, with nothing fetched from outside."""

import pytest
from playwright.sync_api import expect

from gis_app.devices.models import Camera
from gis_app.incidents.models import Crime
from tests.browser.sight import opened

SHOWN = "(layer) => safecity.instance.queryRenderedFeatures({layers: [layer]}).length"
FOCUSED_CELL = """() => {
  const cell = document.querySelector('.ag-center-cols-container .ag-cell');
  cell.focus();
  return document.activeElement === cell;
}"""

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_pavel_sees_the_town_and_how_much_of_it(page, town):
    opened(page, "/planner/?map=48.00050,-33.00000,17.00")
    assert page.evaluate(SHOWN, "crimes-point") == 3
    assert page.evaluate(SHOWN, "cameras-point") == 1
    assert page.evaluate(SHOWN, "buildings-fill") >= 1
    expect(page.locator("#sum")).to_have_text("3 of 3 on the map")


def test_a_kind_in_the_address_filters_the_tiles_and_the_counts(page, town):
    opened(page, "/planner/?map=48.00050,-33.00000,17.00&kind=robbery")
    assert page.evaluate(SHOWN, "crimes-point") == 1
    expect(page.locator("#figure-crimes")).to_have_text("1 / 1")


def test_a_click_opens_the_card_and_back_closes_it(page, town):
    opened(page, "/planner/?map=48.00100,-33.00000,18.00")
    page.locator("#map").click()
    expect(page.locator("#card h2")).to_contain_text("SH-0001")
    assert "open=cameras/" in page.url
    page.go_back()
    expect(page.locator("#card")).to_be_empty()


CHOSEN_TWICE = """async ([first, then]) => {
  const map = await safecity.map, { mark } = map, ask = window.fetch, marked = [];
  const later = (ms) => new Promise((go) => setTimeout(go, ms));
  window.fetch = async (...asked) => {
    const answer = await ask(...asked);
    if (String(asked[0]).endsWith(`/${first.layer}/${first.id}`)) await later(1500);
    return answer;
  };
  map.mark = (record) => { marked.push(record && record.layer); mark(record); };
  safecity.select(first);
  await later(300);
  safecity.select(then);
  await later(3000);
  return marked;
}"""


def test_what_was_chosen_last_is_marked_though_its_answer_came_first(page, town):
    opened(page, "/planner/?map=48.00100,-33.00000,18.00")
    camera, crime = Camera.objects.get(), Crime.objects.first()
    rows = [{"layer": "cameras", "id": str(camera.pk)}, {"layer": "crimes", "id": str(crime.pk)}]
    assert page.evaluate(CHOSEN_TWICE, rows) == ["crimes"]


def test_escape_closes_the_card_and_the_map_has_the_focus_again(page, town):
    opened(page, "/planner/?map=48.00100,-33.00000,18.00")
    page.locator("#map").click()
    expect(page.locator("#card h2")).to_contain_text("SH-0001")
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_empty()
    assert page.evaluate("document.activeElement.className").startswith("maplibregl-canvas")


def test_a_row_of_the_table_opens_by_enter(page, town):
    opened(page, "/planner/?map=48.00050,-33.00000,17.00&kind=robbery")
    page.locator("#table-open").click()
    expect(page.locator(".ag-center-cols-container .ag-row").first).to_contain_text("Robbery")
    # While the drawer slides in, nothing inside it takes the focus.
    page.wait_for_function(FOCUSED_CELL)
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_have_text("Robbery")


def test_from_afar_incidents_are_cells_and_no_symbols(page, town):
    opened(page, "/planner/?map=48.00050,-33.00000,12.00")
    assert page.evaluate(SHOWN, "crimes-cell") >= 1
    assert page.evaluate(SHOWN, "crimes-point") == 0
    expect(page.get_by_text("from afar: the area of a disc")).to_be_visible()


def test_an_invented_city_claims_no_publisher_of_its_map(page, town):
    opened(page, "/planner/")
    expect(page.locator(".maplibregl-ctrl-attrib")).to_have_text("Invented city")
    expect(page.locator(".sc-header .sc-chip")).to_have_text("demo city")


def test_a_session_that_ended_leads_to_the_sign_in(page, town):
    opened(page, "/planner/?map=48.00050,-33.00000,17.00")
    expect(page.locator("#weeks .main-svg").first).to_be_visible()
    page.context.clear_cookies(name="sessionid")
    page.evaluate("() => { fetch('/api/v1/counts'); }")
    page.wait_for_url("**/login/**")


def test_a_layer_switched_off_leaves_the_map_and_the_address_says_so(page, town):
    opened(page, "/planner/?map=48.00050,-33.00000,17.00")
    page.get_by_role("checkbox", name="Crimes", exact=True).click()
    page.wait_for_function("() => location.search.includes('layers=')")
    page.wait_for_function(f"() => ({SHOWN})('crimes-point') === 0")
    assert "crimes" not in page.url.split("layers=")[1]


def test_the_table_lists_the_same_rows(page, town):
    opened(page, "/planner/?map=48.00050,-33.00000,17.00&kind=robbery")
    page.locator("#table-open").click()
    expect(page.locator(".ag-center-cols-container .ag-row").first).to_contain_text("Robbery")
    expect(page.locator(".ag-center-cols-container .ag-row")).to_have_count(1)


def test_the_page_turns_russian(page, town):
    opened(page, "/planner/")
    page.locator(".sc-languages > summary").click()
    page.locator(".sc-languages button[lang=ru]").click()
    expect(page.get_by_role("heading", name="Слои")).to_be_visible()
