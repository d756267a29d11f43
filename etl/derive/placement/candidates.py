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
    """Places that may be used, the planner's own first; how many of each mount were looked at."""

    spots: Spots
    counts: dict[str, int]


def candidates(asked: Asked, city: City, metric: Metric, rules: Rules) -> Found:
    """Every place that the question allows; own points keep their order, `required_points` refer to it."""
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
    own, *rest = parts
    spots = joined([own, apart(_allowed(joined(rest), asked, city, metric, rules), NEAREST_M)])
    kinds, counts = np.unique(spots.mount.astype(str), return_counts=True)
    return Found(spots, dict(zip(kinds.tolist(), counts.tolist(), strict=True)))


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


def _allowed(spots: Spots, asked: Asked, city: City, metric: Metric, rules: Rules) -> Spots:
    """Inside the city, outside houses (a wall's place is outside its own), away from homes and forbidden zones."""
    degrees = metric.degrees(spots.points)
    boundary = shapely.from_wkb(bytes(city.boundary.wkb))
    shapely.prepare(boundary)
    keep = shapely.intersects(boundary, degrees)
    forbidden = asked.forbidden_shape
    if forbidden is not None:
        keep &= ~shapely.intersects(forbidden, degrees)
    keep &= ~_in_the_way(spots, asked.homes_m, metric, rules)
    return spots.kept(keep)


def _in_the_way(spots: Spots, homes_m: float, metric: Metric, rules: Rules) -> np.ndarray:
    """Which stand inside a building, or nearer to a home's wall than they may."""
    with connection.cursor() as cursor:
        cursor.execute(BUILT, [list(rules.homes)])
        rows = cursor.fetchall()
    found = np.zeros(len(spots), dtype=bool)
    if not rows:
        return found
    shapes = metric.shapes(shapely.from_wkb([bytes(shape) for shape, _home in rows]))
    found[shapely.STRtree(shapes).query(spots.points, predicate="intersects")[0]] = True
    homes = shapes[np.array([home for _shape, home in rows], dtype=bool)]
    if homes_m > 0 and len(homes):
        found[shapely.STRtree(homes).query(spots.points, predicate="dwithin", distance=homes_m)[0]] = True
    return found
