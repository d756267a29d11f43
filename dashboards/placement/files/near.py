"""What lies around a scenario's cameras, for a map without tiles: water and green, streets, houses, today's zones."""

from typing import Any

import numpy as np
import orjson
import shapely
from django.contrib.gis.geos import Polygon
from django.db.models import Model

from dashboards.placement.files.content import Content
from gis_app.findings.queries import seen
from gis_app.places.models import Building, Ground, Street
from gis_app.places.queries import visible_to

AROUND_M = 250
METRES_PER_DEGREE = 111_195.0
MOST = 6_000
DIGITS = 6
Bounds = tuple[float, float, float, float]


def bounds(of: Content) -> Bounds:
    """West, south, east, north of the cameras with room around them, in degrees."""
    lon, lat = (np.array([one.point.coords[axis] for one in of.cameras]) for axis in (0, 1))
    north = AROUND_M / METRES_PER_DEGREE
    east = north / max(0.05, float(np.cos(np.radians(lat.mean()))))
    return float(lon.min() - east), float(lat.min() - north), float(lon.max() + east), float(lat.max() + north)


def shapes(user: Any, model: type[Model], box: Bounds, **more: Any) -> list[bytes]:
    """Shapes of the city in the box, the first so many of them, as WKB."""
    rows: Any = visible_to(user, model).filter(shape__bboverlaps=Polygon.from_bbox(box), **more).order_by("pk")
    return [bytes(one.wkb) for one in rows.values_list("shape", flat=True)[:MOST]]


def around(user: Any, of: Content) -> dict[str, Any]:
    """GeoJSON by what it is: water, green, streets, buildings, today. Cut to the box, six digits."""
    box = bounds(of)
    frame = shapely.box(*box)
    found = {
        "green": shapes(user, Ground, box, kind__in=("park", "grass", "wood", "garden", "cemetery")),
        "water": shapes(user, Ground, box, kind__in=("water", "waterway")),
        "streets": shapes(user, Street, box, rank__lt=5),
        "buildings": shapes(user, Building, box, is_part=False),
        "today": [
            bytes(one.wkb)
            for one in seen(user, of.quality)
            .filter(geometry__bboverlaps=Polygon.from_bbox(box))
            .values_list("geometry", flat=True)[:MOST]
        ],
    }
    return {name: collected(wkb, frame) for name, wkb in found.items()}


def collected(wkb: list[bytes], frame: shapely.Geometry) -> dict[str, Any]:
    """One feature of all the shapes: a browser draws one path faster than thousands."""
    cut = shapely.intersection(shapely.from_wkb(wkb), frame) if wkb else np.array([])
    whole = shapely.transform(shapely.GeometryCollection(list(cut)), lambda xy: np.round(xy, DIGITS))
    parts = [orjson.loads(shapely.to_geojson(part)) for part in shapely.get_parts(whole) if not part.is_empty]
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {}, "geometry": part} for part in parts],
    }
