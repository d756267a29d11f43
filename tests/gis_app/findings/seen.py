"""Cameras and walls metres apart from the middle of Smallhaven, and what is computed of them."""

from math import cos, radians
from typing import Any

from django.contrib.gis.geos import MultiPolygon, Polygon

from etl.derive.visibility import see
from gis_app.devices.models import Camera
from gis_app.places.models import Building
from tests.layers import made

LON, LAT = made.MIDDLE
NORTH_M = 111_200
EAST_M = NORTH_M * cos(radians(LAT)) * 1.0025
OPTICS = {
    "azimuth": 90,
    "hfov": 60,
    "width_px": 1920,
    "height_px": 1080,
    "height_m": 4,
    "tilt": 20,
    "status": "working",
}


def place(east: float, north: float) -> tuple[float, float]:
    """Longitude and latitude so many metres from the middle, to a few centimetres."""
    return LON + east / EAST_M, LAT + north / NORTH_M


def camera(east: float = 0, north: float = 0, **more: Any) -> Camera:
    """A camera that looks east, 60 degrees wide, 1920 pixels; its passport states all."""
    return made.camera(*place(east, north), **{"kind": "fixed", **OPTICS, **more})


def wall(west: float, south: float, east: float, north: float, **more: Any) -> Building:
    """A building between these metres."""
    box = Polygon.from_bbox((*place(west, south), *place(east, north)))
    return Building.objects.create(**made.origin(shape=MultiPolygon(box), **more))


def computed(*cameras: Camera) -> None:
    see([one.pk for one in cameras])
