"""The places of a question: from the store's streets and buildings, without those that its rules forbid."""

from dataclasses import dataclass

import numpy as np
import shapely
from django.db import connection

from etl.derive.placement.places import Spots, along, apart, crossings, facades, joined
from gis_app.findings.demand import Rules
from gis_app.findings.metric import Metric
from gis_app.findings.placements.parameters import Asked
from gis_app.places.models import City

USUAL_WIDTH_M, NEAREST_M = 8.0, 3.0
# What a place may break, in the order in which it is looked at.
OUTSIDE, FORBIDDEN, INSIDE, HOMES = RULES = ("outside", "forbidden", "inside", "homes")
# Sites and buildings that the public owns or enters, by our kinds and OpenStreetMap's values.
PUBLIC_SITES = ("school", "kindergarten", "hospital", "police", "fire_station")
PUBLIC_BUILDINGS = (
    *("public", "civic", "government", "school", "kindergarten", "hospital", "university", "college", "library"),
    *("museum", "theatre", "train_station", "transportation", "fire_station", "sports_centre"),
)
STREETS = """
    SELECT ST_AsBinary((ST_Dump(shape)).geom), coalesce(width_m, %s) FROM places_street
    WHERE kind = ANY(%s) AND NOT tunnel AND NOT bridge AND ST_Dimension(shape) = 1 ORDER BY id
"""
PUBLIC = """
    SELECT ST_AsBinary(b.shape) FROM places_building b WHERE NOT b.is_part AND (b.kind = ANY(%s) OR EXISTS (
        SELECT FROM places_site s WHERE s.kind = ANY(%s) AND ST_Intersects(b.shape, s.point))) ORDER BY b.id
"""
BUILT = (
    "SELECT ST_AsBinary(shape), kind = ANY(%s) FROM places_building WHERE NOT is_part AND kind <> 'roof' ORDER BY id"
)


@dataclass(frozen=True)
class Found:
    """Places that may be used, the planner's own first; how many of each mount were looked at.

    own: which of the planner's points are among them, as positions in `points`, in the order of the places.
    left_out: how many of the planner's points break which rule, the first of `RULES`.
    """

    spots: Spots
    counts: dict[str, int]
    own: np.ndarray
    left_out: dict[str, int]


def candidates(asked: Asked, city: City, metric: Metric, rules: Rules) -> Found:
    """Every place that the question allows; own points keep their order."""
    parts = [_own(asked, metric)]
    lines, halves = _streets(metric, rules) if asked.crossings or asked.poles else ([], [])
    if asked.crossings:
        parts.append(crossings(lines, halves))
    if asked.facades:
        parts.append(
            facades(metric.shapes(_shapes(PUBLIC, [list(PUBLIC_BUILDINGS), list(PUBLIC_SITES)])), asked.spacing_m)
        )
    if asked.poles:
        parts.append(along(lines, halves, asked.spacing_m))
    every = joined(parts)
    broken = _broken(every, asked, city, metric, rules)
    own, others = np.split(np.arange(len(every)), [len(asked.points)])
    stays = own[broken[own] == ""]
    spots = joined([every.kept(stays), apart(every.kept(others[broken[others] == ""]), NEAREST_M)])
    return Found(spots, _counted(spots.mount), stays, _counted(broken[own][broken[own] != ""]))


def _counted(names: np.ndarray) -> dict[str, int]:
    found, counts = np.unique(names.astype(str), return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))


def _own(asked: Asked, metric: Metric) -> Spots:
    if not asked.points:
        return Spots.of("own", np.zeros((0, 2)))
    return Spots.of("own", np.column_stack(metric.metres(*zip(*asked.points, strict=True))))


def _streets(metric: Metric, rules: Rules) -> tuple[list[shapely.LineString], list[float]]:
    with connection.cursor() as cursor:
        cursor.execute(STREETS, [USUAL_WIDTH_M, list(rules.streets)])
        rows = cursor.fetchall()
    lines = metric.shapes(shapely.from_wkb([bytes(shape) for shape, _width in rows]))
    return list(lines), [width / 2 for _shape, width in rows]


def _shapes(statement: str, values: list[list[str]]) -> np.ndarray:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return shapely.from_wkb([bytes(row[0]) for row in cursor.fetchall()])


def _broken(spots: Spots, asked: Asked, city: City, metric: Metric, rules: Rules) -> np.ndarray:
    """The rule that each place breaks, the first of `RULES`, "" for one that may be used.

    A place is in the city and its margin, in no forbidden zone, outside houses (a wall's place is outside its own), and
    away from homes.
    """
    degrees = metric.degrees(spots.points)
    near = shapely.from_wkb(bytes(city.near.wkb))
    shapely.prepare(near)
    forbidden = asked.forbidden_shape
    banned = np.zeros(len(spots), dtype=bool) if forbidden is None else shapely.intersects(forbidden, degrees)
    inside, beside = _in_the_way(spots, asked.homes_m, metric, rules)
    return np.select([~shapely.intersects(near, degrees), banned, inside, beside], RULES, default="").astype(object)


def _in_the_way(spots: Spots, homes_m: float, metric: Metric, rules: Rules) -> tuple[np.ndarray, np.ndarray]:
    """Which stand inside a building; which nearer to a home's wall than they may."""
    with connection.cursor() as cursor:
        cursor.execute(BUILT, [list(rules.homes)])
        rows = cursor.fetchall()
    inside, beside = np.zeros(len(spots), dtype=bool), np.zeros(len(spots), dtype=bool)
    if not rows:
        return inside, beside
    shapes = metric.shapes(shapely.from_wkb([bytes(shape) for shape, _home in rows]))
    inside[shapely.STRtree(shapes).query(spots.points, predicate="intersects")[0]] = True
    homes = shapes[np.array([home for _shape, home in rows], dtype=bool)]
    if homes_m > 0 and len(homes):
        beside[shapely.STRtree(homes).query(spots.points, predicate="dwithin", distance=homes_m)[0]] = True
    return inside, beside
