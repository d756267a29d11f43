"""The page of coverage in a real browser: a class is chosen, a figure opens its records, a gap is flown to."""

import pytest
from playwright.sync_api import expect

from etl.derive.coverage import compute
from tests.etl.coverage.streets import Ground

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PAGE = "/planner/coverage/"
DRAWN = "() => window.safecity_gaps && safecity_gaps.queryRenderedFeatures({layers: ['gaps-fill']}).length"


@pytest.fixture
def measured(city) -> None:
    """A theft that a camera sees in outline, two robberies behind the only house."""
    ground = Ground(city)
    ground.street((-200, 30), (200, 30))
    ground.house(20, -10, 30, 10, number="12", street="Long Street")
    ground.crime(0, 0)
    for _n in range(2):
        ground.crime(50, 0, kind="robbery", severity=2, place="Behind the house")
    camera = ground.camera(-20, 0, azimuth=90, hfov=60, width_px=3840, height_m=0)
    ground.sees(camera, -20, -10, 19, 10)
    for quality, px_per_m in (("overview", 20), ("outline", 40)):
        ground.sees(camera, -20, -10, 19, 10, quality=quality, px_per_m=px_per_m)
    compute()


def test_pavel_goes_from_a_share_to_its_records_and_from_a_gap_to_its_place(page, measured):
    page.goto(PAGE)
    tile = page.locator(".sc-cov__tile").first
    expect(tile).to_contain_text("1 of 3")
    page.get_by_role("link", name="scrutinise").click()
    expect(tile).to_contain_text("0 of 3")
    page.get_by_role("link", name="outline").click()
    expect(tile).to_contain_text("1 of 3")
    tile.get_by_role("link", name="2 not seen").click()
    expect(page.locator(".sc-cov__list tbody tr")).to_have_count(2)
    expect(page.locator(".sc-cov__list")).to_contain_text("Behind the house")
    assert "class=outline" in page.url
    assert "measure=crimes" in page.url

    gap = page.locator("#gap-1")
    expect(gap).to_contain_text("Robbery: 2 in 12 months")
    expect(gap).to_contain_text("hidden by No. 12")
    gap.get_by_role("link").click()
    page.wait_for_function("() => safecity_gaps.getZoom() >= 16.5")
    page.wait_for_function(DRAWN)
    assert "gap=1" in page.url


def test_a_row_leads_to_the_record_on_the_map(page, measured):
    page.goto(f"{PAGE}?class=overview&measure=crimes")
    page.locator(".sc-cov__list").get_by_role("link", name="On the map").first.click()
    expect(page.locator("#card h2")).to_have_text("Robbery")


def test_figures_leave_as_a_file(page, measured):
    page.goto(PAGE)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download CSV").click()
    assert saved.value.suggested_filename == "coverage.csv"
