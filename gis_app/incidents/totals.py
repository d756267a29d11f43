"""Reads of totals that have no points: which of them count within the filters, and whose they are to see.

Of one kind, district and month either the points count or one source's total, never both.
"""

from collections.abc import Collection
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from gis_app.incidents.filters import Filters
from gis_app.incidents.models import (
    AreaTotal,
    Crime,
    EmergencyCall,
    Incident,
    PlacePrecision,
    RoadAccident,
    Standing,
    TimePrecision,
)
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.places.models import Area
from gis_app.places.queries import areas_named, on_duty

MODELS: dict[str, type[Incident]] = {"crimes": Crime, "accidents": RoadAccident, "calls": EmergencyCall}
SAME = {name: OuterRef(name) for name in ("layer", "kind", "area", "day")}
I = TypeVar("I", bound=Incident)  # noqa: E741


def visible_to(user: Any) -> "QuerySet[AreaTotal]":
    """All for whoever sees the whole city's incidents, those of the districts of duty for the operator, else none."""
    if not may(user, Permission.INCIDENT_SEE):
        return AreaTotal.objects.none()
    return (
        AreaTotal.objects.all()
        if may(user, Permission.WHOLE_CITY_SEE)
        else AreaTotal.objects.filter(area_id__in=on_duty(user))
    )


def any_at_all(layers: Collection[str]) -> bool:
    return AreaTotal.objects.filter(layer__in=layers).exists()


def counting(user: Any, layers: Collection[str], filters: Filters) -> "QuerySet[AreaTotal]":
    """The totals that count beside the points: of whole months in the period, where nothing else of the same stands.

    None within a drawn area, in areas that are no districts, or for a finer precision than theirs. Raises BadFilter.
    """
    rows = visible_to(user).filter(layer__in=layers)
    if not can_tell(filters):
        return rows.none()
    return standing(_asked(rows, filters))


def number(user: Any, layers: Collection[str], filters: Filters) -> int:
    """How many incidents are counted by totals within the filters."""
    if not any_at_all(layers):
        return 0
    return counting(user, layers, filters).aggregate(n=Sum("n", default=0))["n"]


def can_tell(filters: Filters) -> bool:
    """Whether a total, of a district and a month, can be said to lie within the filters."""
    coarse = filters.precision in ("", PlacePrecision.AREA, TimePrecision.INTERVAL)
    others = Area.objects.filter(pk__in=areas_named(filters.areas)).exclude(kind=Area.Kind.DISTRICT)
    return filters.within is None and coarse and not others.exists()


def _asked(rows: "QuerySet[AreaTotal]", filters: Filters) -> "QuerySet[AreaTotal]":
    if filters.kinds:
        rows = rows.filter(kind__in=filters.kinds)
    if filters.areas:
        rows = rows.filter(area_id__in=areas_named(filters.areas))
    if filters.from_:
        rows = rows.filter(day__gte=filters.from_)
    return rows.filter(end__lte=filters.to) if filters.to else rows


def standing(rows: "QuerySet[AreaTotal]") -> "QuerySet[AreaTotal]":
    """Those of the totals that stand: a person's word goes first, then points, then the source that was first here."""
    declared = list(declared_sources())
    by_word, alike = Q(source__in=declared), AreaTotal.objects.filter(**SAME)
    earlier = Exists(alike.filter(source__lt=OuterRef("source")))
    rows = rows.exclude(by_word & Exists(alike.filter(source__in=declared, source__lt=OuterRef("source"))))
    rows = rows.exclude(~by_word & (Exists(alike.filter(source__in=declared)) | earlier))
    for layer, model in MODELS.items():
        rows = rows.exclude(~by_word & Q(layer=layer) & Exists(_points(model)))
    return rows


def _points(model: type[Incident]) -> "QuerySet[Any]":
    """The incidents of the outer total's kind, district and month."""
    month = Q(day__gte=OuterRef("day"), day__lt=OuterRef("end"))
    return model._default_manager.filter(month, area=OuterRef("area"), kind=OuterRef("kind"))


def declared_sources() -> Collection[int]:
    """The sources whose totals stand by a person's word."""
    return Standing.objects.values_list("source_id", flat=True)


def brings_totals(source: int) -> bool:
    """Whether a source's rows are totals."""
    return AreaTotal.objects.filter(source=source).exists()


def overlap(source: int) -> tuple[int, int]:
    """How many of a source's totals have points of the same kind, district and month beside them, and of how many."""
    rows = AreaTotal.objects.filter(source=source)
    beside: Any = Q(pk__in=[])
    for layer, model in MODELS.items():
        beside |= Q(layer=layer) & Exists(_points(model))
    return rows.filter(beside).count(), rows.count()


def replaced(rows: "QuerySet[I]", layer: str, filters: Filters) -> "QuerySet[I]":
    """The incidents without those in whose place a total within the filters stands by a person's word."""
    declared = list(declared_sources())
    if not declared or not can_tell(filters):
        return rows
    month = Q(day__lte=OuterRef("day"), end__gt=OuterRef("day"), source__in=declared)
    alike = AreaTotal.objects.filter(month, layer=layer, area=OuterRef("area"), kind=OuterRef("kind"))
    return rows.exclude(Exists(_asked(alike, filters)))
