"""Reads of links: the queue of those who decide, and with what one record is linked."""

from typing import Any

from django.db.models import F, Q, QuerySet

from gis_app.incidents.links.models import DECIDED, LINKED, Link
from gis_app.people.permissions import Permission
from gis_app.people.roles import may

# What a queue holds: what waits, what linked itself, what was put off or decided, and what fits no longer.
SHOWS: dict[str, Q] = {
    "waiting": Q(state=Link.State.OPEN, broken=""),
    "broken": ~Q(broken="") & ~Q(broken=F("known")),
    "later": Q(state=Link.State.LATER),
    "linked": Q(state=Link.State.AUTOMATIC, broken=""),
    "decided": Q(state__in=DECIDED),
}


def visible_to(user: Any) -> "QuerySet[Link]":
    """Links for those who see every incident of the city and may correct records; for the rest none."""
    needed = (Permission.RECORD_EDIT, Permission.INCIDENT_SEE, Permission.WHOLE_CITY_SEE)
    rows = Link.objects.all()
    return rows if all(may(user, one) for one in needed) else rows.none()


def queue(user: Any, show: str = "waiting", pair: str = "") -> "QuerySet[Link]":
    """One of the `SHOWS`, candidates of one record together and the nearest first."""
    rows = visible_to(user).filter(SHOWS[show])
    return (rows.filter(pair=pair) if pair else rows).order_by("pair", "a", "metres", "pk")


def counts(user: Any, pair: str = "") -> dict[str, int]:
    """How many links each of the `SHOWS` holds."""
    return {show: queue(user, show, pair).count() for show in SHOWS}


def linked_to(layer: str, record: int) -> list[tuple[str, int, str]]:
    """`(layer, id, state)` of the records that are linked to one, for whom it concerns to look up what may be seen."""
    rows = Link.objects.filter(state__in=LINKED)
    ends = rows.filter(layer_a=layer, a=record).values_list("layer_b", "b", "state")
    return sorted([*ends, *rows.filter(layer_b=layer, b=record).values_list("layer_a", "a", "state")])
