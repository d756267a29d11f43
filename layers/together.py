"""Incidents for charts: points, and the totals of districts; never both of one kind, district and month."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from gis_app.incidents import totals
from gis_app.incidents.filters import Filters
from layers import sums
from layers.registry import BY_ID


def points(user: Any, layer: str, filters: Filters) -> QuerySet:
    """The incidents of a layer without those in whose place a total stands. Raises BadFilter."""
    return totals.replaced(BY_ID[layer].rows(user, filters), layer, filters).order_by()


def days(user: Any, layers: Collection[str], filters: Filters) -> list[tuple[str, date, int]]:
    """Layer, day and number of the incidents that have points. Raises BadFilter."""
    return [
        (layer, day, n)
        for layer in layers
        for day, n in points(user, layer, filters).values_list("day").annotate(n=Count("*"))
    ]


def months(user: Any, layers: Collection[str], filters: Filters) -> list[tuple[str, date, date, int]]:
    """Layer, first day of the month, first day of the next, and number of the incidents that have no points."""
    found = totals.counting(user, layers, filters).order_by().values_list("layer", "day", "end")
    return list(found.annotate(of_all=Sum("n")))


def by_kind(user: Any, layers: Collection[str], filters: Filters) -> dict[tuple[str, str], int]:
    """How many incidents of each (kind, layer), points and totals. Raises BadFilter."""
    counted: Counter[tuple[str, str]] = Counter()
    for layer in layers:
        counted.update({(kind, layer): n for kind, n in kinds_of_points(user, layer, filters).items()})
    told = totals.counting(user, layers, filters).order_by().values_list("kind", "layer")
    for kind, layer, n in told.annotate(of_all=Sum("n")):
        counted[kind, layer] += n
    return dict(counted)


def kinds_of_points(user: Any, layer: str, filters: Filters) -> dict[str, int]:
    """From the stored cells, unless totals stand in the place of points."""
    if not totals.declared_sources():
        return sums.by_kind(user, BY_ID[layer], filters)
    return dict(points(user, layer, filters).values_list("kind").annotate(n=Count("*")))
