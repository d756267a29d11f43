"""What a search finds, and how well it answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Case, IntegerField, Model, Q, QuerySet, Value, When
from django.db.models.functions import Length
from pyproj import Geod

from gis_app.incidents.filters import Filters
from gis_app.wording import words_of
from layers.layer import Viewer
from layers.registry import BY_ID
from layers.search.asked import Asked

CANDIDATES = 60
EARTH = Geod(ellps="WGS84")
Point = tuple[float, float]


@dataclass(frozen=True)
class Found:
    """One answer. point: longitude, latitude; bounds: west, south, east, north of something larger than a point.

    layer and record name the card it opens, None for a bare place; score: how many of the words it has whole.
    """

    title: str
    detail: str
    point: Point
    layer: str | None = None
    record: int | None = None
    bounds: tuple[float, float, float, float] | None = None
    score: int = 0

    def told(self, near: Point | None) -> dict[str, Any]:
        """The answer as JSON, with its distance from `near` in metres along the ellipsoid."""
        distance = round(metres(near, self.point)) if near else None
        return {
            **{name: getattr(self, name) for name in ("title", "detail", "layer", "bounds")},
            "id": None if self.record is None else str(self.record),
            "point": [round(part, 7) for part in self.point],
            "distance_m": distance,
        }


def rows(user: Viewer, layer: str) -> QuerySet:
    """What the person may see of a layer."""
    return BY_ID[layer].rows(user, Filters())


def metres(one: Point, other: Point) -> float:
    return EARTH.inv(*one, *other)[2]


def best(found: Iterable[Found], near: Point | None, limit: int) -> list[Found]:
    """The `limit` best: most words whole, then nearest, then as they came."""
    return sorted(found, key=lambda one: (-one.score, metres(near, one.point) if near else 0))[:limit]


def matching(
    rows: QuerySet, model: type[Model], columns: Iterable[str], asked: Asked, kinds: dict[str, str] | None = None
) -> QuerySet:
    """Rows whose words begin with every word that is required, the best `CANDIDATES`, with their `score`.

    kinds: codes of the rows' kinds and what the reader calls them; a word may name the kind instead.
    """
    rows = rows.alias(words=words_of(model, columns))
    for word in asked.required:
        named = [code for code, title in (kinds or {}).items() if len(word) > 2 and title.startswith(word)]
        rows = rows.filter(
            Q(words__contains=f" {word}") | Q(kind__in=named) if named else Q(words__contains=f" {word}")
        )
    return rows.annotate(score=score(asked)).order_by("-score", Length("words"), "words", "pk")


def score(asked: Asked) -> Any:
    """How many of the words typed stand whole in a row's words."""
    whole: Iterator[Any] = (
        Case(When(words__contains=f" {word} ", then=Value(1)), default=Value(0), output_field=IntegerField())
        for word in (*asked.required, *asked.optional)
    )
    return sum(whole, start=Value(0, output_field=IntegerField()))


def spot(shape: GEOSGeometry) -> Point:
    """A point on a shape: itself, the middle of a line, a point inside a polygon."""
    if shape.geom_type == "Point":
        return shape.x, shape.y
    on = shape.interpolate_normalized(0.5) if shape.geom_type == "LineString" else shape.point_on_surface
    return on.x, on.y
