"""Coverage as a job: the points, how well each is seen, the gaps; one run, which replaces the one before."""

import time
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from etl.derive.coverage import gaps, points, seen
from etl.derive.metric import srid
from etl.ending import ending
from etl.errors import Cancelled, NoSuchSource
from etl.load.statements import execute
from gis_app.findings.actions import begin_run, end_run
from gis_app.findings.coverage.models import METHOD
from gis_app.findings.coverage.queries import outdated, ranked, run, usual
from gis_app.findings.demand import rules
from gis_app.findings.metric import Metric
from gis_app.findings.models import Run, Visibility
from gis_app.findings.queries import edition
from gis_app.incidents.models import Crime, RoadAccident
from gis_app.jobs import actions as jobs
from gis_app.jobs.models import Job
from gis_app.places.models import City
from gis_app.sources.actions import raise_versions

KIND = "coverage"
KEY = "city"
LAYER = "gaps"
VERSION = "1"
BEFORE = ("import", "visibility")
OPEN = (Job.State.WAITING, Job.State.RUNNING)
REST, AFTER_A_MISTAKE = timedelta(minutes=5), timedelta(hours=1)
A_DAY = timedelta(days=1)
STEPS = 8


def put(owner: int | None = None) -> Job:
    """A job that measures the whole city anew; the waiting one where there is one."""
    return jobs.put(kind=KIND, key=KEY, owner=owner)


def put_due(now: datetime | None = None) -> Job | None:
    """A job where what the newest run leans on has changed since; None where it has not, or is changing just now."""
    now, newest = now or timezone.now(), run()
    if not Visibility.objects.exists() or Job.objects.filter(kind__in=BEFORE, state__in=OPEN).exists():
        return None
    if Job.objects.filter(kind=KIND, state=Job.State.FAILED, finished_at__gt=now - AFTER_A_MISTAKE).exists():
        return None
    if newest and (now - newest.started_at < REST or not outdated(newest)):
        return None
    return put()


def work(job: Job) -> Run:
    """Do a claimed job."""
    with jobs.beating(job) as beat:

        def watch(done: int, total: int) -> None:
            beat.done, beat.total = done, total
            if beat.cancelled or beat.lost:
                raise Cancelled("Cancelled: the figures of before stay.")

        with ending(job):
            made = compute(job=job, watch=watch)
    return made


def compute(*, job: Job | None = None, watch: Any = lambda done, total: None) -> Run:
    """Measure the whole city, all of it or nothing; runs of before go. Raises NoSuchSource without a city."""
    city = City.objects.first()
    if city is None:
        raise NoSuchSource("This home has no city yet. Load one: ./safecity load city.yml.")
    declared, classes, began, done = rules(), ranked(), time.monotonic(), count(1)

    def step() -> None:
        watch(next(done), STEPS)

    begin, end = period()
    with transaction.atomic():
        execute("SET LOCAL jit = off")
        parameters = {
            "edition": edition(),
            "qualities": classes,
            "usual": usual(),
            "from": begin.isoformat(),
            "to": end.isoformat(),
            "rules": declared.model_dump(mode="json"),
        }
        made = begin_run(method=METHOD, version=VERSION, parameters=parameters, job=job)
        points.gather(points.Taken(begin, end, city.timezone, srid(city)), declared, step)
        step()
        counts = seen.keep(made, made.parameters["edition"], classes)
        step()
        listed = gaps.keep(made, declared, Metric.of(city), classes, (end - begin).days)
        step()
        Run.objects.filter(method=METHOD).exclude(pk=made.pk).delete()
        counts |= {"gaps": listed, "seconds": round(time.monotonic() - began, 1)}
        end_run(run=made, state=Run.State.DONE, counts=counts)
        raise_versions([LAYER])
    execute("ANALYZE findings_demand")
    made.refresh_from_db()
    return made


def period() -> tuple[date, date]:
    """The twelve months up to the newest crime or accident: first day, and the day after the last."""
    newest = [model.objects.aggregate(day=Max("day"))["day"] for model in (Crime, RoadAccident)]
    last = max((day for day in newest if day), default=timezone.now().date())
    end = last + A_DAY
    try:
        return end.replace(year=end.year - 1), end
    except ValueError:
        return end.replace(year=end.year - 1, day=28), end
