"""A planner's whole story: an unknown file becomes points, one is put right, and stays so when the file comes again."""

import pytest
from playwright.sync_api import Page, expect

from gis_app.incidents.models import Crime
from gis_app.sources.models import Delivery
from tests.browser import described, records
from tests.browser.sight import opened
from tests.etl.drafts import own_sources, work

POINTS = """() => safecity.instance.queryRenderedFeatures({layers: ['crimes-point']})
  .map((one) => [one.properties.id, ...one.geometry.coordinates])"""
NEAR = 0.00005

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _own_sources(monkeypatch):
    with own_sources(monkeypatch):
        yield


def test_an_unknown_csv_is_mapped_imported_and_a_corrected_point_outlives_its_next_delivery(page, city, tmp_path):
    described.give(page, described.file_of(tmp_path))
    described.choose(page, "номер", "The source's own number of the row")
    expect(page.locator("tr.sc-source__taken", has_text="номер")).to_be_visible()
    expect(described.control(page, "номер")).to_have_value("The source's own number of the row")
    described.name_the_kinds(page)
    described.check(page)
    expect(page.get_by_text("4 = 3 + 0 + 0 + 1")).to_be_visible()
    assert Crime.objects.count() == 0, "a preview keeps nothing"
    described.save(page)

    described.on_the_map(page)
    assert len(drawn(page)) == 3
    theft = Crime.objects.get(kind="theft")
    records.click_on(page, theft)
    expect(page.locator("#card h2")).to_have_text("Theft")
    records.drag(page, 80, -60)
    before = theft.point.coords
    theft.refresh_from_db()
    lon, lat = theft.point.coords
    assert (lon > before[0], lat > before[1]) == (True, True)

    give_again(page, described.file_of(tmp_path))
    assert Delivery.objects.latest("pk").unchanged == 3
    stands_corrected(page, theft, lon, lat)

    give_again(page, described.file_of(tmp_path, described.TABLE.replace("Мира, 1;", "Мира, 1а;")))
    assert Delivery.objects.latest("pk").updated == 1
    stands_corrected(page, theft, lon, lat)
    assert Crime.objects.get(pk=theft.pk).place == "Мира, 1а", "what nobody corrected follows the source"


def drawn(page: Page) -> list[list[float]]:
    """The single points on the map: number of the record, longitude, latitude."""
    return page.evaluate(POINTS)


def stands_corrected(page: Page, theft: Crime, lon: float, lat: float) -> None:
    """In the store, on the card and on the map the theft lies where the planner put it."""
    assert Crime.objects.get(pk=theft.pk).point.coords == (lon, lat)
    opened(page, f"/planner/?map={lat},{lon},17.00&open=crimes/{theft.pk}")
    records.stands_at(page, lat, lon)
    [[_, east, north]] = [point for point in drawn(page) if point[0] == theft.pk]
    assert (east, north) == pytest.approx((lon, lat), abs=NEAR)


def give_again(page: Page, path) -> None:
    """Give a file on the page of deliveries, which knows its source by the columns, and import it."""
    page.goto("/planner/data/")
    page.locator("#import > summary").click()
    page.locator(".sc-import__file").set_input_files(path)
    page.locator(".sc-import__account button").click()
    expect(page.locator(".sc-import__answer")).to_contain_text("The import has begun.")
    work()
