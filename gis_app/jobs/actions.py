"""Writing the ledger: a job is put, claimed, kept alive, finished; a sweep finds the forgotten."""

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from gis_app.jobs.models import Job
from gis_app.people.audit import record
from gis_app.people.models import User

BEAT_SECONDS = 2
LEASE_SECONDS = 20
ATTEMPTS = 5


def put(*, kind: str, key: str, arguments: dict[str, Any] | None = None, owner: int | None = None) -> Job:
    """A job waiting to be done; the open one of the same kind and key where there is one."""
    job, _ = Job.objects.get_or_create(
        kind=kind,
        key=key,
        state__in=[Job.State.WAITING, Job.State.RUNNING],
        defaults={"state": Job.State.WAITING, "due": timezone.now(), "arguments": arguments or {}, "owner": owner},
    )
    return job


def claim(job_id: int) -> Job | None:
    """The job, ours from now on; None when another has it or it is not waiting. One conditional update decides."""
    lease, now = uuid.uuid4(), timezone.now()
    won = Job.objects.filter(id=job_id, state=Job.State.WAITING, due__lte=now).update(
        state=Job.State.RUNNING, lease=lease, heartbeat=now, attempts=models.F("attempts") + 1
    )
    return Job.objects.get(id=job_id) if won else None


@dataclass
class Progress:
    """What a running job says of itself, written by the beat; `cancelled` is what somebody asked of it."""

    done: int = 0
    total: int | None = None
    cancelled: bool = False
    lost: bool = False
    _stop: threading.Event = field(default_factory=threading.Event)


@contextmanager
def beating(job: Job) -> Iterator[Progress]:
    """Keep the lease alive from a thread of its own while the work runs in this one."""
    progress = Progress()
    thread = threading.Thread(target=_beat, args=(job, progress), daemon=True)
    thread.start()
    try:
        yield progress
    finally:
        progress._stop.set()
        thread.join()


def _beat(job: Job, progress: Progress) -> None:
    mine = Job.objects.filter(id=job.id, lease=job.lease, state=Job.State.RUNNING)
    try:
        while not progress._stop.wait(BEAT_SECONDS):
            try:
                kept = mine.update(heartbeat=timezone.now(), done=progress.done, total=progress.total)
                progress.lost = progress.lost or not kept
                progress.cancelled = mine.filter(cancel=True).exists()
            except Exception:
                connection.close()
    finally:
        connection.close()


def finish(job: Job, state: Job.State, error: str = "") -> bool:
    """Close the job; False when the lease was lost meanwhile and nothing may be written."""
    return bool(
        Job.objects.filter(id=job.id, lease=job.lease, state=Job.State.RUNNING).update(
            state=state, error=error[:2000], finished_at=timezone.now(), lease=None
        )
    )


def hold(job: Job) -> bool:
    """Whether the job is ours still; nobody takes it over, or ends it, until the caller's transaction is over."""
    mine = Job.objects.select_for_update().filter(id=job.id, lease=job.lease, state=Job.State.RUNNING)
    return mine.first() is not None


def cancel(*, job_id: int, by: User | None = None) -> bool:
    """Ask a job to end; one that nobody has begun ends at once. False where it had ended before."""
    with transaction.atomic():
        asked = _cancelled(job_id)
        if asked:
            record(action="job.cancel", subject="job", subject_id=job_id, old=None, new=None, actor=by)
    return asked


def _cancelled(job_id: int) -> bool:
    waiting = Job.objects.filter(id=job_id, state=Job.State.WAITING)
    if waiting.update(state=Job.State.CANCELLED, finished_at=timezone.now()):
        return True
    return bool(Job.objects.filter(id=job_id, state=Job.State.RUNNING).update(cancel=True))


def sweep() -> list[Job]:
    """Put back the jobs whose worker went silent, and give all that are due.

    A job that was begun too often fails, so that one bad row does not stall the rest.
    """
    now = timezone.now()
    silent = Job.objects.filter(state=Job.State.RUNNING, heartbeat__lt=now - timedelta(seconds=LEASE_SECONDS))
    silent.filter(attempts__gte=ATTEMPTS).update(
        state=Job.State.FAILED, lease=None, finished_at=now, error="Its worker ended without a word, five times."
    )
    silent.filter(attempts__lt=ATTEMPTS).update(state=Job.State.WAITING, lease=None, due=now + timedelta(seconds=1))
    return list(Job.objects.filter(state=Job.State.WAITING, due__lte=now).order_by("due")[:100])
