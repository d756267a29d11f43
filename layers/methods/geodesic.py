"""Lengths and areas on the ellipsoid WGS 84, by Karney's geodesics (J. Geod. 87, 43-55, 2013), as PostGIS has them."""

from collections.abc import Sequence

from pyproj import Geod

EARTH = Geod(ellps="WGS84")


def area_and_edge(corners: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Square metres inside, and metres around, the polygon of these corners (lon, lat in degrees; none repeated).

    >>> [round(part) for part in area_and_edge([(0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01)])]
    [1230907, 4438]
    """
    lons, lats = zip(*corners, strict=True)
    area, edge = EARTH.polygon_area_perimeter(lons, lats)
    return abs(area), edge
