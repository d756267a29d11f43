"""Writing placements: asked by a person, answered by a job."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gis_app.errors import Conflict, NotFoundHere, Refused
from gis_app.findings.placements import parameters as given
from gis_app.findings.placements.models import Placement
from gis_app.findings.placements.queries import NEEDED, one
from gis_app.findings.plain import plain
from gis_app.jobs import actions as jobs
from gis_app.jobs.hints import hint
from gis_app.jobs.models import Job
from gis_app.people.audit import acting
from gis_app.people.models import User
from gis_app.people.roles import may

KIND = "placement"


def ask(*, by: User, parameters: dict[str, Any]) -> Placement:
    """Put the question and the job that answers it.

    Raises BadInput in one sentence, Refused, Conflict while the person's last question is not answered.
    """
    if not all(may(by, each) for each in NEEDED):
        raise Refused(_("Placing cameras is for planners."))
    plain(parameters)
    asked = given.parsed(parameters)
    with acting("placement.ask", by=by) as act:
        _one_at_a_time(by)
        kept = asked.model_dump(mode="json", by_alias=True)
        placement = Placement.objects.create(by=by, created_at=act.at, parameters=kept)
        placement.job = jobs.put(kind=KIND, key=str(placement.pk), owner=by.pk)
        placement.save(update_fields=["job"])
        act.on("placement", placement.pk, new=kept)
        transaction.on_commit(partial(hint, placement.job.pk))
    return placement


def _one_at_a_time(by: User) -> None:
    """Lock the person's row, so that two questions do not pass each other. Raises Conflict."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if Placement.objects.filter(by=by, job__state__in=[Job.State.WAITING, Job.State.RUNNING]).exists():
        raise Conflict(_("Your last proposal is still being computed. Cancel it, or wait until it ends."))


def cancel(*, by: User, placement: int) -> bool:
    """End the search; the best answer so far stays. False where it had ended before. Raises NotFoundHere."""
    row = one(by, placement)
    if row.job is None:
        raise NotFoundHere(_("There is no such placement."))
    return jobs.cancel(job_id=row.job.pk, by=by)


def answered(*, placement: int, job: Job, answer: dict[str, Any]) -> bool:
    """What the claimed job found so far; it is a finding, not a person's act.

    False, and nothing written, where the job's lease was lost or it has ended: another worker answers, or did.
    """
    with transaction.atomic():
        mine = Job.objects.filter(pk=job.pk, lease=job.lease, state=Job.State.RUNNING).select_for_update()
        return len(mine) == 1 and bool(Placement.objects.filter(pk=placement, job=job.pk).update(answer=answer))
