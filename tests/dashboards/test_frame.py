"""The frame: whose menus, which workspace, whose help."""

import json

import pytest

from tests.people import person

PAGES = ["/planner/", "/planner/data/", "/official/", "/official/map/", "/official/data/", "/operator/"]
READERS = {"planner": "pavel", "official": "oksana", "operator": "olga"}


def layout(browser, page: str) -> str:
    return json.dumps(browser.get(f"{page}_dash-layout").json(), ensure_ascii=False)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_search_jobs_help_languages_and_the_person(city, everybody, browser_of, page):
    words = layout(browser_of(everybody[READERS[page.split("/")[1]]]), page)
    for part in ('"id": "search"', '"id": "jobs"', '"id": "help"', "Русский", "Sign out", "Change the person"):
        assert part in words


@pytest.mark.parametrize("page", PAGES)
def test_help_says_what_the_page_is_for_and_its_keys(city, everybody, browser_of, page):
    words = layout(browser_of(everybody[READERS[page.split("/")[1]]]), page)
    assert "this help" in words
    assert "Words" in words


@pytest.mark.parametrize(("page", "theme"), [("/planner/", "light"), ("/official/", "light"), ("/operator/", "dark")])
def test_the_operators_pages_are_dark_and_the_others_light(city, everybody, browser_of, page, theme):
    browser = browser_of(everybody[READERS[page.strip("/")]])
    assert f'data-theme="{theme}"' in browser.get(page).content.decode()


def test_each_page_has_a_title_of_its_own(city, pavel, browser_of):
    browser = browser_of(pavel)
    assert "<title>Map · Safe City</title>" in browser.get("/planner/").content.decode()
    assert "<title>Data · Safe City</title>" in browser.get("/planner/data/").content.decode()


def test_the_map_of_the_operator_is_drawn_dark(city, olga, browser_of):
    assert "Safe City, dark" in layout(browser_of(olga), "/operator/")


def test_the_menu_leads_only_where_the_person_may_go(city, browser_of):
    words = layout(browser_of(person("petra", "planner", "operator")), "/planner/")
    assert '"href": "/operator/"' in words
    assert '"href": "/official/"' not in words
    assert '"href": "/admin/"' not in words


def test_the_operator_has_no_page_of_deliveries_and_no_link_to_one(city, olga, browser_of):
    assert "/data/" not in layout(browser_of(olga), "/operator/")
