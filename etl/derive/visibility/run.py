"""Visibility as a job: of a few cameras at once, of many in parts of neighbours, which any worker may take."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from django.contrib.gis.db.models.functions import GeoHash
from django.db import transaction
from django.db.models import QuerySet

from etl.derive.visibility.compute import see
from etl.ending import ending
from etl.errors import Cancelled
from gis_app.devices.models import Camera
from gis_app.findings.actions import SEE, begin_run, end_run
from gis_app.findings.models import Run, Stale
from gis_app.findings.queries import edition
from gis_app.jobs import actions as jobs
from gis_app.jobs.hints import hint
from gis_app.jobs.models import Job

VERSION = "2"
PART = 500
OPEN = (Job.State.WAITING, Job.State.RUNNING)


def work(job: Job) -> dict[str, int]:
    """Do a claimed job: a part of a run, the cameras that its arguments name, or all; many of them become parts.

    Gives how many cameras were looked at, zones kept and parts made.
    """
    with jobs.beating(job) as beat:

        def watch(done: int, total: int) -> None:
            beat.done, beat.total = done, total
            if beat.cancelled or beat.lost:
                raise Cancelled("Cancelled: what was computed so far stays.")

        with ending(job, _end):
            told = see(job.arguments["part"], watch) if "part" in job.arguments else whole(job, watch)
    return told


def _end(job: Job, state: Job.State, error: str = "") -> None:
    jobs.finish(job, state, error)
    if "run" in job.arguments:
        close_ended()


def whole(job: Job, watch: Callable[[int, int], None]) -> dict[str, int]:
    """All that the job names: at once where they are few, else put as parts."""
    ids = list(neighbours(wanted(job.arguments)).values_list("pk", flat=True))
    if len(ids) <= PART:
        return see(ids, watch)
    with transaction.atomic():
        run = begin_run(method=SEE, version=VERSION, parameters={"edition": edition(), "cameras": len(ids)}, job=job)
        for number, some in enumerate(parts(ids)):
            one = jobs.put(kind=SEE, key=f"run-{run.pk}-{number}", arguments={"part": some, "run": run.pk})
            transaction.on_commit(partial(hint, one.pk))
    return {"cameras": 0, "zones": 0, "parts": -(-len(ids) // PART)}


def everything() -> dict[str, int]:
    """What all cameras see, computed here and now. Raises NoSuchSource without a city."""
    ids = list(neighbours(Camera.objects.all()).values_list("pk", flat=True))
    run = begin_run(method=SEE, version=VERSION, parameters={"edition": edition(), "cameras": len(ids)})
    told = see(ids)
    end_run(run=run, state=Run.State.DONE, counts=told)
    return told


def parts(ids: Sequence[int]) -> Iterator[list[int]]:
    """The ids cut into lists of at most `PART`, in their order."""
    return (list(ids[first : first + PART]) for first in range(0, len(ids), PART))


def neighbours(cameras: "QuerySet[Camera]") -> "QuerySet[Camera]":
    """Cameras in an order in which those near each other follow each other: they share their buildings."""
    return cameras.order_by(GeoHash("point", precision=9), "pk")


def wanted(arguments: dict[str, Any]) -> "QuerySet[Camera]":
    """The cameras that a job names: by id, those whose view is stale, all without arguments."""
    if "cameras" in arguments:
        return Camera.objects.filter(pk__in=arguments["cameras"])
    if "stale" in arguments:
        Stale.objects.exclude(camera__in=Camera.objects.values("pk")).delete()
        return Camera.objects.filter(pk__in=Stale.objects.values("camera"))
    return Camera.objects.all()


def close_ended() -> None:
    """Close the runs whose parts have all ended; one with a part that failed or was cancelled ends like it."""
    for run in Run.objects.filter(method=SEE, state=Run.State.RUNNING):
        own = Job.objects.filter(kind=SEE, arguments__run=run.pk)
        if own.exists() and not own.filter(state__in=OPEN).exists():
            states = set(own.values_list("state", flat=True))
            worst = next((one for one in (Run.State.FAILED, Run.State.CANCELLED) if one in states), Run.State.DONE)
            end_run(run=run, state=worst, counts={"parts": own.count(), "cameras": run.parameters["cameras"]})
