"""`/status`: whether the city's figures are of today, for a program that watches. The page for people: dashboards."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from gis_app.places.queries import city
from gis_app.sources.freshness import Arrival, arrivals, stale


def status(request: HttpRequest) -> JsonResponse:
    """Each source's last delivery, newest event, rhythm and next pull: 200, or 409 when a required source is stale."""
    now, here = timezone.now(), city()
    late = stale(request.user, now)
    document = {
        "at": now,
        "city": here.code if here else None,
        "stale": late,
        "sources": [told(one, late) for one in arrivals(request.user)],
    }
    answer = JsonResponse(document, status=409 if late else 200)
    answer["Cache-Control"] = "private, no-store"
    return answer


def told(one: Arrival, late: list[str]) -> dict[str, Any]:
    return {
        "code": one.source.code,
        "name": one.source.name,
        "required": one.required,
        "stale": one.source.code in late,
        "rhythm_days": one.source.rhythm_days,
        "received": one.received_at,
        "delivery": one.last.delivery if one.last else None,
        "refused": one.last.refused if one.last else None,
        "newest": one.newest,
        "pull": pull(one),
    }


def pull(one: Arrival) -> dict[str, Any] | None:
    """The schedule, for those who may see deliveries."""
    row = one.schedule
    if row is None:
        return None
    return {"on": row.on, "calendar": row.calendar, "due": row.due, "failures": row.failures, "error": row.error}
