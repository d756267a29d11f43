"""Reads of sources, their deliveries and the rows that could not be taken."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, OuterRef, QuerySet, Subquery

from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.sources.models import Change, Delivery, Edit, Rejection, Source

M = TypeVar("M", bound=Model)

NEEDS: dict[type[Model], Permission] = {
    Source: Permission.MAP_SEE,
    Delivery: Permission.DELIVERY_SEE,
    Rejection: Permission.REJECTION_SEE,
    Edit: Permission.REJECTION_SEE,
    Change: Permission.REJECTION_SEE,
}


@dataclass(frozen=True)
class Last:
    """A source's last published delivery, and the one refused since then, where there is one."""

    name: str
    rhythm_days: float | None
    received_at: datetime | None
    delivery: int | None
    refused_at: datetime | None
    refused: int | None
    source: int


def last_deliveries(user: Any) -> list[Last]:
    """Every source that has delivered, by name, for everybody who signed in: times and numbers, no rows."""
    ended = Delivery.objects.filter(source=OuterRef("pk")).order_by("-received_at", "-pk")
    taken = ended.filter(state=Delivery.State.PUBLISHED)
    untaken = ended.filter(state__in=(Delivery.State.REFUSED, Delivery.State.FAILED))
    found = visible_to(user, Source).annotate(
        taken_at=Subquery(taken.values("received_at")[:1]),
        taken=Subquery(taken.values("pk")[:1]),
        untaken_at=Subquery(untaken.values("received_at")[:1]),
        untaken=Subquery(untaken.values("pk")[:1]),
    )
    return [_last(row) for row in found.order_by("name") if row.taken or row.untaken]


def _last(row: Any) -> Last:
    newer = row.untaken_at is not None and (row.taken_at is None or row.untaken_at > row.taken_at)
    refused_at, refused = (row.untaken_at, row.untaken) if newer else (None, None)
    return Last(row.title, row.rhythm_days, row.taken_at, row.taken, refused_at, refused, row.pk)


def visible_to(user: Any, model: type[M]) -> "QuerySet[M]":
    """Sources for everybody who signed in; deliveries and rejections for those whose role answers for them."""
    rows = model._default_manager.all()
    return rows if may(user, NEEDS[model]) else rows.none()
