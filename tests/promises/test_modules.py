"""What a city does not use is offered nowhere: not as an address, not as a layer, not as a word on any page."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from gis_app.modules import MODULES, worded
from layers.style import style
from tests.layers import made

pytestmark = pytest.mark.django_db

WORDS = {"crimes": r"\bcrimes?\b", "accidents": "accident", "calls": r"\bemergency calls?\b"}
WORDS |= {"cameras": "camera", "sites": r"\bsites?\b|school"}
PAGES = {
    "pavel": ["/planner/_dash-layout", "/planner/data/_dash-layout", "/planner/links/_dash-layout"],
    "oksana": ["/official/_dash-layout", "/official/map/_dash-layout"],
    "olga": ["/operator/_dash-layout", "/roles/", "/ogc/?f=html", "/ogc/collections?f=html"],
    "anna": ["/audit/", "/api/docs"],
    "artem": ["/people/", "/"],
}
SILENT = {"className", "id", "src", "style", "type", "namespace", "href", "figure", "columnDefs", "value"}


def said(document: Any) -> Iterator[str]:
    """Every text of a Dash layout that a person may read: not the names by which its parts call each other."""
    if isinstance(document, str):
        yield document
    elif isinstance(document, list):
        for each in document:
            yield from said(each)
    elif isinstance(document, dict):
        for name, each in document.items():
            if name not in SILENT:
                yield from said(each)


def text_of(answer: Any) -> str:
    """The words of an answer, be it a page or a Dash layout."""
    if answer["Content-Type"].startswith("application/json"):
        return " | ".join(text for text in said(json.loads(answer.content)) if not re.fullmatch(r"[a-z_.:/{}-]*", text))
    return re.sub(r"<[^>]*>", " ", answer.content.decode())


@pytest.fixture(params=MODULES)
def unused(request: pytest.FixtureRequest, settings, city) -> str:
    """A module that the city does not use; all others it does."""
    settings.MODULES = [name for name in MODULES if name != request.param]
    return request.param


@pytest.mark.parametrize(("name", "page"), [(name, page) for name, pages in PAGES.items() for page in pages])
def test_the_word_is_on_no_page(unused, everybody, browser_of, name, page):
    answer = browser_of(everybody[name]).get(page, follow=True)
    assert answer.status_code == 200
    found = re.findall(rf".{{0,60}}(?:{WORDS[unused]}).{{0,60}}", text_of(answer), re.IGNORECASE)
    assert found == []


@pytest.mark.parametrize("module", MODULES)
def test_the_word_is_there_where_the_city_uses_it(module, city, pavel, browser_of):
    assert re.search(WORDS[module], text_of(browser_of(pavel).get("/planner/_dash-layout")), re.IGNORECASE)


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/{}",
        "/api/v1/{}/1",
        "/tiles/{}/10/500/300.pbf",
        "/ogc/collections/{}",
        "/ogc/collections/{}/items",
        "/export/{}.csv",
    ],
)
def test_its_addresses_answer_as_those_of_no_layer(unused, pavel, browser_of, address):
    browser = browser_of(pavel)
    answers = [browser.get(address.format(name)) for name in (unused, "dragons")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert f'"{unused}' not in answers[0].content.decode()


CAMERA_PAGES = {
    "pavel": ["/planner/cameras/", "/planner/coverage/", "/planner/placement/", "/survey/", "/survey/cameras.json"],
    "hanna": ["/owner/register/", "/owner/terms/"],
}


def test_without_cameras_there_is_no_page_of_them(settings, city, everybody, browser_of):
    passport = f"/cameras/{made.camera().pk}/"
    told = {}
    for settings.MODULES in (["cameras"], ["crimes", "sites"]):
        for name, pages in CAMERA_PAGES.items():
            browser = browser_of(everybody[name])
            for page in [*pages, passport] if name == "pavel" else pages:
                told.setdefault(page, []).append(browser.get(page).status_code)
    assert told == {page: [200, 404] for page in told}


def test_without_cameras_a_holder_starts_on_the_map(settings, city, hanna, browser_of):
    settings.MODULES = ["crimes"]
    answer = browser_of(hanna).get("/", follow=True)
    assert (answer.status_code, answer.redirect_chain[-1]) == (200, ("/owner/map/", 302))


def test_without_cameras_no_check_is_taken(settings, city, pavel, browser_of):
    settings.MODULES = ["crimes"]
    assert browser_of(pavel).post("/survey/send", {"view": "clear"}).status_code == 404


def test_neither_description_of_the_service_tells_of_it(unused, pavel, browser_of):
    browser = browser_of(pavel)
    for address in ("/api/openapi.json", "/ogc/api", "/ogc/collections"):
        assert unused not in browser.get(address).content.decode(), address


def test_its_kinds_are_no_kinds(settings, city, pavel, browser_of):
    browser = browser_of(pavel)
    asked = "/api/v1/counts?kind=fixed"
    assert browser.get(asked).status_code == 200
    settings.MODULES = ["crimes"]
    assert browser.get(asked).status_code == 400


def test_the_map_has_no_source_of_it(unused):
    drawn = style("light", "/tiles")
    assert unused not in drawn["sources"]
    assert {one.get("source") for one in drawn["layers"]} <= {None, *drawn["sources"]}


def test_counts_leave_it_out(unused, pavel, browser_of):
    assert unused not in browser_of(pavel).get("/api/v1/counts").json()["layers"]


def test_a_text_is_chosen_by_the_modules_when_it_is_read(settings):
    text = worded(("crimes cameras", "both"), ("cameras", "one"))
    told = []
    for settings.MODULES in (None, ["crimes", "cameras"], ["cameras"], []):
        told.append(str(text))
    assert told == ["both", "both", "one", ""]
