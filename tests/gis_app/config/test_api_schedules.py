"""Switching pulls on and off by the pages: who may, what is audited, and that nothing else is ever pulled."""

import pytest

from etl import jobs
from gis_app.jobs.models import Job
from gis_app.people.models import AuditEvent
from gis_app.sources.models import Source
from gis_app.sources.pulls import Schedule
from tests.layers import made

pytestmark = pytest.mark.django_db
AT = "/api/v1/schedules"


@pytest.fixture
def hints(monkeypatch) -> list[int]:
    told: list[int] = []
    monkeypatch.setattr(jobs, "hint", told.append)
    return told


def test_what_can_be_pulled_is_listed_and_nothing_is_switched_on_by_itself(city, oksana):
    told = made.signed_in(oksana).get(AT).json()["schedules"]
    assert {"chicago_crimes", "chicago_crashes"} <= {one["code"] for one in told}
    assert {one["on"] for one in told} == {False}
    assert Schedule.objects.count() == Source.objects.count() == 0


def test_a_planner_switches_on_pauses_and_pulls_now(city, pavel, hints):
    browser = made.signed_in(pavel)
    assert browser.post(f"{AT}/chicago_crimes/on").json()["on"] is True
    row = Schedule.objects.get()
    assert (row.kind, row.calendar, row.source.foreign) == ("socrata", "17 6 * * *", True)
    job = browser.post(f"{AT}/chicago_crimes/now").json()["job"]
    assert (hints, Job.objects.get().owner) == ([job], pavel.pk)
    assert browser.post(f"{AT}/chicago_crimes/off").json()["due"] is None
    acts = AuditEvent.objects.filter(subject="source").order_by("id").values_list("action", "actor")
    assert list(acts) == [(f"schedule.{name}", pavel.pk) for name in ("on", "now", "off")]


def test_an_official_sees_and_changes_nothing(city, oksana):
    assert made.signed_in(oksana).post(f"{AT}/chicago_crimes/on").status_code == 403
    assert not Schedule.objects.exists()


@pytest.mark.parametrize("code", ["dtp_stat", "nothing", "..", "chicago_crimes%00"])
@pytest.mark.parametrize("act", ["on", "off", "now", "anew"])
def test_what_declares_no_pull_cannot_be_pulled(city, pavel, code, act):
    assert made.signed_in(pavel).post(f"{AT}/{code}/{act}").status_code == 404


def test_without_a_city_nothing_is_switched_on(db, pavel):
    answer = made.signed_in(pavel).post(f"{AT}/chicago_crimes/on")
    assert (answer.status_code, answer.json()["error"][:20]) == (400, "There is no city yet")


def test_the_bell_names_a_pull_by_its_source(city, pavel, hints):
    browser = made.signed_in(pavel)
    browser.post(f"{AT}/chicago_crimes/on")
    browser.post(f"{AT}/chicago_crimes/now")
    assert [job["title"] for job in browser.get("/api/v1/jobs").json()["jobs"]] == ["Pull of Chicago crimes"]
