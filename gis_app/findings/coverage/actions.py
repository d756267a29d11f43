"""Asking for coverage to be measured anew."""

from functools import partial

from django.db import transaction

from gis_app.findings.coverage.models import METHOD
from gis_app.jobs.actions import put
from gis_app.jobs.hints import hint
from gis_app.jobs.models import Job
from gis_app.people.audit import acting
from gis_app.people.guard import require
from gis_app.people.models import User
from gis_app.people.permissions import Permission

KEY = "city"
OPEN = (Job.State.WAITING, Job.State.RUNNING)


def measure(*, by: User) -> Job:
    """A job that measures the whole city, told to a worker at once. Raises Refused for who sees no whole city."""
    require(by, Permission.WHOLE_CITY_SEE)
    with acting("coverage.measure", by=by) as act:
        job = put(kind=METHOD, key=KEY, owner=by.pk)
        act.on("job", job.pk, new={"kind": METHOD})
        transaction.on_commit(partial(hint, job.pk, soon=True))
    return job


def measuring() -> bool:
    """Whether a job that measures waits or runs."""
    return Job.objects.filter(kind=METHOD, state__in=OPEN).exists()
