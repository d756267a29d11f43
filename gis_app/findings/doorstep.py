"""Where an incident inside a building is looked at: no camera outside sees through walls."""

from django.db import connection

# Distances on the ellipsoid: degrees of longitude are shorter than those of latitude.
BEFORE_THE_WALL = """
    WITH place AS (SELECT ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326) AS point),
    house AS (
        SELECT b.shape FROM places_building b, place WHERE ST_Intersects(b.shape, place.point)
        ORDER BY b.is_part, b.id LIMIT 1
    ), street AS (
        SELECT near.shape FROM (
            SELECT s.shape FROM places_street s, place WHERE NOT s.tunnel ORDER BY s.shape <-> place.point LIMIT 4
        ) near, place ORDER BY near.shape::geography <-> place.point::geography LIMIT 1
    ), spot AS (
        SELECT ST_ClosestPoint(
            ST_Boundary(ST_Buffer(house.shape::geography, 1)::geometry),
            coalesce((SELECT shape FROM street), place.point)) AS point FROM house, place
    )
    SELECT ST_X(point), ST_Y(point) FROM spot
"""


def before_the_wall(lon: float, lat: float) -> tuple[float, float]:
    """The place itself, in degrees; of one inside a building a metre before the wall that faces the nearest street."""
    with connection.cursor() as cursor:
        cursor.execute(BEFORE_THE_WALL, {"lon": lon, "lat": lat})
        found = cursor.fetchone()
    return found or (lon, lat)
