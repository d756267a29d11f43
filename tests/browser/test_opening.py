"""What a map shows before anybody has chosen anything: the newest of what happened, where its person works."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.sight import opened
from tests.layers import made

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def years(town) -> None:
    """A theft of long ago beside those of June 2026, in Smallhaven."""
    made.crime(-33.0, 48.0005, day=date(2023, 6, 1), at=made.NOON.replace(year=2023))


def asked(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_map_opens_with_the_newest_year_and_says_so_in_its_address(page, years):
    opened(page, "/planner/")
    expect(page.locator("#sum")).to_contain_text("3 of 3 on the map")
    assert (asked(page)["from"], asked(page)["to"]) == (["2025-06-02"], ["2026-06-02"])
    expect(page.locator('[data-draw="undo"]')).to_have_attribute("aria-disabled", "true")


def test_any_time_is_one_click_away_and_stays_in_a_copied_address(page, years):
    opened(page, "/planner/")
    page.locator("#reset").click()
    expect(page.locator("#sum")).to_contain_text("4 of 4 on the map")
    opened(page, page.url)
    expect(page.locator("#sum")).to_contain_text("4 of 4 on the map")


def test_an_operators_map_opens_where_the_watch_is(page_of, years, olga):
    made.on_duty(olga, made.area(-33.02, 48.01, 0.001, code="west", name="West"))
    page = page_of(olga)
    opened(page, "/operator/")
    west, south, east, north = page.evaluate("safecity.instance.getBounds().toArray().flat()")
    assert west < -33.021 < -33.019 < east < -33.005
    assert south < 48.009 < 48.011 < north
    assert asked(page)["from"] == ["2026-05-02"]
