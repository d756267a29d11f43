"""Incidents by district: points where they lie, and totals of districts that have no points, never both of one."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from gis_app import speech
from gis_app.incidents import totals
from gis_app.incidents.filters import Filters
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.places.models import Area
from gis_app.places.queries import on_duty
from layers.areas import AREAS
from layers.cells import period
from layers.layer import Layer
from layers.registry import BY_ID
from layers.shared import named
from layers.sums import COARSEST

CLASSES = 5
PER = 1000


@dataclass(frozen=True)
class District:
    """One district: how many points and how many of totals; `per_1000` residents, None where nobody counted them."""

    area: Area
    points: int
    totals: int

    @property
    def n(self) -> int:
        return self.points + self.totals

    @property
    def per_1000(self) -> float | None:
        return PER * self.n / self.area.population if self.area.population else None


def by_area(user: Any, layers: Collection[str], filters: Filters) -> list[District]:
    """Every district whose incidents the viewer may see, in the order of their codes. Raises BadFilter."""
    points: Counter[int] = Counter()
    for layer in layers:
        points.update(points_of(user, BY_ID[layer], filters))
    told = totals.counting(user, layers, filters).order_by().values_list("area").annotate(n=Sum("n"))
    summed = dict(told)
    districts = watched(user).defer("shape", "raw").order_by("code")
    return [District(area, points[area.pk], summed.get(area.pk, 0)) for area in districts]


def watched(user: Any) -> "QuerySet[Area]":
    """The districts whose incidents the person may see: an operator's are those of duty."""
    districts = AREAS.rows(user, Filters()).filter(kind=Area.Kind.DISTRICT)
    return districts if may(user, Permission.WHOLE_CITY_SEE) else districts.filter(pk__in=on_duty(user))


def points_of(user: Any, layer: Layer, filters: Filters) -> dict[int, int]:
    """Points by the id of their district, from the stored cells where these can tell."""
    cells = None if totals.declared_sources() else layer.stored(user, filters)
    if cells is None:
        rows = totals.replaced(layer.rows(user, filters), layer.id, filters).exclude(area=None).order_by()
        return dict(rows.values_list("area").annotate(n=Count("*")))
    since, until = period(filters)
    found = cells.filter(level=COARSEST).exclude(area=None).order_by().values_list("area")
    return dict(found.annotate(in_period=Sum(until - since)))


def classes(values: Collection[float]) -> list[float]:
    """Upper edges of at most five classes with about as many districts in each (quantiles, type 7).

    >>> classes([1, 2, 3, 4, 5, 6]), classes([7, 7]), classes([])
    ([2.0, 3.0, 4.0, 5.0, 6.0], [7.0], [])
    """
    if not values:
        return []
    return sorted({float(edge) for edge in np.quantile(list(values), np.arange(1, CLASSES + 1) / CLASSES)})


def shading(user: Any, layers: Collection[str], filters: Filters, per: str) -> dict[str, Any]:
    """What a map that is shaded by district needs: each district's number and class, the legend, a note.

    per: `n`, or `rate` for incidents a thousand residents.
    """
    found = by_area(user, layers, filters)
    shown = [(one, value_of(one, per)) for one in found]
    known = [value for _one, value in shown if value is not None]
    edges = classes(known)
    return {
        "areas": [told(one, value, edges) for one, value in shown],
        "legend": legend(known, edges, 1 if per == "rate" else 0),
        "note": note(user, layers, filters, sum(one.totals for one in found)),
    }


def value_of(one: District, per: str) -> float | None:
    return one.per_1000 if per == "rate" else one.n


def told(one: District, value: float | None, edges: list[float]) -> dict[str, Any]:
    step = None if value is None else int(np.searchsorted(edges, value))
    counted = {"n": one.n, "points": one.points, "totals": one.totals, "per_1000": one.per_1000}
    return {"id": one.area.pk, "code": one.area.code, "name": named(one.area) or one.area.code, "step": step, **counted}


def legend(values: list[float], edges: list[float], decimals: int) -> list[str]:
    """The least and the greatest value of each class."""
    parted = np.searchsorted(edges, values)
    groups = [[value for value, step in zip(values, parted, strict=True) if step == at] for at in range(len(edges))]
    return [span(min(group), max(group), decimals) if group else "" for group in groups]


def span(least: float, most: float, decimals: int) -> str:
    first, last = speech.number(least, decimals), speech.number(most, decimals)
    return first if first == last else f"{first} – {last}"


def note(user: Any, layers: Collection[str], filters: Filters, summed: int) -> str:
    """Whether totals are among the numbers, or why they can't be."""
    if summed:
        return _("%(n)s of them are totals by district and month, which have no points.") % {"n": speech.number(summed)}
    return left_out(user, layers, filters)


def left_out(user: Any, layers: Collection[str], filters: Filters) -> str:
    """Why the totals of districts can't be counted within the filters; "" where there are none or they are counted."""
    if not totals.any_at_all(layers) or totals.can_tell(filters):
        return ""
    if filters.within:
        return _("Totals by district and month are left out: they have no points that could lie in a drawn area.")
    if filters.precision:
        return _("Totals by district and month are left out: they know no place or time more exactly than that.")
    return _("Totals by district and month are left out: they can't tell of areas that are no districts.")
