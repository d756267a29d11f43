"""Reads of incidents: who may see which, and what the filters leave of them."""

from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from gis_app.incidents.filters import Filters
from gis_app.incidents.models import Cell, Incident, PlacePrecision, TimePrecision
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.places.models import Area
from gis_app.places.queries import areas_named, lies_in, linked, on_duty, within_duty
from gis_app.sources.models import Rejection

I = TypeVar("I", bound=Incident)  # noqa: E741
C = TypeVar("C", bound=Cell)
R = TypeVar("R", bound=Incident | Cell)


def visible_to(user: Any, model: type[R]) -> "QuerySet[R]":
    """Incidents and their cells: all for planner and official, those of the watch for the operator, else none."""
    rows: Any = model._default_manager.all()
    return rows.filter(within_duty(user)) if may(user, Permission.INCIDENT_SEE) else rows.none()


def filtered(rows: "QuerySet[I]", filters: Filters) -> "QuerySet[I]":
    """What the filters leave; of a precision, the rows at least so precise. Raises BadFilter for an unknown area."""
    return _alike(rows.filter(_period(filters)), filters)


def cells(user: Any, model: type[C], filters: Filters) -> "QuerySet[C] | None":
    """The cells of the incidents that a person may see within the filters, the period apart: a cell has many days.

    None where only the rows can tell: a drawn area, and areas to which no row refers. Raises BadFilter.
    """
    watched = () if may(user, Permission.WHOLE_CITY_SEE) else on_duty(user)
    if filters.within or not linked({*areas_named(filters.areas), *watched}):
        return None
    return _alike(visible_to(user, model), filters)


def _alike(rows: "QuerySet[R]", filters: Filters) -> "QuerySet[R]":
    if filters.kinds:
        rows = rows.filter(kind__in=filters.kinds)
    if filters.areas:
        rows = rows.filter(lies_in(areas_named(filters.areas)))
    return rows.filter(at_least(filters.precision)) if filters.precision else rows


def at_least(precision: str) -> Q:
    """Rows at least as precise in place (point … area) or in time (minute … interval)."""
    for field, scale in (("place_precision", PlacePrecision.values), ("time_precision", TimePrecision.values)):
        if precision in scale:
            return Q(**{f"{field}__in": scale[: scale.index(precision) + 1]})
    raise ValueError(f"not a precision: {precision}")


def not_placed(user: Any, layer: str, filters: Filters) -> "QuerySet[Rejection]":
    """Unresolved rejections that belong to a person's totals of a layer: "and n not placed".

    For counting by people who may see the incidents themselves; the rows are shown by `sources.queries` alone.
    """
    rows = Rejection.objects.filter(layer=layer, resolved_at=None).exclude(reason=Rejection.Reason.DUPLICATE)
    if not may(user, Permission.INCIDENT_SEE):
        return rows.none()
    if not may(user, Permission.WHOLE_CITY_SEE):
        rows = rows.filter(area__in=["", *_codes(on_duty(user))])
    if filters.kinds:
        rows = rows.filter(kind__in=filters.kinds)
    if filters.areas:
        rows = rows.filter(area__in=_codes(areas_named(filters.areas)))
    return rows.filter(_period(filters))


def _codes(areas: Any) -> list[str]:
    return list(Area.objects.filter(pk__in=areas).values_list("code", flat=True))


def _period(filters: Filters) -> Q:
    begin = Q(day__gte=filters.from_) if filters.from_ else Q()
    return begin & Q(day__lt=filters.to) if filters.to else begin
