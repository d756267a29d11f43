"""What the queue may call. The row in the ledger is the job; RQ carries only its number."""

import logging
from collections.abc import Callable
from typing import Any

import redis
from django.conf import settings
from rq import Queue

from etl import run
from etl.errors import Cancelled, DeliveryRefused
from gis_app.jobs.actions import claim, sweep
from gis_app.jobs.models import Job

KINDS: dict[str, Callable[[Job], Any]] = {"import": run.work}
QUEUE = "safecity"
log = logging.getLogger("safecity.jobs")


def queue() -> Queue:
    return Queue(QUEUE, connection=redis.Redis.from_url(settings.REDIS_URL))


def perform(job_id: int) -> None:
    """Do the job if it is still waiting; a refused or cancelled delivery is an outcome, not an error."""
    job = claim(job_id)
    if job is None:
        return
    try:
        KINDS[job.kind](job)
    except (DeliveryRefused, Cancelled) as outcome:
        log.info("job %s: %s", job_id, outcome)


def hint(job_id: int) -> None:
    """Tell a worker that the job waits. Redis may be away or forget: the next sweep tells again."""
    try:
        queue().enqueue(perform, job_id, job_id=f"job-{job_id}", result_ttl=60, failure_ttl=3600, job_timeout="12h")
    except redis.RedisError as error:
        log.warning("no hint for job %s: %s", job_id, error)


def hint_forgotten() -> int:
    """Find the jobs that wait or whose worker went silent, and tell a worker of each."""
    waiting = sweep()
    for job in waiting:
        hint(job.id)
    return len(waiting)
