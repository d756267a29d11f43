"""Every page of every role, walked in a browser: nothing is asked of another machine, and no page errs."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from dashboards.workspaces import WORKSPACES
from gis_app.devices.models import Camera, Holding, Organisation
from gis_app.findings.scenarios.actions import create
from gis_app.places.models import Area
from tests.browser.every_page import pages_of
from tests.browser.sight import context_of, drawn, outside
from tests.layers import made

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

STREET = "?map=48.00050,-33.00000,17.00"
MAPS = {one.map for one in WORKSPACES if one.map}
DRAWN_HERE = (*(one.prefix for one in WORKSPACES), "/admin/places/")
# What each of them may not open, or nobody can: the pages of errors are pages too.
SHUT = {"/nothing/": 404, "/planner/nothing/": None, "/invite/none": 404}


@dataclass
class Walk:
    """A browser's way through pages, and all that it asked for meanwhile."""

    page: Page
    ours: str
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.context.on("request", self._count)
        self.page.on("pageerror", lambda error: self.wrong.append(f"{self.page.url}: {error}"))
        self.page.on("console", self._hear)

    def _count(self, request: Request) -> None:
        self.asked.append(request.url)

    def _hear(self, line: ConsoleMessage) -> None:
        # Of a page that is shut the browser itself writes its status.
        if line.type == "error" and "Failed to load resource" not in line.text:
            self.wrong.append(f"{self.page.url}: {line.text}")

    def to(self, address: str, status: int | None = 200) -> None:
        """Go there, wait until a page that is drawn by the browser is silent, and open each of its menus."""
        answer = self.page.goto(address, wait_until="load")
        assert answer is not None
        assert status is None or answer.status == status, address
        if STREET in address:
            drawn(self.page)
        if address.startswith(DRAWN_HERE):
            self.page.wait_for_load_state("networkidle")
        for menu in self.page.locator(".sc-menu > summary:visible").all():
            menu.click()

    def asked_outside(self) -> list[str]:
        return [address for address in self.asked if outside(address, self.ours)]


@pytest.fixture
def walk_of(chromium: Browser, live_server, browser_of) -> Iterator:
    """A walk as the person, or as nobody with None."""

    def begun(user: object) -> Walk:
        context = context_of(chromium, base_url=live_server.url, viewport={"width": 1280, "height": 800})
        if user:
            session = browser_of(user).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return Walk(context.new_page(), live_server.url)

    return begun


PEOPLE = ("pavel", "oksana", "olga", "artem", "anna", "igor", "hanna")


@pytest.fixture
def whole_town(town, pavel, olga, hanna) -> None:
    """The town with a site, a watch, a holder of its camera and a scenario, so that no page lacks its record."""
    made.site()
    made.on_duty(olga, Area.objects.get())
    firm = Organisation.objects.create(name="Firm")
    Holding.objects.create(person=hanna, organisation=firm)
    Camera.objects.update(owner=firm)
    create(by=pavel, values={"name": "Quay"})


@pytest.mark.parametrize("name", PEOPLE)
def test_no_page_of_a_person_asks_another_machine(walk_of, whole_town, request, browser_of, name):
    person = request.getfixturevalue(name)
    walk = walk_of(person)
    for address in pages_of(person, browser_of(person)):
        walk.to(address + STREET if address in MAPS else address)
    for address, status in SHUT.items():
        walk.to(address, status)
    assert len(walk.asked) > 60
    assert walk.asked_outside() == []
    assert walk.wrong == []


def test_pages_are_found_in_the_urls_and_the_workspaces(whole_town, pavel, oksana, anna, artem, hanna, browser_of):
    """Some that were forgotten once, of each way in which pages are declared."""
    camera = Camera.objects.get()
    passport = f"/cameras/{camera.pk}/"
    known = {
        pavel: {
            "/planner/coverage/",
            "/planner/inventory/",
            "/planner/placement/",
            passport,
            "/survey/",
            "/ogc/collections",
        },
        oksana: {"/official/schedules/", passport, "/roles/"},
        anna: {"/auditor/schedules/", "/audit/"},
        artem: {
            "/administrator/schedules/",
            "/health/",
            "/people/invite/",
            "/cameras/invite/",
            "/admin/people/user/add/",
        },
        hanna: {"/owner/", "/owner/map/", "/owner/register/", passport},
    }
    for person, some in known.items():
        assert some - set(pages_of(person, browser_of(person))) == set(), person


def test_neither_a_place_in_the_administration_nor_a_person_does(walk_of, town, artem, olga):
    area = made.area(code="02")
    walk = walk_of(artem)
    for address in (f"/admin/places/area/{area.pk}/change/", f"/people/{olga.pk}/", "/admin/people/user/add/"):
        walk.to(address)
    assert any("/tiles/" in address for address in walk.asked)
    assert walk.asked_outside() == []
    assert walk.wrong == []


def test_the_doors_do_not_either(walk_of, city, artem, olga):
    walk = walk_of(None)
    for address in ("/login/", "/planner/"):
        walk.to(address)
        assert "/login/" in walk.page.url
    walk.to("/invite/none", 404)
    assert walk.asked_outside() == []
    assert walk.wrong == []


def test_a_request_to_elsewhere_is_noticed(walk_of, city):
    walk = walk_of(None)
    walk.to("/login/")
    with walk.page.expect_console_message(lambda line: "elsewhere.invalid" in line.text):
        walk.page.evaluate("fetch('https://elsewhere.invalid/').catch(() => null)")
    assert walk.asked_outside() or walk.wrong
