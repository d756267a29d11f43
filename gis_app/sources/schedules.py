"""Writing when sources are pulled and what came of each try."""

import random
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from gis_app.jobs.actions import put
from gis_app.jobs.models import Job
from gis_app.people.audit import acting
from gis_app.people.models import User
from gis_app.sources.models import Delivery, Source
from gis_app.sources.pulls import Pull, Schedule

KIND = "pull"
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=24)
REMEMBERED = timedelta(days=90)
OPEN = (Delivery.State.RECEIVED, Delivery.State.RUNNING)


def switch_on(*, by: User | None, source: Source, **declared: str) -> Schedule:
    """Pull the source by its calendar from now on, the first time at once. declared: kind, address, calendar."""
    with acting("schedule.on", by=by) as act:
        row, _made = Schedule.objects.select_for_update().get_or_create(source=source, defaults={"on": False})
        act.on("source", source.code, old={"on": row.on}, new={"on": True})
        Schedule.objects.filter(pk=row.pk).update(on=True, due=act.at, **declared)
        row.refresh_from_db()
    return row


def pause(*, by: User | None, schedule: Schedule) -> None:
    """Pull the source no more until somebody switches it on again; what is under way ends as it would."""
    with acting("schedule.off", by=by) as act:
        act.on("source", schedule.source.code, old={"on": schedule.on}, new={"on": False})
        Schedule.objects.filter(pk=schedule.pk).update(on=False, due=None)


def pull_now(*, by: User, schedule: Schedule) -> Job:
    """Pull the source once, as a job of the person; the open one where there is one."""
    with acting("schedule.now", by=by) as act:
        job = put(kind=KIND, key=schedule.source.code, owner=by.pk)
        act.on("source", schedule.source.code, new={"job": job.pk})
    return job


def begin_anew(*, by: User | None, schedule: Schedule) -> None:
    """Forget how far the source has come: the next pull, at once unless it is paused, asks for everything again.

    A pull under way, and a delivery that waits to be published, end as they would and tell nothing of how far it is.
    """
    with acting("schedule.anew", by=by) as act:
        act.on("source", schedule.source.code, old={"cursor": schedule.cursor}, new={"cursor": {}})
        Schedule.objects.filter(pk=schedule.pk).update(cursor={}, anew=F("anew") + 1)
        Schedule.objects.filter(pk=schedule.pk, on=True).update(due=act.at)


def put_pull(*, schedule: Schedule, next_due: datetime | None, **declared: str) -> Job | None:
    """The job of a pull that is due, and when the next is; None while the last pull's delivery is not told yet.

    declared: kind, address, calendar, as they are now.
    """
    with transaction.atomic():
        if Delivery.objects.filter(pull__schedule=schedule, state__in=OPEN).exists():
            return None
        job = put(kind=KIND, key=schedule.source.code)
        Schedule.objects.filter(pk=schedule.pk).update(due=next_due, **declared)
    return job


def put_off(*, schedule: Schedule, due: datetime | None) -> None:
    """Look at the schedule later, or, with None, no more until its declaration has changed."""
    Schedule.objects.filter(pk=schedule.pk).update(due=due)


def begin(*, schedule: Schedule, job: Job) -> Pull:
    """A try of this job; one that a worker left behind when it was killed ends here.

    Tries of three months ago that brought nothing are told no more.
    """
    now = timezone.now()
    with transaction.atomic():
        Pull.objects.filter(schedule=schedule, delivery=None, ended_at__lt=now - REMEMBERED).delete()
        left = Pull.objects.filter(schedule=schedule, state=Pull.State.RUNNING)
        left.update(state=Pull.State.FAILED, ended_at=now, error="Its worker ended without a word.")
        return Pull.objects.create(schedule=schedule, job=job, began_at=now, anew=schedule.anew)


def succeeded(*, pull: Pull, due: datetime, **told: Any) -> None:
    """Nothing new, or a delivery; `due` is the next try, at once where somebody began anew meanwhile.

    A source that is paused has none.
    """
    state = Pull.State.DELIVERED if told.get("delivery") else Pull.State.UNCHANGED
    Pull.objects.filter(pk=pull.pk).update(state=state, ended_at=timezone.now(), **told)
    Schedule.objects.filter(pk=pull.schedule_id).update(failures=0, error="")
    running = Schedule.objects.filter(pk=pull.schedule_id, on=True)
    running.update(due=Case(When(anew=pull.anew, then=Value(due)), default=Value(timezone.now())))


def cancelled(*, pull: Pull, error: str) -> None:
    """Somebody ended the try; the calendar goes on."""
    Pull.objects.filter(pk=pull.pk).update(state=Pull.State.CANCELLED, ended_at=timezone.now(), error=error)


def failed(*, pull: Pull, error: str, at_least_s: int = 0) -> None:
    """The try failed: the next one waits longer each time, at least as long as the far side asked for."""
    now = timezone.now()
    with transaction.atomic():
        Pull.objects.filter(pk=pull.pk).update(state=Pull.State.FAILED, ended_at=now, error=error)
        row = Schedule.objects.select_for_update().get(pk=pull.schedule_id)
        row.failures, row.error = row.failures + 1, error
        if row.on:
            row.due = now + max(back_off(row.failures), timedelta(seconds=min(at_least_s, 86_400)))
        row.save(update_fields=["failures", "error", "due"])


def back_off(failures: int, chance: random.Random | None = None) -> timedelta:
    """How long to wait after so many failures: doubled each time up to a day, and by chance half to one and a half.

    >>> [back_off(n, random.Random(1)) // timedelta(minutes=1) for n in (1, 2, 5, 40)]
    [3, 6, 50, 910]
    """
    whole = min(FIRST_WAIT * 2 ** min(failures - 1, 20), LONGEST_WAIT)
    return min(whole * (0.5 + (chance or random).random()), LONGEST_WAIT)


def close_left() -> None:
    """Tell of the tries whose job the sweep gave up."""
    for pull in Pull.objects.filter(state=Pull.State.RUNNING, job__state=Job.State.FAILED).select_related("job"):
        failed(pull=pull, error=pull.job.error if pull.job else "")


def published(*, delivery: Delivery) -> None:
    """Move the cursor of the delivery's schedule to where its pull came; in the transaction that publishes.

    It stays where somebody began anew since the pull began.
    """
    pull = Pull.objects.filter(delivery=delivery).first()
    if pull:
        Schedule.objects.filter(pk=pull.schedule_id, anew=pull.anew).update(cursor=pull.cursor)
