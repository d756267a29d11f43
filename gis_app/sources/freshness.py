"""Reads of how fresh each source is, and of when it is pulled."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max, Q
from django.utils import timezone

from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.sources.models import Delivery, Source
from gis_app.sources.pulls import Pull, Schedule
from gis_app.sources.queries import Last, last_deliveries, visible_to

PATIENCE = 0.25


@dataclass(frozen=True)
class Arrival:
    """One source: its last delivery, its newest event, what is expected of it, and its schedule where it has one.

    last: None before the first delivery. schedule: None too for those who may not see deliveries.
    """

    source: Source
    last: Last | None
    newest: date | None
    schedule: Schedule | None
    required: bool

    @property
    def received_at(self) -> datetime | None:
        return self.last.received_at if self.last else None


def arrivals(user: Any) -> list[Arrival]:
    """Every source that has delivered, is pulled, or is required, by name; for everybody who signed in."""
    last = {one.source: one for one in last_deliveries(user)}
    plans = {one.source_id: one for one in schedules(user)}
    published = Q(deliveries__state=Delivery.State.PUBLISHED)
    rows = visible_to(user, Source).annotate(newest=Max("deliveries__newest", filter=published)).order_by("name")
    found = [Arrival(row, last.get(row.pk), row.newest, plans.get(row.pk), is_required(row)) for row in rows]
    return [one for one in found if one.last or one.schedule or one.required]


def is_required(row: Source) -> bool:
    return row.required or row.code in settings.REQUIRED_SOURCES


def schedules(user: Any) -> "list[Schedule]":
    """Schedules, for those who may see deliveries."""
    rows = Schedule.objects.select_related("source").order_by("source__name")
    return list(rows) if may(user, Permission.DELIVERY_SEE) else []


def pulls(user: Any, code: str, most: int) -> list[Pull]:
    """The last tries of a source, the newest first."""
    rows = Pull.objects.filter(schedule__source__code=code).select_related("delivery").order_by("-began_at", "-pk")
    return list(rows[:most]) if may(user, Permission.DELIVERY_SEE) else []


def stale(user: Any, now: datetime | None = None) -> list[str]:
    """Codes of the required sources without which the city's figures are not to be trusted today.

    One is stale that has never come, or that is later than its rhythm and a quarter of it: a daily delivery that took
    a minute longer than yesterday's alarms nobody. One without a rhythm is never stale once it has come.
    """
    now = now or timezone.now()
    known = {one.source.code: one for one in arrivals(user)}
    never = [code for code in settings.REQUIRED_SOURCES if code not in known]
    return sorted([*never, *(code for code, one in known.items() if one.required and overdue(one, now))])


def overdue(one: Arrival, now: datetime) -> bool:
    if one.received_at is None:
        return True
    rhythm = one.source.rhythm_days
    return rhythm is not None and now - one.received_at > timedelta(days=rhythm * (1 + PATIENCE))
