"""The page of cameras: its funnel and figures are of the rows behind them, and the holder's page is of the own ones."""

import csv
import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.utils import timezone

from dashboards.passports import address, figures, page
from dashboards.passports.address import Asked
from gis_app.devices.campaigns import actions as campaigns
from gis_app.devices.models import Holding, Organisation, Standing
from gis_app.devices.registry.passports import passports
from gis_app.devices.rules.declared import rules
from gis_app.devices.workorders import actions as orders
from tests.dashboards import calls
from tests.layers import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def cameras(city) -> dict:
    """One that is all it should be, one of a firm that is only registered, one of which nothing is known."""
    roads, yard = (Organisation.objects.create(name=name, contact="1") for name in ("Roads", "Yard"))
    full = made.camera(
        code="FULL", address="Mole 1", kind="fixed", status="working", connection="integrated", azimuth=1, hfov=60,
        height_m=4, width_px=1920, archive_days=30, purpose="p", legal_ground="l", owner=roads, holder=roads,
        installed_on=date(2024, 1, 1), last_check=timezone.now().date(), area=made.area(),
    )  # fmt: skip
    Standing.objects.create(camera=full, retention_days=30, in_focus=True, seen_at=timezone.now())
    old = timezone.now().date() - timedelta(days=800)
    poor = made.camera(code="POOR", status="working", owner=yard, last_check=old)
    return {"full": full, "poor": poor, "bare": made.camera(code="BARE")}


def codes(user, **more) -> list[str]:
    return [one.code for one in figures.asked_for(passports(user), Asked(**more), rules())]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, ["BARE", "POOR", "FULL"]),
        ({"flaw": "old"}, ["POOR"]),
        ({"flaw": "never"}, ["BARE"]),
        ({"flaw": "incomplete"}, ["BARE", "POOR"]),
        ({"rule": "checked"}, ["POOR"]),
        ({"rule": "owner"}, ["BARE"]),
        ({"owner": 0}, ["BARE"]),
        ({"area": 0}, ["BARE", "POOR"]),
        ({"stage": "focus", "known": "yes"}, ["FULL"]),
        ({"stage": "connected", "known": "no"}, ["POOR"]),
        ({"stage": "installed", "known": "unknown"}, ["BARE"]),
    ],
)
def test_a_filter_leaves_what_it_says(pavel, cameras, more, expected):
    assert codes(pavel, **more) == expected


def test_the_figures_are_those_of_the_rows(pavel, cameras):
    told = figures.figures(passports(pavel), rules())
    assert (told.cameras, told.old, told.never, told.blocked, told.breaking) == (3, 1, 1, 0, 2)
    assert told.completeness == pytest.approx((1 + 4 / 15 + 0) / 3, abs=0.07)


def text(part) -> str:
    if part is None or isinstance(part, int | float):
        return ""
    if isinstance(part, str):
        return part + " "
    if isinstance(part, list | tuple):
        return "".join(map(text, part))
    return text(getattr(part, "children", ""))


def shown(browser, prefix: str, search: str = "") -> str:
    """What the page's callback answers for an address."""
    from dashboards.owner.app import PAGES as owner
    from dashboards.planner.app import PAGES as planner

    app = {"/planner/cameras/": planner["cameras"], "/owner/": owner[""]}[prefix]
    browser.get(prefix)
    [output] = [key for key in app.callback_map if "passports-content" in key]
    answer = calls.post(browser, prefix, calls.body(app, output, {"place.search": search}))
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def test_every_list_of_the_page_opens(pavel, cameras, browser_of):
    orders.order(by=pavel, camera=cameras["poor"].pk, work="prune")
    firms = Organisation.objects.values_list("pk", flat=True)
    campaigns.begin(by=pavel, title="Autumn", due=timezone.now().date() + timedelta(days=3), organisations=firms)
    browser = browser_of(pavel)
    assert "POOR" in shown(browser, "/planner/cameras/")
    assert "prune" in shown(browser, "/planner/cameras/", "?show=work")
    assert "Autumn" in shown(browser, "/planner/cameras/", "?show=campaigns")
    for show in address.SHOWS:
        for by in address.GROUPS:
            shown(browser, "/planner/cameras/", f"?show={show}&by={by}&page=99&owner=0")


def test_rules_that_cannot_be_read_are_told_on_the_page(pavel, cameras, monkeypatch):
    from gis_app.errors import BadInput

    def broken():
        raise BadInput("They cannot be read.")

    monkeypatch.setattr(page, "rules", broken)
    assert "They cannot be read." in text(page.body(pavel, Asked()))


def test_the_holders_page_is_of_the_own_cameras_and_asks(hanna, pavel, cameras, browser_of):
    yard = Organisation.objects.get(name="Yard")
    browser = browser_of(hanna)
    assert "You speak for no organisation yet." in shown(browser, "/owner/")
    Holding.objects.create(person=hanna, organisation=yard)
    due = timezone.now().date() + timedelta(days=3)
    campaigns.begin(by=pavel, title="Autumn", due=due, organisations=[yard.pk])
    told = shown(browser, "/owner/")
    assert "POOR" in told
    assert "FULL" not in told
    assert "Autumn" in told


def test_the_register_leaves_as_a_file_of_what_the_person_sees(pavel, hanna, anna, cameras, browser_of):
    answer = browser_of(pavel).get("/export/passports.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode().lstrip("\ufeff"))))
    assert {row["code"]: row["connected"] for row in rows} == {"BARE": "no", "FULL": "yes", "POOR": "no"}
    assert {row["code"]: row["completeness"] for row in rows}["FULL"] == "1.0"
    book = openpyxl.load_workbook(io.BytesIO(browser_of(pavel).get("/export/passports.xlsx").content))
    assert book.active.max_row == 4
    assert browser_of(hanna).get("/export/passports.csv").content.decode().count("\n") == 1
    assert browser_of(anna).get("/export/passports.csv").status_code == 403
    assert browser_of(pavel).get("/export/passports.gpkg").status_code == 404


def test_an_address_says_the_place_again():
    asked = Asked(show="work", by="area", owner=7, stage="focus", known="no", flaw="old")
    assert address.read(asked.query()) == asked


def test_the_holders_map_offers_no_layer_that_is_not_the_holders(hanna, pavel, city, browser_of):
    told = browser_of(hanna).get("/owner/map/_dash-layout").content.decode()
    assert '"aria-label": "Cameras"' in told or '"aria-label":"Cameras"' in told
    for title in ("Crimes", "Road accidents", "Coverage gaps"):
        assert f'"aria-label":"{title}"' not in told.replace('": "', '":"')
        assert f'"aria-label":"{title}"' in browser_of(pavel).get("/planner/_dash-layout").content.decode().replace(
            '": "', '":"'
        )
