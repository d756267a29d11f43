"""The sites that must be seen, as places that a camera outside can see."""

import numpy as np

from etl.derive.coverage.points import BEFORE_THE_WALL, HOUSE
from etl.derive.metric import srid
from etl.load.statements import execute
from gis_app.findings.metric import Metric
from gis_app.findings.placements.parameters import Asked
from gis_app.places.models import City

# As for gates: of a ground or a house the place before the wall or fence that faces the nearest street.
BEFORE = f"""
    WITH wanted AS (
        SELECT id, point, CASE WHEN ST_Dimension(shape) = 2 THEN shape ELSE {HOUSE.format(place="point")} END AS shape
        FROM places_site WHERE id = ANY(%(sites)s)
    ), before AS (
        SELECT id, coalesce({BEFORE_THE_WALL.format(shape="wanted.shape", place="wanted.point")}, wanted.point) AS point
        FROM wanted LEFT JOIN LATERAL (
            SELECT way FROM (
                SELECT ST_Transform(shape, %(srid)s::int) AS way FROM places_street
                WHERE NOT tunnel AND ST_Dimension(shape) = 1 ORDER BY shape <-> wanted.point LIMIT 4
            ) near ORDER BY ST_Distance(way, ST_Transform(wanted.point, %(srid)s::int)) LIMIT 1
        ) street ON TRUE
    )
    SELECT ST_X(point), ST_Y(point) FROM before ORDER BY id
"""


def sites(asked: Asked, city: City, metric: Metric) -> tuple[np.ndarray, np.ndarray]:
    """Where the required sites are looked at, metres."""
    if not asked.required_sites:
        return np.zeros(0), np.zeros(0)
    rows = execute(BEFORE, values={"sites": asked.required_sites, "srid": srid(city)})
    return metric.metres(*zip(*rows, strict=True)) if rows else (np.zeros(0), np.zeros(0))
