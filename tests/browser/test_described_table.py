"""A planner gives a table that nobody declared, maps it, looks at it, imports it, and sees it on the map."""

import time

import pytest
from playwright.sync_api import expect

from dashboards.sources import page as tables
from gis_app.incidents.models import Crime
from gis_app.sources.drafts import Draft
from tests.browser import described
from tests.etl.drafts import own_sources, work

SHOWN = "(layer) => safecity.instance.queryRenderedFeatures({layers: [layer]}).length"
DRAWN = "() => safecityTrial.getSource('trial').serialize().data.features.length"

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _own_sources(monkeypatch):
    with own_sources(monkeypatch):
        yield


def test_an_unknown_table_is_mapped_checked_imported_and_seen(page, city, tmp_path):
    described.give(page, described.file_of(tmp_path))
    expect(page.get_by_text("Still needed: Kind of incident.")).to_be_visible()
    described.name_the_kinds(page)
    described.check(page)
    assert page.evaluate(DRAWN) == 3
    expect(page.get_by_text("4 = 3 + 0 + 0 + 1")).to_be_visible()
    assert Crime.objects.count() == 0
    described.save(page)
    assert sorted(Crime.objects.values_list("kind", flat=True)) == ["assault", "robbery", "theft"]
    described.on_the_map(page)
    assert page.evaluate(SHOWN, "crimes-point") == 3


def test_going_back_and_away_loses_nothing(page, city, tmp_path):
    described.give(page, described.file_of(tmp_path))
    described.name_the_kinds(page)
    page.goto("/planner/")
    page.goto("/planner/sources/")
    page.get_by_role("link", name="Кражи", exact=True).click()
    expect(described.control(page, "что")).to_have_value("Kind of incident")
    page.get_by_role("link", name="2. Kinds").click()
    expect(described.control(page, "Драка")).to_have_value("Assault and battery")


def test_a_server_slower_than_the_page_looks_again_is_heard(page, city, tmp_path, monkeypatch):
    """Dash drops the answer to what is asked a second time."""
    at_once = tables.shown

    def slowly(search):
        time.sleep(1.5 * tables.EVERY_MS / 1000)
        return at_once(search)

    monkeypatch.setattr(tables, "shown", slowly)
    described.give(page, described.file_of(tmp_path))


def test_a_job_of_a_table_is_cancelled_and_the_table_deleted(page, city, tmp_path):
    page.goto("/planner/sources/")
    page.locator("#table-upload input").set_input_files(described.file_of(tmp_path))
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("The table has not been read.")).to_be_visible()
    work()
    assert Draft.objects.get().found is None
    page.goto("/planner/sources/")
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("heading", name="Unfinished")).to_have_count(0)
    assert Draft.objects.count() == 0
