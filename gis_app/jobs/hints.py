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


def hint(job_id: int) -> None:
    """Tell a worker that the job waits. Redis may be away or forget: the next sweep tells again."""
    try:
        queue().enqueue(PERFORM, job_id, job_id=f"job-{job_id}", result_ttl=60, failure_ttl=3600, job_timeout="12h")
    except redis.RedisError as error:
        log.warning("no hint for job %s: %s", job_id, error)
