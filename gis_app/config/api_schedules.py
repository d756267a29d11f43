"""The API of schedules: what can be pulled, and the planner's wish that it is, that it is not, or that it is now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from etl import jobs, schedule
from etl.errors import NoSuchSource
from gis_app.config.api_imports import is_foreign
from gis_app.config.api_parts import Operation, answer, only
from gis_app.errors import BadInput, NotFoundHere
from gis_app.people.guard import person
from gis_app.people.permissions import Permission
from gis_app.places.queries import city
from gis_app.sources import schedules
from gis_app.sources.freshness import schedules as schedules_for
from gis_app.sources.pulls import Schedule


def listed(request: HttpRequest) -> HttpResponse:
    """Every source that declares a pull, by name, with its schedule where somebody has switched it on."""
    only(request.GET)
    known = {row.source.code: row for row in schedules_for(request.user)}
    declared = sorted(schedule.declared_pulls().values(), key=lambda spec: spec.name)
    rows = [{"code": spec.code, "name": _(spec.name), **told(known.get(spec.code))} for spec in declared]
    return answer({"schedules": rows})


def told(row: Schedule | None) -> dict[str, Any]:
    if row is None:
        return {"on": False, "due": None, "failures": 0, "error": ""}
    return {"on": row.on, "due": row.due, "failures": row.failures, "error": row.error}


def switch_on(request: HttpRequest, record_id: str) -> HttpResponse:
    """Pull the source by its calendar from now on, the first time at once."""
    only(request.GET)
    if city() is None:
        raise BadInput(_("There is no city yet, so nothing can be pulled into it."))
    try:
        row = schedule.switch_on(record_id, by=person(request), foreign=is_foreign())
    except NoSuchSource as error:
        raise NotFoundHere(_("No source of that name is pulled.")) from error
    return answer({"code": record_id, **told(row)})


def pause(request: HttpRequest, record_id: str) -> HttpResponse:
    """Pull the source no more until it is switched on again; its rows stay."""
    only(request.GET)
    row = schedule_of(record_id)
    schedules.pause(by=person(request), schedule=row)
    row.refresh_from_db()
    return answer({"code": record_id, **told(row)})


def now(request: HttpRequest, record_id: str) -> HttpResponse:
    """Pull the source once, at once, as a job of the person: `{"job"}`."""
    only(request.GET)
    job = schedules.pull_now(by=person(request), schedule=schedule_of(record_id))
    jobs.hint(job.pk)
    return answer({"job": job.pk})


def anew(request: HttpRequest, record_id: str) -> HttpResponse:
    """Forget how far the source has come, so that its next pull asks for everything again; its rows stay."""
    only(request.GET)
    row = schedule_of(record_id)
    schedules.begin_anew(by=person(request), schedule=row)
    row.refresh_from_db()
    return answer({"code": record_id, **told(row)})


def schedule_of(code: str) -> Schedule:
    """Raises NotFoundHere for a source that nobody has switched on."""
    declared = schedule.rule_of(code) is not None
    row = Schedule.objects.select_related("source").filter(source__code=code).first() if declared else None
    if row is None:
        raise NotFoundHere(_("No source of that name is pulled."))
    return row


OPERATIONS = (
    Operation("schedules", "schedules", "Sources that are pulled, and when next", Permission.DELIVERY_SEE, listed),
    Operation(
        "schedules/{record_id}/on",
        "schedule_on",
        "Pull a source by its calendar from now on; by the page's session and token only",
        Permission.SOURCE_IMPORT,
        switch_on,
        method="POST",
    ),
    Operation(
        "schedules/{record_id}/off",
        "schedule_off",
        "Pull a source no more until it is switched on again; by the page's session and token only",
        Permission.SOURCE_IMPORT,
        pause,
        method="POST",
    ),
    Operation(
        "schedules/{record_id}/now",
        "schedule_now",
        "Pull a source once, at once, as a job; by the page's session and token only",
        Permission.SOURCE_IMPORT,
        now,
        method="POST",
    ),
    Operation(
        "schedules/{record_id}/anew",
        "schedule_anew",
        "Pull everything of a source again; by the page's session and token only",
        Permission.SOURCE_IMPORT,
        anew,
        method="POST",
    ),
)
