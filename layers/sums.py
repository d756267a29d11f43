"""How many rows there are, from the stored cells where these can tell: a million rows are not counted at each move."""

from dataclasses import replace
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from gis_app.incidents.filters import Filters
from gis_app.incidents.kept_cells import FINEST, LEVELS
from gis_app.places import queries
from layers.address import MAX_LATITUDE, along_curve, column_and_row
from layers.bbox import Box
from layers.cells import TENTHS, period
from layers.layer import Layer

COARSEST = min(LEVELS)
MOST_SQUARES = 4_000
FAR = 0.2


def total(user: Any, layer: Layer, filters: Filters, box: Box | None = None) -> int:
    """Rows that a viewer may see within the filters, and in the box. Raises BadFilter."""
    cells = layer.stored(user, filters)
    if cells is None:
        rows = layer.rows(user, filters)
        return (rows.filter(box.meets(layer.geometry)) if box else rows).count()
    if box is None:
        return summed(cells.filter(level=COARSEST), filters)
    return sum(summed(cells.filter(part), filters) for span in spans(box) for part in parts(span))


def by_kind(user: Any, layer: Layer, filters: Filters) -> dict[str, int]:
    """How many of each kind, the kinds that there are none of left out. Raises BadFilter."""
    cells = layer.stored(user, filters)
    if cells is None:
        rows = layer.rows(user, filters).order_by().values_list("kind")
        return dict(rows.annotate(n=Count("*")))
    since, until = period(filters)
    found = cells.filter(level=COARSEST).order_by().values_list("kind").annotate(in_period=Sum(until - since))
    return {kind: n for kind, n in found if n}


def summed(cells: QuerySet, filters: Filters) -> int:
    since, until = period(filters)
    return cells.aggregate(n=Sum(until - since, default=0))["n"]


def spans(box: Box) -> list[Box]:
    """The box, in two where it crosses 180°, without what lies far from the city."""
    halves = [box] if box.west <= box.east else [replace(box, east=180.0), replace(box, west=-180.0)]
    reach = queries.reach() or (-180.0, -MAX_LATITUDE, 180.0, MAX_LATITUDE)
    west, south, east, north = (side + far for side, far in zip(reach, (-FAR, -FAR, FAR, FAR), strict=True))
    near = [
        Box(max(one.west, west), max(one.south, south), min(one.east, east), min(one.north, north)) for one in halves
    ]
    return [one for one in near if one.west <= one.east and one.south <= one.north]


def parts(box: Box) -> list[Q]:
    """The coarsest squares that lie inside the box, and single incidents in the squares that its edge crosses."""
    (left, top), (right, bottom) = (column_and_row(*corner, COARSEST) for corner in corners(box))
    whole = {(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)}
    if len(whole) > MOST_SQUARES:
        return [Q(level=FINEST) & inside(box)]
    inner = {(x, y) for x, y in whole if left < x < right and top < y < bottom}
    edge = Q(pk__in=[])
    for x, y in whole - inner:
        first = along_curve(x, y) << 2 * (FINEST - COARSEST)
        edge |= Q(cell__gte=first, cell__lt=first + (1 << 2 * (FINEST - COARSEST)))
    kept = [Q(level=FINEST) & inside(box) & edge]
    return [*kept, Q(level=COARSEST, cell__in=[along_curve(x, y) for x, y in inner])] if inner else kept


def corners(box: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    """The north-western and the south-eastern one."""
    return (box.west, min(box.north, MAX_LATITUDE)), (box.east, max(box.south, -MAX_LATITUDE))


def inside(box: Box) -> Q:
    """Single incidents in the box: a range of the curve for the index, then each by its own place."""
    first, last = (along_curve(*column_and_row(*corner, FINEST)) for corner in corners(box))
    sides = {"lon__gte": box.west, "lon__lte": box.east, "lat__gte": box.south, "lat__lte": box.north}
    return Q(cell__gte=first, cell__lte=last, **{name: round(side * TENTHS) for name, side in sides.items()})
