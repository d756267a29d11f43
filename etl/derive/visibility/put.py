"""When what cameras see is computed: after deliveries, after people's edits, on request."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction

from etl.derive.visibility.run import work
from gis_app.findings.actions import SEE
from gis_app.jobs import actions as jobs
from gis_app.jobs.hints import hint
from gis_app.jobs.models import Job
from gis_app.sources.models import Delivery

DECIDING = {
    "cameras": {"point", "kind", "status", "azimuth", "hfov", "tilt", "height_m"},
    "buildings": {"height_m"},
}
log = logging.getLogger("safecity.visibility")


def put_after(delivery: Delivery, layers: set[str]) -> None:
    """A job, nobody's own, for the cameras that a delivery brought or around whose buildings it built."""
    if layers & DECIDING.keys():
        jobs.put(kind=SEE, key=f"delivery-{delivery.pk}", arguments={"delivery": delivery.pk})


def put_all(*, key: str) -> Job:
    """A job for every camera, told to a worker at once."""
    job = jobs.put(kind=SEE, key=key)
    transaction.on_commit(partial(hint, job.pk, soon=True))
    return job


def put_for(layer: str, ids: Sequence[int], fields: Iterable[str], at: datetime) -> None:
    """A job for the records of which a person put such fields right at that moment, done as soon as that is committed.

    The person waits for the map: it is done in the person's own process, where that fails by a worker.
    """
    if ids and DECIDING.get(layer, set()).intersection(fields):
        key = f"{layer}/{min(ids)}/{at.isoformat()}"
        job = jobs.put(kind=SEE, key=key, arguments={layer: sorted(ids)})
        transaction.on_commit(partial(_now, job.pk))


def _now(job_id: int) -> None:
    job = jobs.claim(job_id)
    if job is None:
        return
    try:
        work(job)
    except Exception:
        log.exception("job %s was not done at once", job_id)
