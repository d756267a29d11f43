"""What a scenario's camera would see: its optics by the catalogue, cut by the buildings around it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon

from gis_app.findings.camera_models import catalogue
from gis_app.findings.metric import Metric
from gis_app.findings.scenarios.models import ScenarioCamera, ScenarioZone
from gis_app.findings.zones import Spot, zones
from gis_app.places.models import City

Zones = dict[str, shapely.MultiPolygon]


@dataclass(frozen=True)
class Pose:
    """Which camera stands where and how it is turned; degrees, metres."""

    model: str
    lon: float
    lat: float
    azimuth: float
    hfov: float
    height_m: float
    tilt: float | None = None

    @classmethod
    def of(cls, camera: ScenarioCamera) -> "Pose":
        lon, lat = camera.point.coords
        return cls(camera.model, lon, lat, camera.azimuth, camera.hfov, camera.height_m, camera.tilt)


def metric() -> Metric:
    """The metric system of the store's city."""
    return Metric.of(City.objects.get())


def seen(poses: Sequence[Pose], edition: int, plane: Metric) -> list[Zones]:
    """The zone of every class of the edition for each camera, in metres; a class that shows nothing is left out.

    Raises BadInput for a model that the catalogue does not have.
    """
    models = catalogue()
    spots = [
        Spot(one.lon, one.lat, models.model(one.model).optics(one.azimuth, one.hfov, one.height_m, one.tilt))
        for one in poses
    ]
    return zones(spots, plane, edition)


def stored(camera: ScenarioCamera, found: Zones, plane: Metric) -> None:
    """Write a camera's zones in the place of those it had; inside the transaction of the act."""
    ScenarioZone.objects.filter(camera=camera).delete()
    shapes = plane.degrees(list(found.values()))
    ScenarioZone.objects.bulk_create(
        ScenarioZone(camera=camera, quality=quality, geometry=multi(shape))
        for quality, shape in zip(found, shapes, strict=True)
    )


def multi(shape: shapely.Geometry) -> MultiPolygon:
    """The same as a multipolygon of the store, of 4326."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    made = GEOSGeometry(memoryview(shapely.to_wkb(shapely.MultiPolygon(parts))), srid=4326)
    assert isinstance(made, MultiPolygon)
    return made


def in_metres(geometries: Iterable[Any], plane: Metric) -> np.ndarray:
    """Stored geometries as shapes of the metric system."""
    return plane.shapes(shapely.from_wkb([bytes(one.wkb) for one in geometries]))
