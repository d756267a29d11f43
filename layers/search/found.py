"""What a search finds, and how well it answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from pyproj import Geod

from gis_app.incidents.filters import Filters
from gis_app.wording import words, words_of
from layers.layer import Viewer
from layers.registry import BY_ID
from layers.search.asked import Asked

CANDIDATES = 200
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
    rows: QuerySet,
    model: type[Model],
    columns: Sequence[str],
    asked: Asked,
    kinds: Mapping[str, str] | None = None,
    most: int = CANDIDATES,
) -> list[Any]:
    """At most `most` rows whose words begin with every word that is required, each with its `score`, the best first.

    Rows that have all of the words whole come before the others are looked for. kinds: codes of the rows' kinds and
    what the reader calls them; a word may name the kind instead.
    """
    texted = rows.alias(words=words_of(model, columns)).defer("raw")
    found = list(texted.filter(*(has(f" {word} ", word, kinds) for word in asked.required))[:most])
    if len(found) < most:
        others = texted.filter(*(has(f" {word}", word, kinds) for word in asked.required))
        found += others.exclude(pk__in=[row.pk for row in found])[: most - len(found)]
    for row in found:
        row.text = text_of(row, columns)
        row.score = sum(word in row.text for word in (*asked.required, *asked.optional))
    return sorted(found, key=lambda row: (-row.score, sum(map(len, row.text)), row.text, row.pk))


def has(part: str, word: str, kinds: Mapping[str, str] | None) -> Q:
    """Rows with `part` among their words, or of a kind whose name begins with `word`."""
    named = [code for code, title in (kinds or {}).items() if len(word) > 2 and title.startswith(word)]
    return Q(words__contains=part) | Q(kind__in=named) if named else Q(words__contains=part)


def text_of(row: Any, columns: Sequence[str]) -> list[str]:
    """The words of a row in hand, as the index has them."""
    values = (getattr(row, name) for name in columns)
    return words(" ".join(" ".join(value.values()) if isinstance(value, dict) else value for value in values))


def spot(shape: Any) -> Point:
    """A point on a shape: itself, the middle of a line, a point inside a polygon."""
    if shape.geom_type == "Point":
        return shape.x, shape.y
    on = shape.interpolate_normalized(0.5) if shape.geom_type == "LineString" else shape.point_on_surface
    return on.x, on.y
