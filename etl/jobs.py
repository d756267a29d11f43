"""What the queue may call. The row in the ledger is the job; RQ carries only its number."""

import logging
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from etl import publishing, run
from etl.derive import coverage, links, placement
from etl.derive.visibility import work as see
from etl.errors import STORE_AWAY, Cancelled, DeliveryRefused, PullFailed
from etl.pull import run as pulling
from etl.upload import work as upload
from gis_app.findings.actions import SEE
from gis_app.jobs.actions import claim, sweep
from gis_app.jobs.hints import QUEUE, hint, is_quick
from gis_app.jobs.models import Job
from gis_app.sources.models import Delivery

KINDS: dict[str, Callable[[Job], Any]] = {"import": run.work, "pull": pulling.work}
KINDS["link"] = links.work
KINDS[SEE] = see
KINDS[coverage.KIND] = coverage.work
KINDS[placement.KIND] = placement.work
KINDS[publishing.KIND] = publishing.work
KINDS |= upload.KINDS
__all__ = ["QUEUE", "close_abandoned", "hint", "hint_forgotten", "perform"]
log = logging.getLogger("safecity.jobs")


def perform(job_id: int) -> None:
    """Do the job if it is still waiting; a refused or cancelled delivery and a far side that is away are no errors."""
    job = claim(job_id)
    if job is None:
        return
    try:
        KINDS[job.kind](job)
    except (DeliveryRefused, PullFailed, Cancelled) as outcome:
        log.info("job %s: %s", job_id, outcome)
    except STORE_AWAY as error:
        log.warning("job %s waits for the store: %s", job_id, error)


def hint_forgotten() -> int:
    """Find the jobs that wait or whose worker went silent, and tell a worker of each."""
    waiting = sweep()
    close_abandoned()
    for job in waiting:
        hint(job.id, soon=is_quick(job.kind, job.arguments))
    return len(waiting)


def close_abandoned() -> None:
    """Tell of the deliveries whose job ended without them: given up by the sweep, or cancelled while it waited."""
    ended: dict[str, str] = {Job.State.FAILED: Delivery.State.FAILED, Job.State.CANCELLED: Delivery.State.CANCELLED}
    open_states = [Delivery.State.RECEIVED, Delivery.State.RUNNING]
    abandoned = Delivery.objects.filter(state__in=open_states, job__state__in=ended)
    for number, state, error in abandoned.values_list("id", "job__state", "job__error"):
        Delivery.objects.filter(id=number, state__in=open_states).update(
            state=ended[state], error=error or "Cancelled before it began.", finished_at=timezone.now()
        )
