"""Placement in a real browser: cameras drawn, moved and turned; some proposed, compared, approved, taken along."""

import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Page, expect

from dashboards.placement.files.content import content
from dashboards.placement.files.offline import page as offline_page
from etl import jobs
from etl.derive import coverage
from etl.derive.placement import views
from gis_app.devices.models import Camera
from gis_app.findings.placements.models import Placement
from gis_app.findings.scenarios import actions as scenarios
from gis_app.findings.scenarios.models import Scenario, ScenarioCamera
from gis_app.jobs.models import Job
from tests.browser.sight import context_of
from tests.etl.placement.town import LAT, WEST, robberies, street

PATIENCE_S = 240
PAGE = "/planner/placement/"
VIEW = "map=48.00000,-33.00000,16.00"
FIGURE = '#place-right-figures [data-figure="crimes"] .sc-place__value'
AT = "(point) => { const at = safecityPlacement.maps.right.project(point); const box = safecityPlacement.maps.right.getCanvas().getBoundingClientRect(); return [box.left + at.x, box.top + at.y]; }"  # noqa: E501
ZONE = "() => JSON.stringify(safecityPlacement.scenario().cameras[0].zone)"

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(page_of, pavel) -> Page:
    """Pavel's page, large enough for two maps."""
    return page_of(pavel, 1920, 1080)


@pytest.fixture
def quay(city):
    """A street with nine robberies in its west and three in its east, counted; no camera sees them."""
    street()
    robberies(0.1, 9)
    robberies(0.9, 3)
    coverage.compute()


def opened(page: Page, address: str = f"{PAGE}?{VIEW}") -> None:
    page.goto(address, wait_until="commit")
    page.wait_for_selector("body[data-ready]")


def drawn(page: Page, lon: float, lat: float) -> None:
    """Draw a camera there by the button and a click."""
    page.locator("#place-draw").click()
    page.mouse.click(*page.evaluate(AT, [lon, lat]))
    expect(page.locator("#place-camera h2")).to_be_visible()


def zone(page: Page) -> str:
    return page.evaluate(ZONE)


def test_pavel_draws_a_camera_moves_it_and_takes_the_move_back(page, quay):
    opened(page)
    page.get_by_role("button", name="Make a scenario").click()
    expect(page.locator("#place-draw")).to_be_enabled()
    drawn(page, WEST + 0.0026, LAT + 0.0002)
    expect(page.locator(FIGURE)).to_contain_text("0")
    before = zone(page)
    pin = page.locator("#place-right .sc-pin")
    box = pin.bounding_box()
    x, y = page.evaluate(AT, [WEST + 0.0004, LAT - 0.0001])
    page.mouse.move(box["x"] + 12, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(x + 30, y, steps=4)
    page.mouse.move(x, y, steps=4)
    # While the hand still holds it, the figures are those of where it is.
    expect(page.locator(FIGURE)).to_contain_text("75")
    page.mouse.up()
    expect(page.locator("#place-list .sc-caption").nth(1)).to_contain_text("Robbery: 9")
    assert zone(page) != before
    page.locator('[data-place="undo"]').click()
    page.wait_for_function(f"(before) => ({ZONE})() === before", arg=before)
    expect(page.locator(FIGURE)).to_have_text("0 %")


def test_a_camera_is_turned_by_keys_and_stays_so(page, quay):
    opened(page)
    page.get_by_role("button", name="Make a scenario").click()
    drawn(page, WEST + 0.0004, LAT - 0.0001)
    pin = page.locator("#place-right .sc-pin")
    pin.press("]")
    expect(page.locator("#cam-azimuth")).to_have_value("5")
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert ScenarioCamera.objects.get().azimuth == 5
    page.locator("#place-right .sc-pin").press("Delete")
    expect(page.locator("#place-list")).to_contain_text("No cameras yet")


def asked(page: Page) -> Placement:
    """Have cameras proposed; the question as it was put."""
    before = set(Placement.objects.values_list("pk", flat=True))
    if not page.locator("#ask-run").is_visible():
        page.locator("#ask-fold > summary").click()
    page.locator("#ask-number").fill("2")
    page.locator("#ask-run").click()
    expect(page.locator("#ask-cancel")).to_be_visible()
    return Placement.objects.exclude(pk__in=before).get()


def test_proposed_cancelled_proposed_again_compared_approved_and_taken_along(page, quay, chromium, tmp_path):
    opened(page)
    page.get_by_role("button", name="Make a scenario").click()
    expect(page.locator("#place-draw")).to_be_enabled()
    first = asked(page)
    page.locator("#ask-cancel").click()
    expect(page.locator("#place-progress")).to_contain_text("Cancelled")
    first.job.refresh_from_db()
    assert first.state == "cancelled"

    jobs.perform(asked(page).job.pk)
    expect(page.locator("#ask-sentence")).to_contain_text("better is possible")
    page.locator("#ask-keep").click()
    expect(page.locator("#place-count")).to_have_text("2")
    expect(page.locator('#place-left-figures [data-figure="crimes"] .sc-place__value')).to_contain_text("0")
    expect(page.locator(FIGURE)).to_contain_text("+")
    expect(page.locator("#placement-curve .main-svg").first).to_be_visible()
    expect(page.locator("#place-compared")).to_contain_text("Mbit/s")

    page.locator("#place-approve-act").click()
    expect(page.locator("#place-take-back")).to_be_visible()
    expect(page.locator("#place-days")).to_be_disabled()
    assert set(Camera.objects.values_list("status", flat=True)) == {"planned"}
    page.locator("#place-take-back").click()
    expect(page.locator("#place-approve-act")).to_be_visible()
    expect(page.locator("#place-days")).to_be_enabled()
    assert not Camera.objects.exists()

    page.locator("#place-export summary").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="HTML").click()
    path = tmp_path / "scenario.html"
    taken.value.save_as(path)
    offline(chromium, path)


@pytest.fixture
def slow_worker(monkeypatch):
    """Looks from one place after the other, and after two of them waits: the places looked from, and go on."""
    looked, go_on, looks = [], threading.Event(), views._looks

    def slowly(spots, *more):
        looked.append(len(spots))
        if len(looked) > 2:
            assert go_on.wait(PATIENCE_S)
        return looks(spots, *more)

    monkeypatch.setattr(views, "AT_ONCE", 1)
    monkeypatch.setattr(views, "_looks", slowly)
    monkeypatch.setattr("gis_app.jobs.actions.BEAT_SECONDS", 0.05)
    return looked, go_on


@contextmanager
def at_work(job: int):
    """A worker that does the job beside the test, as the queue's does; it has ended at the end."""

    def work():
        try:
            jobs.perform(job)
        finally:
            connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield
    finally:
        worker.join(PATIENCE_S)
    assert not worker.is_alive()


def heard(job: Job) -> None:
    """Wait until the worker knows what was asked of its job by now: two beats on, the first may have looked before."""
    end = time.monotonic() + PATIENCE_S
    for _beat in range(2):
        last = Job.objects.get(pk=job.pk).heartbeat
        while Job.objects.get(pk=job.pk).heartbeat == last:
            assert time.monotonic() < end
            time.sleep(0.02)


def test_cancel_stops_a_worker_in_the_middle_and_the_next_one_answers(page, quay, slow_worker):
    looked, go_on = slow_worker
    opened(page)
    page.get_by_role("button", name="Make a scenario").click()
    expect(page.locator("#place-draw")).to_be_enabled()
    first = asked(page)
    with at_work(first.job.pk):
        expect(page.locator("#place-progress progress[value]")).to_be_visible()
        first.job.refresh_from_db()
        assert first.state == "running"
        page.locator("#ask-cancel").click()
        expect(page.locator("#place-progress")).to_contain_text("Stopping")
        heard(first.job)
        go_on.set()
        expect(page.locator("#place-progress")).to_contain_text("Cancelled: no camera was placed.")
    first = Placement.objects.get(pk=first.pk)
    assert (first.state, first.answer) == ("cancelled", None)
    stopped_after = len(looked)

    second = asked(page)
    with at_work(second.job.pk):
        expect(page.locator("#ask-sentence")).to_contain_text("better is possible")
    places = len(looked) - stopped_after
    assert stopped_after < places
    assert Placement.objects.get(pk=second.pk).state == "done"


HOSTILE = "O`zbekiston ko`chasi ${window.hit = 1} \\u{zz} </script><script>window.hit = 2</script> <b>'\"&amp;"


def test_the_offline_page_shows_whatever_people_typed_and_runs_none_of_it(quay, pavel, chromium, tmp_path):
    row = scenarios.create(by=pavel, values={"name": f"</title><script>window.hit = 3</script>{HOSTILE[:30]}"})
    pose = {"model": "bullet_4mp", "point": [WEST + 0.0004, LAT - 0.0001], "place": HOSTILE}
    scenarios.add(by=pavel, scenario=row.pk, values=pose)
    path = tmp_path / "scenario.html"
    path.write_text(offline_page(pavel, content(row)), encoding="utf-8")
    context = context_of(chromium, offline=True)
    alone, wrong = context.new_page(), []
    alone.on("pageerror", lambda error: wrong.append(str(error)))
    alone.goto(path.as_uri())
    alone.locator(".pin").hover()
    expect(alone.locator(".leaflet-tooltip")).to_contain_text(HOSTILE)
    expect(alone.locator("h1")).to_have_text(row.name)
    assert (alone.title(), alone.evaluate("window.hit === undefined"), wrong) == (row.name, True, [])
    context.close()


def offline(chromium, path: Path) -> None:
    """The file by itself, without a network: it draws a map and asks for nothing."""
    context = context_of(chromium, offline=True)
    alone, wanted, wrong = context.new_page(), [], []
    alone.on("request", lambda one: wanted.append(one.url))
    alone.on("pageerror", lambda error: wrong.append(str(error)))
    alone.goto(path.as_uri())
    expect(alone.locator(".pin")).to_have_count(2)
    expect(alone.locator("canvas.leaflet-zoom-animated").first).to_be_attached()
    expect(alone.locator("main")).to_contain_text("Robbery")
    context.close()
    assert (wrong, [one for one in wanted if not one.startswith(("file:", "data:"))]) == ([], [])


def test_two_scenarios_side_by_side_and_what_only_one_sees(page, quay):
    opened(page)
    page.get_by_role("button", name="Make a scenario").click()
    drawn(page, WEST + 0.0004, LAT - 0.0001)
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("#place-tabs [aria-pressed=true]")).to_have_text("Scenario A, copy")
    page.locator("#place-right .sc-pin").press("Delete")
    expect(page.locator("#place-list")).to_contain_text("No cameras yet")
    first = Scenario.objects.order_by("pk").first()
    page.locator("#place-against").select_option(str(first.pk))
    expect(page.locator('#place-left-figures [data-figure="crimes"] .sc-place__value')).to_contain_text("75")
    expect(page.locator(FIGURE)).to_contain_text("−75")
    page.locator('[data-mode="difference"]').click()
    lost = "() => safecityPlacement.maps.right.getSource('difference').serialize().data.features.map((one) => one.properties.what).join()"  # noqa: E501
    page.wait_for_function(f"({lost})() === 'lost'")
    assert f"against={first.pk}" in page.url
    assert "mode=difference" in page.url
