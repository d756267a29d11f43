"""When what cameras see is computed: whenever the store has noted that a view is stale, at once after an edit."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from etl.derive.visibility.run import OPEN, close_ended, work
from gis_app.findings.actions import SEE
from gis_app.findings.models import Stale
from gis_app.jobs import actions as jobs
from gis_app.jobs.hints import hint
from gis_app.jobs.models import Job
from gis_app.places.models import City

DECIDING = {"point", "kind", "status", "azimuth", "hfov", "tilt", "height_m"}
AFTER_A_MISTAKE = timedelta(minutes=10)
log = logging.getLogger("safecity.visibility")


def put_due(now: datetime | None = None) -> Job | None:
    """A job for all that is stale, nobody's own; none while another is open, or one has failed a short while ago.

    Runs whose last part ended without a worker (cancelled while it waited, or given up by the sweep) are closed.
    """
    close_ended()
    own = Job.objects.filter(kind=SEE)
    if not Stale.objects.exists() or own.filter(state__in=OPEN).exists() or not City.objects.exists():
        return None
    since = (now or timezone.now()) - AFTER_A_MISTAKE
    if own.filter(state=Job.State.FAILED, finished_at__gt=since).exists():
        return None
    return jobs.put(kind=SEE, key="stale", arguments={"stale": True})


def put_all(*, key: str) -> Job:
    """A job for every camera, told to a worker at once."""
    job = jobs.put(kind=SEE, key=key)
    transaction.on_commit(partial(hint, job.pk, soon=True))
    return job


def put_for(layer: str, ids: Sequence[int], fields: Iterable[str], at: datetime) -> None:
    """A job for the cameras of which a person put such fields right at that moment, done as soon as that is committed.

    The person waits for the map: it is done in the person's own process, where that fails by a worker.
    """
    if ids and layer == "cameras" and DECIDING.intersection(fields):
        key = f"cameras/{min(ids)}/{at.isoformat()}"
        job = jobs.put(kind=SEE, key=key, arguments={"cameras": sorted(ids)})
        transaction.on_commit(partial(_now, job.pk))


def _now(job_id: int) -> None:
    job = jobs.claim(job_id)
    if job is None:
        return
    try:
        work(job)
    except Exception:
        log.exception("job %s was not done at once", job_id)
