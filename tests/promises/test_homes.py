"""Where a person starts, and where a link into a workspace of others leads."""

import pytest

from tests.layers import made
from tests.people import person

HOMES = {"olga": "/operator/", "pavel": "/planner/", "oksana": "/official/", "artem": "/people/", "anna": "/audit/"}
HOMES |= {"igor": "/investigator/", "hanna": "/owner/"}


@pytest.mark.parametrize(("who", "home"), HOMES.items())
def test_each_starts_on_the_page_of_the_role(city, everybody, browser_of, who, home):
    assert browser_of(everybody[who]).get("/")["Location"] == home


def test_who_has_two_roles_chooses(city, browser_of):
    page = browser_of(person("petra", "planner", "operator")).get("/")
    assert page.status_code == 200
    words = page.content.decode()
    assert 'href="/planner/"' in words
    assert 'href="/operator/"' in words
    assert 'href="/official/"' not in words


@pytest.mark.parametrize(
    ("who", "asked", "own"),
    [
        (
            "olga",
            "/planner/?map=48.00000,-33.00000,15.00&kind=theft",
            "/operator/?map=48.00000,-33.00000,15.00&kind=theft",
        ),
        ("oksana", "/planner/?kind=theft", "/official/map/?kind=theft"),
        ("oksana", "/planner/data/?delivery=3", "/official/data/?delivery=3"),
        ("pavel", "/operator/", "/planner/"),
        ("anna", "/planner/data/?delivery=3", "/auditor/?delivery=3"),
        ("artem", "/planner/data/?delivery=3", "/administrator/?delivery=3"),
        ("igor", "/planner/?kind=theft", "/investigator/?kind=theft"),
        ("hanna", "/planner/?map=48.00000,-33.00000,15.00", "/owner/map/?map=48.00000,-33.00000,15.00"),
    ],
)
def test_a_link_leads_to_the_same_page_of_ones_own(everybody, browser_of, who, asked, own):
    answer = browser_of(everybody[who]).get(asked)
    assert (answer.status_code, answer["Location"]) == (302, own)


@pytest.mark.parametrize(
    ("who", "asked"),
    [("olga", "/planner/data/"), ("anna", "/planner/"), ("artem", "/operator/"), ("hanna", "/planner/cameras/")],
)
def test_a_page_that_one_has_nowhere_is_refused(everybody, browser_of, who, asked):
    assert browser_of(everybody[who]).get(asked).status_code == 403


def test_a_callback_of_anothers_workspace_is_refused(city, olga, browser_of):
    browser = browser_of(olga)
    assert browser.get("/planner/_dash-layout").status_code == 403
    assert browser.post("/planner/_dash-update-component", "{}", content_type="application/json").status_code == 403


def test_an_address_of_no_page_is_not_found(pavel, browser_of):
    assert browser_of(pavel).get("/planner/nowhere/").status_code == 404


def test_an_office_page_keeps_the_tabs_of_the_person_s_workspace(city, everybody, browser_of):
    told = {who: browser_of(everybody[who]).get("/account/").content.decode() for who in ("pavel", "artem")}
    assert 'href="/planner/cameras/"' in told["pavel"]
    assert 'href="/people/"' not in told["pavel"]
    assert ('href="/people/"' in told["artem"], "/planner/" in told["artem"]) == (True, False)


def test_a_passport_stands_under_its_tab(city, pavel, browser_of):
    page = browser_of(pavel).get(f"/cameras/{made.camera().pk}/").content.decode()
    assert "sc-more--on" in page
    assert '<a class="sc-menu__line" href="/planner/cameras/" aria-current="page">' in page
