"""Where two streets meet: by the stretches that the map has of them."""

from collections.abc import Iterator, Sequence
from typing import Any

import shapely
from django.db.models import QuerySet
from shapely import STRtree

from gis_app.places.models import Street
from layers.search.asked import Asked
from layers.search.found import Point, matching, metres
from layers.shared import named

MOST_STRETCHES = 400
MOST_CROSSINGS = 20
ONE_CROSSING_M = 60.0


def candidates(rows: QuerySet, asked: Asked) -> list[Street]:
    """Stretches of streets by that name, those that have most of its words."""
    found = matching(rows.exclude(name=""), Street, ("name", "names", "former"), asked, most=MOST_STRETCHES)
    return [row for row in found if row.score == found[0].score]


def between(one: Sequence[Street], other: Sequence[Street]) -> Iterator[tuple[tuple[str, str], Point]]:
    """Both names and the place, of every crossing of a stretch of `one` with a stretch of `other`.

    The carriageways of one avenue cross at several points; those within `ONE_CROSSING_M` metres are one crossing.
    """
    seen: list[tuple[tuple[str, str], Point]] = []
    for first, second in pairs(one, other):
        if first.name == second.name or len(seen) >= MOST_CROSSINGS:
            continue
        names = (named(first), named(second))
        for place in meetings(first.shape, second.shape):
            if not any(names == there and metres(place, point) < ONE_CROSSING_M for there, point in seen):
                seen.append((names, place))
                yield names, place


def pairs(one: Sequence[Street], other: Sequence[Street]) -> Iterator[tuple[Street, Street]]:
    """The stretches that touch each other."""
    if not one or not other:
        return
    mine, theirs = (shapely.from_wkb([bytes(row.shape.wkb) for row in rows]) for rows in (one, other))
    for i, j in STRtree(theirs).query(mine, predicate="intersects").T:
        yield one[i], other[j]


def meetings(one: Any, other: Any) -> list[Point]:
    """The points two lines share; where they run together, the middle of that stretch."""
    shared = one.intersection(other)
    parts = list(shared) if shared.geom_type.startswith(("Multi", "Geometry")) else [shared]
    return [(part.centroid.x, part.centroid.y) for part in parts if not part.empty]
