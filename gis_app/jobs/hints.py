"""Telling a worker that a job waits. The row in the ledger is the job; RQ carries only its number.

There are two queues, and a worker that does the quick one alone: what a person waits for never waits behind an import.
"""

import logging
from collections.abc import Mapping
from typing import Any

import redis
from django.conf import settings
from rq import Queue

QUEUE, QUICK = "safecity", "safecity-quick"
QUICK_KINDS = ("draft.look", "draft.try", "draft.save")
PERFORM = "etl.jobs.perform"
log = logging.getLogger("safecity.jobs")


def queue(name: str = QUEUE) -> Queue:
    return Queue(name, connection=redis.Redis.from_url(settings.REDIS_URL))


def is_quick(kind: str, arguments: Mapping[str, Any]) -> bool:
    """Whether a person waits for such a job, or it looks at few records: its hint goes to the quick queue.

    >>> is_quick("import", {"delivery": 7}), is_quick("link", {"delivery": 7}), is_quick("link", {"records": {}})
    (False, False, True)
    """
    return kind in QUICK_KINDS or (kind == "link" and "records" in arguments)


def hint(job_id: int, *, soon: bool = False) -> None:
    """Tell a worker that the job waits, once; `soon` by the quick queue, since a person waits for it.

    Redis may be away or forget: the next sweep tells again.
    """
    name = f"job-{job_id}"
    try:
        hints = queue(QUICK if soon else QUEUE)
        if hints.get_job_position(name) is None:
            limits = {"result_ttl": 60, "failure_ttl": 3600, "job_timeout": "12h"}
            hints.enqueue(PERFORM, job_id, job_id=name, **limits)
    except redis.RedisError as error:
        log.warning("no hint for job %s: %s", job_id, error)
