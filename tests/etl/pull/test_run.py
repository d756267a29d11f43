"""A pull from its job to the published rows: the cursor moves with the publication, and with nothing else."""

import os
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from etl import jobs, run, schedule
from etl.errors import Cancelled, PullFailed
from etl.pull import run as pulling
from etl.receive import write_source
from etl.spec import source
from gis_app.incidents.models import Crime
from gis_app.jobs import actions
from gis_app.jobs.models import Job
from gis_app.people.models import AuditEvent
from gis_app.places.models import City
from gis_app.sources import schedules
from gis_app.sources.models import Delivery
from gis_app.sources.pulls import Pull, Schedule
from tests.etl.files import crime, crimes_text
from tests.etl.pull.conftest import rule, turn

pytestmark = pytest.mark.django_db
CODE = "chicago_crimes"
CHICAGO = ZoneInfo("America/Chicago")


@pytest.fixture
def spec(far, square_city, monkeypatch):
    """Chicago's crimes as if they were a file of this machine's server."""
    found = source(CODE).model_copy(update={"pull": rule(far)})
    for module in (pulling, schedule, run):
        monkeypatch.setattr(module, "source", lambda code: found)
    monkeypatch.setattr(jobs, "hint", lambda job, **_soon: None)
    return found


@pytest.fixture
def switched_on(spec) -> Schedule:
    return schedules.switch_on(by=None, source=write_source(spec, foreign=False))


def offers(far, *rows, tag: str = "") -> None:
    body = crimes_text(list(rows)).encode()
    far.answer = lambda asked: (200, {"ETag": tag} if tag else {}, body)


def test_what_is_pulled_is_an_ordinary_delivery(far, switched_on):
    offers(far, crime(1), crime(2, Latitude=""))
    pull = turn()
    told = pull.delivery
    assert (pull.state, told.state, told.loaded, told.rejected, told.file_name) == (
        "delivered",
        "published",
        1,
        1,
        "crimes.csv",
    )
    switched_on.refresh_from_db()
    assert switched_on.cursor == pull.cursor
    assert switched_on.cursor["sha256"] == told.sha256


def test_an_unchanged_far_side_is_a_noted_try_and_no_delivery(far, switched_on):
    offers(far, crime(1))
    turn()
    pull = turn(timezone.now() + timedelta(days=2))
    assert (pull.state, pull.delivery, Delivery.objects.count(), Pull.objects.count()) == ("unchanged", None, 1, 2)


def test_the_cursor_stays_while_the_delivery_is_not_published(far, switched_on):
    offers(far, crime(1))
    schedule.put_due()
    jobs.perform(Job.objects.get(kind="pull").id)
    switched_on.refresh_from_db()
    assert (Delivery.objects.get().state, switched_on.cursor) == ("received", {})
    assert schedule.put_due(timezone.now() + timedelta(days=2)) == 0
    turn()
    switched_on.refresh_from_db()
    assert switched_on.cursor["sha256"]


def test_to_begin_anew_while_a_pull_runs_holds_and_the_next_comes_at_once(far, switched_on, monkeypatch):
    offers(far, crime(1))
    real = pulling.fetch

    def meanwhile(*given):
        schedules.begin_anew(by=None, schedule=switched_on)
        return real(*given)

    monkeypatch.setattr(pulling, "fetch", meanwhile)
    assert turn().delivery.state == "published"
    monkeypatch.setattr(pulling, "fetch", real)
    switched_on.refresh_from_db()
    assert (switched_on.cursor, switched_on.due <= timezone.now()) == ({}, True)
    again = turn()
    switched_on.refresh_from_db()
    assert (again.state, switched_on.cursor, switched_on.due > timezone.now()) == ("delivered", again.cursor, True)


def test_to_begin_anew_while_a_delivery_waits_holds(far, switched_on):
    offers(far, crime(1))
    schedule.put_due()
    jobs.perform(Job.objects.get(kind="pull").id)
    schedules.begin_anew(by=None, schedule=switched_on)
    jobs.perform(Job.objects.get(kind="import").id)
    switched_on.refresh_from_db()
    assert (Delivery.objects.get().state, switched_on.cursor) == ("published", {})


def test_a_refused_delivery_leaves_the_cursor_where_it_was(far, switched_on):
    far.answer = lambda asked: (200, {}, b"other,columns\n1,2\n")
    assert turn().delivery.state == "refused"
    switched_on.refresh_from_db()
    assert switched_on.cursor == {}
    offers(far, crime(1))
    assert turn(timezone.now() + timedelta(days=2)).delivery.state == "published"


def test_a_failing_publication_leaves_the_cursor_where_it_was(far, switched_on, monkeypatch):
    offers(far, crime(1))

    def stumble(**_):
        raise KeyError("x")

    monkeypatch.setattr(run.schedules, "published", stumble)
    with pytest.raises(KeyError):
        turn()
    switched_on.refresh_from_db()
    assert (switched_on.cursor, Crime.objects.count(), Delivery.objects.get().state) == ({}, 0, "failed")


def test_failures_wait_longer_each_time_and_say_why(far, switched_on):
    far.answer = lambda asked: (500, {}, b"")
    waits = []
    for number in range(4):
        pull = turn(timezone.now() + timedelta(days=2 * number))
        switched_on.refresh_from_db()
        waits.append((switched_on.due - pull.ended_at).total_seconds() / 60)
        assert (pull.state, switched_on.failures) == ("failed", number + 1)
        assert switched_on.error == "127.0.0.1 answered 500. Nothing was loaded."
    assert [2.5 * 2**n <= wait <= 7.5 * 2**n for n, wait in enumerate(waits)] == [True] * 4
    offers(far, crime(1))
    turn(timezone.now() + timedelta(days=20))
    switched_on.refresh_from_db()
    assert (switched_on.failures, switched_on.error) == (0, "")
    assert switched_on.due.astimezone(CHICAGO).hour == 6


def test_a_far_side_that_asks_for_a_pause_gets_it(far, switched_on):
    far.answer = lambda asked: (429, {"Retry-After": "36000"}, b"")
    pull = turn()
    switched_on.refresh_from_db()
    assert switched_on.due >= pull.ended_at + timedelta(hours=10)


def test_a_mistake_of_ours_is_told_without_its_text_and_does_not_stall(far, switched_on, monkeypatch):
    monkeypatch.setattr(pulling, "fetch", lambda *_: {}["a secret of the row"])
    with pytest.raises(KeyError):
        turn()
    switched_on.refresh_from_db()
    assert (switched_on.error, switched_on.due > timezone.now()) == ("KeyError: see the log.", True)


def test_a_try_whose_worker_was_killed_is_repeated_and_told(far, switched_on):
    offers(far, crime(1))
    schedule.put_due()
    job = actions.claim(Job.objects.get().id)
    schedules.begin(schedule=switched_on, job=job)
    Job.objects.update(heartbeat=timezone.now() - timedelta(minutes=1))
    actions.sweep()
    Job.objects.update(due=timezone.now())
    turn()
    assert list(Pull.objects.order_by("id").values_list("state", "error")) == [
        ("failed", "Its worker ended without a word."),
        ("delivered", ""),
    ]


def test_a_job_that_the_sweep_gave_up_is_a_failed_try(far, switched_on):
    schedule.put_due()
    job = actions.claim(Job.objects.get().id)
    schedules.begin(schedule=switched_on, job=job)
    Job.objects.update(heartbeat=timezone.now() - timedelta(minutes=1), attempts=actions.ATTEMPTS)
    actions.sweep()
    schedule.put_due()
    switched_on.refresh_from_db()
    assert (Pull.objects.get().state, switched_on.failures) == ("failed", 1)


def test_who_lost_the_job_delivers_nothing(far, switched_on):
    schedule.put_due()
    job = actions.claim(Job.objects.get().id)

    def answer(asked):
        return 200, {}, crimes_text([crime(1)]).encode()

    far.answer = answer
    Job.objects.update(lease="12345678-1234-5678-1234-567812345678")
    with pytest.raises(Cancelled, match="Another worker"):
        pulling.work(job)
    assert (Delivery.objects.count(), Pull.objects.get().state) == (0, "running")


def test_a_paused_source_is_not_pulled_and_comes_back_at_once(far, switched_on, pavel):
    schedules.pause(by=pavel, schedule=switched_on)
    assert schedule.put_due(timezone.now() + timedelta(days=30)) == 0
    schedules.switch_on(by=pavel, source=switched_on.source)
    assert schedule.put_due() == 1
    assert list(AuditEvent.objects.order_by("id").values_list("action", "subject_id", "new"))[-2:] == [
        ("schedule.off", CODE, {"on": False}),
        ("schedule.on", CODE, {"on": True}),
    ]


def test_nothing_is_pulled_that_nobody_switched_on(far, spec):
    write_source(spec, foreign=False)
    assert schedule.put_due(timezone.now() + timedelta(days=30)) == 0
    assert far.asked == []


def test_one_source_that_cannot_be_judged_does_not_stall_the_rest(far, switched_on, monkeypatch):
    other = source("chicago_crashes")
    schedules.switch_on(by=None, source=write_source(other, foreign=False))
    real = schedule.source

    def stumble(code: str):
        if code == CODE:
            raise KeyError(code)
        return real(code)

    monkeypatch.setattr(schedule, "source", stumble)
    assert schedule.put_due() == 1
    switched_on.refresh_from_db()
    assert switched_on.due > timezone.now() + timedelta(minutes=59)


def test_a_source_that_declares_no_pull_any_more_is_looked_at_no_more(far, switched_on, monkeypatch):
    monkeypatch.setattr(schedule, "source", lambda code: source(code).model_copy(update={"pull": None}))
    assert schedule.put_due() == 0
    switched_on.refresh_from_db()
    assert switched_on.due is None


def test_files_of_a_folder_follow_each_other_without_waiting_for_the_calendar(switched_on, spec, monkeypatch, tmp_path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(crimes_text([crime(name)]))
        os.utime(tmp_path / name, (1_700_000_000, 1_700_000_000))
    folder = spec.pull.model_copy(update={"kind": "folder", "address": str(tmp_path), "files": "*.csv"})
    for module in (pulling, schedule):
        monkeypatch.setattr(module, "source", lambda code: spec.model_copy(update={"pull": folder}))
    turn()
    turn()
    turn()
    assert sorted(Delivery.objects.values_list("file_name", "state")) == [
        ("a.csv", "published"),
        ("b.csv", "published"),
    ]


def test_a_pull_by_a_person_is_the_person_s_job_and_so_is_its_import(far, switched_on, pavel):
    offers(far, crime(1))
    job = schedules.pull_now(by=pavel, schedule=switched_on)
    assert schedules.pull_now(by=pavel, schedule=switched_on) == job
    jobs.perform(job.id)
    assert list(Job.objects.order_by("id").values_list("kind", "owner")) == [("pull", pavel.pk), ("import", pavel.pk)]


def test_a_cancelled_pull_leaves_nothing_and_keeps_the_calendar(far, switched_on, monkeypatch):
    def cancelled(*_):
        raise Cancelled("Cancelled: nothing was loaded.")

    monkeypatch.setattr(pulling, "fetch", cancelled)
    pull = turn()
    switched_on.refresh_from_db()
    assert (pull.state, pull.job.state, switched_on.failures) == ("cancelled", "cancelled", 0)


def test_a_pull_into_no_city_is_refused(far, spec, db):
    row = schedules.switch_on(by=None, source=write_source(spec, foreign=False))
    City.objects.all().delete()
    assert turn().error.startswith("This home has no city yet")
    assert row


def test_errors_of_a_pull_are_no_errors_of_the_worker(far, switched_on):
    far.answer = lambda asked: (404, {}, b"")
    schedule.put_due()
    jobs.perform(Job.objects.get().id)
    schedule.put_due(timezone.now() + timedelta(days=2))
    job = actions.claim(Job.objects.filter(state="waiting").get().id)
    with pytest.raises(PullFailed):
        pulling.work(job)


def test_begun_anew_everything_is_asked_for_again_and_is_unchanged(far, switched_on, pavel):
    offers(far, crime(1), tag='"v1"')
    turn()
    switched_on.refresh_from_db()
    schedules.begin_anew(by=pavel, schedule=switched_on)
    assert (turn().delivery.unchanged, far.asked[-1].headers.get("if-none-match")) == (1, None)


def test_a_cursor_of_another_address_tells_nothing(far, switched_on, spec, monkeypatch):
    offers(far, crime(1), tag='"v1"')
    turn()
    moved = spec.model_copy(update={"pull": rule(far, path="/other.csv")})
    monkeypatch.setattr(pulling, "source", lambda code: moved)
    assert turn(timezone.now() + timedelta(days=2)).state == "delivered"
    assert "if-none-match" not in far.asked[-1].headers


def test_old_tries_that_brought_nothing_are_told_no_more(far, switched_on):
    offers(far, crime(1))
    turn()
    for number in (2, 4, 6):
        turn(timezone.now() + timedelta(days=number))
    Pull.objects.update(ended_at=timezone.now() - timedelta(days=91))
    turn(timezone.now() + timedelta(days=8))
    assert list(Pull.objects.order_by("id").values_list("state", flat=True)) == ["delivered", "unchanged"]
