"""The API of a person's own jobs: how far they are, and the wish that one ends."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from gis_app import speech
from gis_app.config.api_parts import Operation, answer, only
from gis_app.errors import NotFoundHere
from gis_app.jobs import actions, queries
from gis_app.jobs.models import Job
from gis_app.people.guard import person
from gis_app.people.permissions import Permission
from gis_app.sentences import spoken
from gis_app.sources.models import Delivery, Source
from layers.cards import number

MOST = 20
REMEMBERED = timedelta(hours=12)


def jobs(request: HttpRequest) -> HttpResponse:
    """The person's open jobs and those that ended lately, newest first."""
    only(request.GET)
    found = list(queries.own(request.user, since=timezone.now() - REMEMBERED)[:MOST])
    deliveries = {one.job_id: one for one in Delivery.objects.select_related("source").filter(job__in=found)}
    return answer({"jobs": [told(job, deliveries.get(job.pk)) for job in found]})


def cancel(request: HttpRequest, record_id: str) -> HttpResponse:
    """Ask one of the person's own jobs to end; the answer says what stays."""
    only(request.GET)
    job = queries.own(request.user).filter(pk=number(record_id)).first()
    if job is None:
        raise NotFoundHere(_("There is no such job of yours."))
    asked = actions.cancel(job_id=job.pk, by=person(request))
    job.refresh_from_db()
    return answer({"id": job.pk, "state": job.state, "sentence": sentence(job, asked)})


def sentence(job: Job, asked: bool) -> str:
    """What the wish to end a job came to, and what stays."""
    if not asked:
        return _("It had ended before. What it did stays.")
    if job.state == Job.State.CANCELLED:
        return _("Cancelled before it began. Nothing was changed.")
    return _("It stops within seconds. Nothing of the file is loaded; what was there stays.")


def told(job: Job, delivery: Delivery | None) -> dict[str, Any]:
    """A job as the page shows it; `share` is 0 to 1, None where the total is not known yet."""
    ended = job.state not in (Job.State.WAITING, Job.State.RUNNING)
    return {
        "id": job.pk,
        "kind": job.kind,
        "state": job.state,
        "title": title(job, delivery),
        "done": job.done,
        "total": job.total,
        "share": min(1.0, job.done / job.total) if job.total else None,
        "stopping": job.cancel and not ended,
        "ended": ended,
        "result": result(job, delivery) if ended else "",
        "delivery": delivery.pk if delivery else None,
        "created": job.created_at,
        "finished": job.finished_at,
    }


def title(job: Job, delivery: Delivery | None) -> str:
    if delivery:
        return _("Import of %(file)s") % {"file": delivery.file_name}
    if job.kind == "pull":
        pulled = Source.objects.filter(code=job.key).first()
        return _("Pull of %(source)s") % {"source": pulled.title if pulled else job.key}
    return {
        "draft.look": _("Look at a table"),
        "draft.try": _("Check of a table"),
        "draft.save": _("Saving of a source"),
        "link": _("Search for reports of one event"),
        "visibility": _("What cameras see"),
        "coverage": _("Coverage"),
        "placement": _("Placement"),
        "publish": _("Public edition"),
    }.get(job.kind) or _("Job %(number)s") % {"number": job.pk}


def result(job: Job, delivery: Delivery | None) -> str:
    """How a job ended, in one sentence."""
    if job.state == Job.State.CANCELLED:
        return spoken(job.error) or _("Cancelled. Nothing of it was loaded.")
    if job.state == Job.State.FAILED:
        return spoken(job.error) or _("Failed. What was there stays.")
    if delivery is None:
        return _("Done.")
    counts = {name: speech.number(getattr(delivery, name)) for name in ("read", "rejected")}
    counts["changed"] = speech.number(delivery.loaded + delivery.updated)
    return _("%(read)s rows read: %(changed)s new or changed, %(rejected)s rejected.") % counts


OPERATIONS = (
    Operation("jobs", "jobs", "Your own jobs: state, progress and how they ended", Permission.MAP_SEE, jobs),
    Operation(
        "jobs/{record_id}/cancel",
        "job_cancel",
        "Ask one of your own jobs to end; by the page's session and token only",
        Permission.MAP_SEE,
        cancel,
        method="POST",
    ),
)
