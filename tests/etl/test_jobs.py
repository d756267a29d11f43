"""The ledger of imports: who lost a job writes no more, what was forgotten is found, nothing waits for ever."""

from datetime import timedelta

import pytest
import redis
from django.db import OperationalError
from django.utils import timezone

from etl import jobs, run
from etl.errors import Cancelled
from etl.receive import receive
from etl.spec import source
from gis_app.incidents.models import Crime
from gis_app.jobs import actions
from gis_app.jobs.models import Job
from gis_app.sources.models import Delivery
from tests.etl.files import crime, crimes_csv

pytestmark = pytest.mark.django_db


@pytest.fixture
def received(square_city, tmp_path) -> Delivery:
    return receive(crimes_csv(tmp_path, crime(1)), source("chicago_crimes"))


@pytest.fixture
def hints(monkeypatch) -> list[int]:
    """The jobs a worker was told of."""
    told: list[int] = []
    monkeypatch.setattr(jobs, "hint", lambda number, **_soon: told.append(number))
    return told


def silent(job: Job, attempts: int = 1) -> None:
    Job.objects.filter(id=job.id).update(
        state="running", attempts=attempts, heartbeat=timezone.now() - timedelta(seconds=60)
    )


def test_a_job_is_claimed_once(received):
    assert actions.claim(received.job_id) is not None
    assert actions.claim(received.job_id) is None


def test_a_job_done_twice_is_loaded_once(received):
    jobs.perform(received.job_id)
    jobs.perform(received.job_id)
    received.refresh_from_db()
    assert (received.state, received.loaded, Crime.objects.count()) == ("published", 1, 1)


def test_who_lost_the_job_neither_loads_nor_tells(received):
    job = actions.claim(received.job_id)

    def taken_over(rows: int, share: float) -> None:
        Job.objects.filter(id=job.id).update(lease="12345678-1234-5678-1234-567812345678")

    with pytest.raises(Cancelled, match="Another worker"):
        run.work(job, taken_over)
    received.refresh_from_db()
    assert (received.state, Crime.objects.count()) == ("running", 0)


def test_a_silent_job_is_put_back_and_then_done(received, hints):
    silent(received.job)
    assert jobs.hint_forgotten() == 0
    Job.objects.update(due=timezone.now())
    assert jobs.hint_forgotten() == 1
    jobs.perform(*hints)
    received.refresh_from_db()
    assert received.state == "published"


def test_a_job_that_always_kills_its_worker_fails_and_so_does_its_delivery(received, hints):
    silent(received.job, attempts=actions.ATTEMPTS)
    jobs.hint_forgotten()
    received.refresh_from_db()
    assert (received.state, received.job.state, hints) == ("failed", "failed", [])
    assert "five times" in received.error


def test_a_delivery_cancelled_before_it_began_says_so(received, hints):
    assert actions.cancel(job_id=received.job_id)
    jobs.hint_forgotten()
    received.refresh_from_db()
    assert received.state == "cancelled"


def test_cancelling_in_the_middle_leaves_nothing(received, monkeypatch):
    def stage_and_cancel(*args, **options):
        raise Cancelled("Cancelled: nothing of this file was loaded.")

    monkeypatch.setattr(run, "stage", stage_and_cancel)
    jobs.perform(received.job_id)
    received.refresh_from_db()
    assert (received.state, received.job.state, Crime.objects.count()) == ("cancelled", "cancelled", 0)


def test_a_store_that_went_away_leaves_the_job_to_the_sweep(received, monkeypatch):
    def away(*args, **options):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(run, "stage", away)
    jobs.perform(received.job_id)
    received.refresh_from_db()
    assert (received.state, received.job.state) == ("running", "running")


def test_an_unexpected_error_fails_the_delivery_without_its_text(received, monkeypatch):
    def stumble(*args, **options):
        raise KeyError("a secret of the row")

    monkeypatch.setattr(run, "stage", stumble)
    with pytest.raises(KeyError):
        run.work(actions.claim(received.job_id))
    received.refresh_from_db()
    assert (received.state, received.error) == ("failed", "KeyError: see the log.")


def test_without_redis_the_job_waits_for_the_sweep(received, monkeypatch):
    def away(_name):
        raise redis.ConnectionError("away")

    monkeypatch.setattr("gis_app.jobs.hints.queue", away)
    assert jobs.hint_forgotten() == 1
    assert Job.objects.get().state == "waiting"


def test_a_job_that_waits_is_hinted_at_once_only(received, monkeypatch):
    told: list[str] = []

    class Hints:
        def __init__(self, name):
            assert name == "safecity"

        def get_job_position(self, name):
            return told.index(name) if name in told else None

        def enqueue(self, _what, _number, *, job_id, **_limits):
            told.append(job_id)

    monkeypatch.setattr("gis_app.jobs.hints.queue", Hints)
    for _sweep in range(3):
        assert jobs.hint_forgotten() == 1
    assert told == [f"job-{received.job_id}"]


@pytest.mark.parametrize(
    ("kind", "arguments", "name"),
    [
        ("draft.look", {"draft": 1}, "safecity-quick"),
        ("link", {"records": {"crimes": [1]}}, "safecity-quick"),
        ("link", {"delivery": 1}, "safecity"),
        ("pull", {}, "safecity"),
    ],
)
def test_what_a_person_waits_for_has_a_queue_and_a_worker_of_its_own(db, monkeypatch, kind, arguments, name):
    told: list[str] = []

    class Hints:
        def __init__(self, name):
            self.name = name

        def get_job_position(self, _job):
            return None

        def enqueue(self, *_what, **_limits):
            told.append(self.name)

    monkeypatch.setattr("gis_app.jobs.hints.queue", Hints)
    actions.put(kind=kind, key="1", arguments=arguments)
    jobs.hint_forgotten()
    assert told == [name]
