"""Telling a worker that a job waits. The row in the ledger is the job; RQ carries only its number."""

import logging

import redis
from django.conf import settings
from rq import Queue

QUEUE = "safecity"
PERFORM = "etl.jobs.perform"
log = logging.getLogger("safecity.jobs")


def queue() -> Queue:
    return Queue(QUEUE, connection=redis.Redis.from_url(settings.REDIS_URL))


def hint(job_id: int, *, soon: bool = False) -> None:
    """Tell a worker that the job waits, once; `soon` before all others, since a person waits for it.

    Redis may be away or forget: the next sweep tells again.
    """
    name = f"job-{job_id}"
    try:
        hints = queue()
        if hints.get_job_position(name) is None:
            limits = {"result_ttl": 60, "failure_ttl": 3600, "job_timeout": "12h"}
            hints.enqueue(PERFORM, job_id, job_id=name, at_front=soon, **limits)
    except redis.RedisError as error:
        log.warning("no hint for job %s: %s", job_id, error)
