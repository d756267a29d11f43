"""Where a point of the map is, in words of the city: the house nearby, else the street."""

from django.db import connection

NEAR_HOUSE_DEGREES, NEAR_STREET_DEGREES = 0.001, 0.002
HOUSE = """
    SELECT street, number FROM places_building
    WHERE number <> '' AND shape && ST_Expand(ST_SetSRID(ST_Point(%s, %s), 4326), %s)
    ORDER BY shape <-> ST_SetSRID(ST_Point(%s, %s), 4326) LIMIT 1
"""
STREET = """
    SELECT name, '' FROM places_street
    WHERE name <> '' AND shape && ST_Expand(ST_SetSRID(ST_Point(%s, %s), 4326), %s)
    ORDER BY shape <-> ST_SetSRID(ST_Point(%s, %s), 4326) LIMIT 1
"""


def place(lon: float, lat: float) -> str:
    """The nearest house with a number, else the nearest street with a name, else nothing."""
    for query, near in ((HOUSE, NEAR_HOUSE_DEGREES), (STREET, NEAR_STREET_DEGREES)):
        with connection.cursor() as cursor:
            cursor.execute(query, [lon, lat, near, lon, lat])
            if row := cursor.fetchone():
                return " ".join(part for part in row if part)
    return ""
