"""The queue of corrections: what waits is accepted, placed by a click or given up, and every act can be undone."""

import csv
import io

import pytest
from playwright.sync_api import expect

from etl.edits import actions
from etl.run import deliver, load_city
from gis_app.incidents.models import Crime
from gis_app.sources.models import Rejection
from tests.browser.sight import drawn
from tests.etl.files import city_file, crime, crimes_csv

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SWAPPED = {"Latitude": "-87.65", "Longitude": "41.85"}
ZERO = {"Latitude": "0", "Longitude": "0"}


@pytest.fixture
def rejected(tmp_path) -> None:
    """Two rows with swapped coordinates, one at zero, one of an unknown kind."""
    load_city(city_file(tmp_path))
    rows = [crime(1, **SWAPPED), crime(2, **SWAPPED), crime(3, **ZERO), crime(4, Primary_Type="WHAT")]
    deliver(crimes_csv(tmp_path, *rows))


def queue(page, query: str = "") -> None:
    page.goto(f"/planner/corrections/{query}")
    drawn(page)
    expect(page.locator("#queue-row h2, #queue-row p").first).to_be_visible()


def said(page):
    return page.locator(".sc-queue__said")


def test_by_keys_a_proposal_is_accepted_and_undone_and_a_row_given_up(page, rejected):
    queue(page)
    expect(page.locator(".sc-queue__line")).to_have_count(4)
    page.keyboard.press("a")
    expect(said(page)).to_contain_text("is placed")
    expect(page.locator(".sc-queue__line")).to_have_count(3)
    assert Crime.objects.get().point.coords == (-87.65, 41.85)
    page.keyboard.press("u")
    expect(page.locator(".sc-queue__line")).to_have_count(4)
    assert not Crime.objects.exists()

    page.keyboard.press("x")
    expect(said(page)).to_contain_text("cannot be placed")
    page.get_by_role("tab", name="Cannot be placed").click()
    expect(page.locator(".sc-queue__line")).to_have_count(1)
    page.get_by_role("button", name="Back to the queue").click()
    expect(said(page)).to_contain_text("back in the queue")
    assert not Rejection.objects.exclude(given_up_at=None).exists()


def test_a_row_is_placed_by_a_click_and_a_kind_is_chosen(page, rejected):
    queue(page, "?reason=zero_coordinates")
    page.keyboard.press("p")
    page.locator("#queue-map").click(position={"x": 200, "y": 200})
    expect(said(page)).to_contain_text("is placed")
    assert Crime.objects.get().place_precision == "point"

    queue(page, "?reason=unknown_kind")
    page.locator("#queue-row select").select_option("robbery")
    page.get_by_role("button", name="Take the row").click()
    expect(said(page)).to_contain_text("is placed")
    assert set(Crime.objects.values_list("kind", flat=True)) == {"theft", "robbery"}
    expect(page.locator("#queue-row")).to_contain_text("No row in this filter")


def test_all_proposals_shown_are_accepted_at_once(page, rejected):
    queue(page)
    page.get_by_role("button", name="Accept all proposals shown: 2").click()
    expect(said(page)).to_contain_text("Rows placed: 2.")
    assert Crime.objects.count() == 2


def test_rows_are_downloaded_corrected_and_given_back(page, rejected):
    queue(page, "?reason=zero_coordinates")
    address = page.get_by_role("link", name="CSV").get_attribute("href")
    header, row = csv.reader(io.StringIO(page.request.get(address).text().removeprefix("\ufeff")))
    row[header.index("Latitude")], row[header.index("Longitude")] = "41.86", "-87.64"
    text = io.StringIO()
    csv.writer(text).writerows([header, row])
    file = {"name": "rows.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode()}
    page.locator(".sc-queue__give input").set_input_files([file])
    expect(said(page)).to_contain_text("Rows read: 1. Placed: 1, unchanged: 0, still rejected: 0.")
    assert Crime.objects.get().point.coords == (-87.64, 41.86)


def test_a_dispute_is_settled_from_the_queue(page, pavel, tmp_path):
    load_city(city_file(tmp_path))
    deliver(crimes_csv(tmp_path, crime(1)))
    actions.correct(by=pavel, layer="crimes", record_id=Crime.objects.get().pk, values={"place": "ours"})
    deliver(crimes_csv(tmp_path, crime(1, Block="theirs", Updated_On="05/11/2014 12:40:05 AM")))
    queue(page, "?show=disputed")
    expect(page.locator("#queue-row")).to_contain_text("theirs")
    page.get_by_role("button", name="Take the source's").click()
    expect(said(page)).to_contain_text("The source's value is taken.")
    assert Crime.objects.get().place == "theirs"


def test_the_page_of_deliveries_leads_to_the_source_s_waiting_rows(page, rejected):
    page.goto("/planner/data/")
    page.get_by_role("link", name="Place them, or give them back corrected").click()
    page.wait_for_url("**/planner/corrections/?source=chicago_crimes*")
    expect(page.locator(".sc-queue__line")).to_have_count(4)
