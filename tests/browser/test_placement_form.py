"""What is asked of a placement, in a real browser: zones drawn and taken back, sites looked up, kinds and areas."""

import pytest
import shapely
from playwright.sync_api import Page, expect

from etl import jobs
from gis_app.findings.placements.models import Placement
from gis_app.findings.scenarios import actions
from gis_app.findings.scenarios.models import Scenario
from tests.browser.test_placement import AT, opened, page, quay  # noqa: F401
from tests.etl.placement.town import LAT, WEST
from tests.layers import made

HATCHED = "() => safecityPlacement.maps.right.getSource('forbidden').serialize().data.features.length"
WEST_HALF = [(0.0, 0.0005), (0.002, 0.0005), (0.002, -0.0005), (0.0, -0.0005)]

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def form(page, quay) -> Page:  # noqa: F811
    """The form of a new scenario, opened."""
    opened(page)
    page.get_by_role("button", name="Make a scenario").click()
    page.locator("#ask-fold > summary").click()
    return page


def corner(page: Page, east: float, north: float) -> None:  # noqa: F811
    page.mouse.click(*page.evaluate(AT, [WEST + east, LAT + north]))


def zones(page: Page):  # noqa: F811
    return page.locator("#ask-zones .sc-place__wish")


def test_a_drawn_zone_is_hatched_asked_for_undone_and_taken_out(form):
    form.locator("#ask-number").fill("3")
    form.locator("#ask-zone").click()
    for place in WEST_HALF:
        corner(form, *place)
    corner(form, 0.001, -0.0002)
    form.keyboard.press("Backspace")
    form.keyboard.press("Enter")
    expect(zones(form)).to_have_count(1)
    form.wait_for_function(f"({HATCHED})() === 1")
    # What was typed before stays, and a zone is kept with the scenario at once.
    expect(form.locator("#ask-number")).to_have_value("3")
    [ring] = Scenario.objects.get().setup["forbidden"]
    assert shapely.Polygon(ring).bounds == pytest.approx((WEST, LAT - 0.0005, WEST + 0.002, LAT + 0.0005), abs=3e-5)

    form.locator("#ask-run").click()
    expect(form.locator("#ask-cancel")).to_be_visible()
    placement = Placement.objects.get()
    jobs.perform(placement.job.pk)
    placement.refresh_from_db()
    chosen = [shapely.Point(one["lon"], one["lat"]) for one in placement.answer["cameras"]]
    assert chosen
    assert not shapely.intersects(shapely.Polygon(ring), chosen).any()

    form.locator('[data-place="undo"]').click()
    expect(zones(form)).to_have_count(0)
    form.wait_for_function(f"({HATCHED})() === 0")
    form.keyboard.press("Control+Shift+Z")
    expect(zones(form)).to_have_count(1)
    form.get_by_role("button", name="Take out: Forbidden zone 1").click()
    expect(zones(form)).to_have_count(0)


def test_a_zone_that_is_ended_or_crosses_itself_is_none(form):
    form.locator("#ask-zone").click()
    corner(form, 0.0, 0.0005)
    form.keyboard.press("Enter")
    expect(form.locator("#place-said")).to_have_text("A zone has three corners at least.")
    corner(form, 0.002, 0.0005)
    form.keyboard.press("Escape")
    expect(form.locator("#place-said")).to_have_text("")
    form.locator("#ask-zone").click()
    for at in (0, 2, 1, 3):
        corner(form, *WEST_HALF[at])
    form.keyboard.press("Enter")
    expect(form.locator("#place-said")).to_contain_text("crosses itself")
    assert Scenario.objects.get().setup == {}
    # The last corner taken back and set elsewhere it is a zone.
    form.keyboard.press("Backspace")
    form.mouse.dblclick(*form.evaluate(AT, [WEST + 0.001, LAT + 0.0006]))
    expect(zones(form)).to_have_count(1)


def test_a_site_is_found_by_name_must_be_seen_and_is_let_go(form):
    school = made.site(WEST + 0.003, LAT + 0.0001, name="School No. 7")
    form.locator("#ask-site").fill("School No. 7")
    form.locator(f'#ask-found [data-site="{school.pk}"]').click()
    expect(form.locator("#ask-sites .sc-place__wish")).to_contain_text("School No. 7")
    expect(form.locator("#place-right .sc-must")).to_have_attribute("title", "School No. 7")
    form.locator("#ask-kinds > summary").click()
    form.get_by_role("checkbox", name="Robbery", exact=True).check()
    expect(form.locator("#ask-kinds > summary")).to_contain_text("1 of")
    form.locator("#ask-run").click()
    expect(form.locator("#ask-cancel")).to_be_visible()
    asked = Placement.objects.get().parameters
    assert (asked["required_sites"], asked["demand"]["kinds"]) == ([school.pk], ["robbery"])
    form.get_by_role("button", name="Take out: School No. 7").click()
    expect(form.locator("#place-right .sc-must")).to_have_count(0)


def test_what_a_second_window_said_meanwhile_stays_and_is_shown(form):
    school, scenario = made.site(WEST + 0.003, LAT + 0.0001, name="School No. 7"), Scenario.objects.get()
    other = [[WEST, LAT], [WEST + 0.001, LAT], [WEST, LAT + 0.0004]]
    actions.change(by=scenario.by, scenario=scenario.pk, values={"setup": {"forbidden": [other]}})
    form.locator("#ask-site").fill("School No. 7")
    form.locator(f'#ask-found [data-site="{school.pk}"]').click()
    expect(zones(form)).to_have_count(1)
    actions.change(by=scenario.by, scenario=scenario.pk, values={"setup": {"sites": []}, "name": "B"})
    form.get_by_role("button", name="Take out: School No. 7").click()
    expect(form.locator("#place-said")).to_contain_text("since you saw it")
    expect(form.locator("#place-name")).to_have_value("B")
    scenario.refresh_from_db()
    assert scenario.setup == {"forbidden": [other], "sites": []}
    # Two clicks on the button of a new one are one wish.
    form.locator('[data-place="new"]').dblclick()
    expect(form.locator("#place-tabs [data-scenario]")).to_have_count(2)
    assert Scenario.objects.count() == 2
