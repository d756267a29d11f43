"""Every page of every role, walked in a browser: nothing is asked of another machine, and no page errs."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.browser.sight import DRAWN, outside
from tests.layers import made

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

STREET = "?map=48.00050,-33.00000,17.00"
MAPS = {"planner": [f"/planner/{STREET}"], "official": [f"/official/map/{STREET}"], "operator": [f"/operator/{STREET}"]}
MAPS |= {"investigator": [f"/investigator/{STREET}"], "holder": [f"/owner/map/{STREET}"]}
DRAWN_HERE = ("/planner/", "/official/", "/operator/", "/auditor/", "/investigator/", "/owner/map/", "/admin/places/")
OGC = "/ogc/collections"
EVERYONES = [
    *("/account/", "/account/tokens/", "/account/second-factor/", "/roles/", "/api/docs"),
    *("/ogc/?f=html", "/ogc/api?f=html", "/ogc/conformance?f=html"),
    *(f"{OGC}?f=html", f"{OGC}/sites?f=html", f"{OGC}/streets/items?f=html"),
]
OWN = {
    "planner": ["/planner/data/", "/planner/public/", "/planner/cameras/", "/campaigns/begin", "/survey/"],
    "official": ["/official/", "/official/data/"],
    "operator": [],
    "investigator": [],
    "holder": ["/owner/", "/owner/register/", "/owner/terms/"],
    "administrator": [
        "/people/",
        "/people/invite/",
        "/health/",
        "/admin/",
        "/admin/people/user/",
        "/admin/places/site/",
    ],
    "auditor": ["/audit/", "/auditor/"],
}
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
            self.page.wait_for_function(DRAWN, timeout=60_000)
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
        context = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 800})
        if user:
            session = browser_of(user).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return Walk(context.new_page(), live_server.url)

    return begun


ROLES = [
    ("pavel", "planner"),
    ("oksana", "official"),
    ("olga", "operator"),
    ("artem", "administrator"),
    ("anna", "auditor"),
    ("igor", "investigator"),
    ("hanna", "holder"),
]


@pytest.mark.parametrize(("name", "role"), ROLES)
def test_no_page_of_a_role_asks_another_machine(walk_of, town, request, name, role):
    walk = walk_of(request.getfixturevalue(name))
    for address in (*MAPS.get(role, []), *OWN[role], *EVERYONES):
        walk.to(address)
    for address, status in SHUT.items():
        walk.to(address, status)
    assert len(walk.asked) > 60
    assert walk.asked_outside() == []
    assert walk.wrong == []


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
    walk.page.evaluate("fetch('https://elsewhere.invalid/').catch(() => null)")
    walk.page.wait_for_timeout(200)
    assert walk.asked_outside() or walk.wrong
