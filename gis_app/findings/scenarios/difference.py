"""Where a scenario sees what another, or today's cameras, do not; and the other way round."""

from collections.abc import Iterable
from typing import Any

import shapely
from django.contrib.gis.geos import GEOSGeometry

from gis_app.findings.metric import Metric
from gis_app.findings.queries import seen
from gis_app.findings.scenarios import seeing

GRID_M = 1e-3


def between(
    own: Iterable[shapely.Geometry], other: Iterable[shapely.Geometry]
) -> tuple[shapely.Geometry, shapely.Geometry]:
    """What only the first ones see, and what only the second ones do; shapes of one plane, in metres."""
    # Without a grid GEOS now and then loses whole polygons that share a wall.
    first, second = (shapely.union_all(list(shapes), grid_size=GRID_M) for shapes in (own, other))
    return shapely.difference(first, second, grid_size=GRID_M), shapely.difference(second, first, grid_size=GRID_M)


def today(user: Any, quality: str, within: Iterable[shapely.Geometry], plane: Metric) -> list[shapely.Geometry]:
    """The zones of today's cameras, in metres, that come near any of these shapes of metres."""
    shapes = [one for one in within if not one.is_empty]
    if not shapes:
        return []
    [near] = plane.degrees([shapely.box(*shapely.total_bounds(shapes))])
    box = GEOSGeometry(memoryview(shapely.to_wkb(near)), srid=4326)
    found = seen(user, quality).filter(geometry__bboverlaps=box).values_list("geometry", flat=True)
    return list(seeing.in_metres(found, plane))
