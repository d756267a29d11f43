"""The table beside the map: docked, sorted, in the address, closed by Esc."""

import pytest
from playwright.sync_api import expect

from tests.browser.sight import opened

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ROWS = "#table-box .ag-center-cols-container .ag-row"
PLACE = "/planner/?map=48.00050,-33.00000,17.00"


def test_the_address_opens_the_table_and_keeps_its_order(page, town):
    opened(page, f"{PLACE}&table=crimes&sort=kind:asc")
    expect(page.locator(ROWS)).to_have_count(3)
    expect(page.locator(f"{ROWS}[row-index='0']")).to_contain_text("Robbery")
    page.locator("#table-box .ag-header-cell[col-id='kind']").click()
    page.wait_for_function("() => location.search.includes('sort=kind:desc')")
    expect(page.locator(f"{ROWS}[row-index='0']")).to_contain_text("Theft")


def test_the_map_stays_beside_the_table_and_a_row_marks_its_place(page, town):
    opened(page, PLACE)
    page.locator("#table-open").click()
    expect(page.locator(ROWS)).to_have_count(3)
    stage, table = page.locator("#map").bounding_box(), page.locator("#table-panel").bounding_box()
    assert stage["y"] + stage["height"] <= table["y"] + 1
    page.locator(ROWS).first.click()
    expect(page.locator("#card h2")).not_to_be_empty()
    expect(page.locator(ROWS)).to_have_count(3)
    page.wait_for_function("() => safecity.instance.queryRenderedFeatures({layers: ['selected-0']}).length === 1")


def test_the_table_moves_beside_the_map_and_closes_by_escape(page, town):
    opened(page, f"{PLACE}&table=cameras&side=right")
    expect(page.locator(ROWS)).to_contain_text("SH-0001")
    stage, table = page.locator("#map").bounding_box(), page.locator("#table-panel").bounding_box()
    assert stage["x"] + stage["width"] <= table["x"] + 1
    page.locator("#table-edge").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#table-panel").bounding_box()["width"] == table["width"] + 40
    page.keyboard.press("Escape")
    expect(page.locator("#table-panel")).to_be_hidden()
    assert "table=" not in page.url


def test_the_files_are_of_the_same_rows(page, town):
    opened(page, f"{PLACE}&table=crimes&kind=robbery")
    expect(page.locator(ROWS)).to_have_count(1)
    link = page.get_by_role("link", name="CSV", exact=True)
    link.focus()
    assert link.get_attribute("href") == "/export/crimes.csv?kind=robbery"
