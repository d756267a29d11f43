"""The sites that must be seen, as places that a camera outside can see."""

import numpy as np

from etl.derive.coverage.points import BEFORE_THE_WALL, HOUSE
from etl.derive.metric import srid
from etl.derive.placement.incidents import seen_today
from etl.load.statements import execute
from gis_app.findings.demand import rules
from gis_app.findings.metric import Metric
from gis_app.findings.placements.parameters import Asked
from gis_app.people.models import User
from gis_app.places.models import City

# A site's gate as in the coverage figures: before the wall or fence that faces the nearest street.
BEFORE = f"""
    WITH wanted AS (
        SELECT id, point, CASE WHEN ST_Dimension(shape) = 2 THEN shape ELSE {HOUSE.format(place="point")} END AS shape
        FROM places_site WHERE id = ANY(%(sites)s)
    ), before AS (
        SELECT id, coalesce({BEFORE_THE_WALL.format(shape="wanted.shape", place="wanted.point")}, wanted.point) AS point
        FROM wanted LEFT JOIN LATERAL (
            SELECT way FROM (
                SELECT ST_Transform(shape, %(srid)s::int) AS way FROM places_street
                WHERE kind = ANY(%(streets)s) AND NOT tunnel AND ST_Dimension(shape) = 1
                ORDER BY shape <-> wanted.point LIMIT 4
            ) near ORDER BY ST_Distance(way, ST_Transform(wanted.point, %(srid)s::int)) LIMIT 1
        ) street ON TRUE
    )
    SELECT ST_X(point), ST_Y(point) FROM before ORDER BY id
"""


def sites(asked: Asked, by: User, city: City, metric: Metric) -> tuple[np.ndarray, np.ndarray]:
    """Where the required sites are looked at, metres, without those that a camera of today sees."""
    if not asked.required_sites:
        return np.zeros(0), np.zeros(0)
    rows = execute(BEFORE, values={"sites": asked.required_sites, "srid": srid(city), "streets": list(rules().streets)})
    lon, lat = np.array(rows, dtype=float).reshape(-1, 2).T
    left = ~seen_today(asked, by, lon, lat)
    return metric.metres(lon[left], lat[left])
