"""The search box: by keyboard, in the address, on pages without a map too."""

import pytest
from playwright.sync_api import expect

from tests.browser.sight import opened

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

OPTIONS = "#search-list [role=option]"


def test_a_slash_opens_the_search_and_enter_the_first_card(page, town):
    opened(page, "/planner/?map=48.00500,-33.00500,15.00")
    page.keyboard.press("/")
    page.keyboard.type("sh-0001", delay=20)
    expect(page.locator(OPTIONS)).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_contain_text("SH-0001")
    assert "open=cameras/" in page.url
    page.wait_for_function("() => location.search.includes('map=48.0010')")


def test_coordinates_leave_a_pin_that_the_link_keeps(page, town):
    opened(page, "/planner/")
    page.locator("#search-text").fill("48.0005 -33.0005")
    page.locator(OPTIONS).click()
    page.wait_for_function("() => location.search.includes('pin=-33.00050,48.00050')")
    link = page.url
    opened(page, link)
    page.wait_for_function("() => safecity.instance.queryRenderedFeatures({layers: ['selected-0']}).length === 1")


def test_escape_closes_the_list_then_leaves_the_box(page, town):
    opened(page, "/planner/")
    page.locator("#search-text").fill("theft nowhere")
    expect(page.locator("#search-list")).to_contain_text("Nothing found")
    page.keyboard.press("Escape")
    expect(page.locator("#search-list")).to_be_hidden()


@pytest.mark.parametrize("address", ["/planner/data/", "/account/"])
def test_from_a_page_without_a_map_the_search_leads_to_the_map(page, town, address):
    page.goto(address)
    expect(page.locator("#search-text")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("SH-0001")
    page.locator(OPTIONS).click()
    page.wait_for_url("**/planner/?map=**open=cameras/**")
    expect(page.locator("#card h2")).to_contain_text("SH-0001")
