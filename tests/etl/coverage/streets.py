"""A street of Smallhaven with a house, a camera and what happens there, in metres from the middle of the city."""

from datetime import UTC, datetime
from typing import Any

import shapely
import shapely.affinity
from django.contrib.gis.geos import GEOSGeometry, LineString, MultiPolygon

from gis_app.devices.models import Camera
from gis_app.findings.metric import Metric
from gis_app.findings.models import Visibility
from gis_app.incidents.models import Crime
from gis_app.places.models import Building, City, Site, Street
from tests.layers import made

NOW = datetime(2026, 6, 1, tzinfo=UTC)


class Ground:
    """Places in metres east and north of the middle of the city."""

    def __init__(self, city: City) -> None:
        self.metric = Metric.of(city)
        [east], [north] = self.metric.metres([made.MIDDLE[0]], [made.MIDDLE[1]])
        self.middle = (float(east), float(north))

    def degrees(self, shape: Any) -> GEOSGeometry:
        [there] = self.metric.degrees([shapely.affinity.translate(shape, *self.middle)])
        return GEOSGeometry(memoryview(shapely.to_wkb(there)), srid=4326)

    def at(self, east: float, north: float) -> tuple[float, float]:
        point = self.degrees(shapely.Point(east, north))
        return point.x, point.y

    def crime(self, east: float, north: float, **more: Any) -> Crime:
        return made.crime(*self.at(east, north), **{"severity": 3, **more})

    def camera(self, east: float, north: float, **more: Any) -> Camera:
        return made.camera(*self.at(east, north), **{"status": "working", "kind": "fixed", **more})

    def sees(self, camera: Camera, *box: float, quality: str = "", px_per_m: float = 0) -> Visibility:
        """The camera sees a box at a class: west, south, east, north."""
        shape = self.degrees(shapely.box(*box))
        return Visibility.objects.create(
            camera=camera,
            quality=quality,
            px_per_m=px_per_m,
            geometry=MultiPolygon(shape, srid=4326),
            area_m2=1,
            computed_at=NOW,
        )

    def house(self, *box: float, **more: Any) -> Building:
        shape = MultiPolygon(self.degrees(shapely.box(*box)), srid=4326)
        return Building.objects.create(**made.origin(shape=shape, **{"kind": "yes", **more}))

    def street(self, *ends: tuple[float, float], **more: Any) -> Street:
        shape = LineString([self.at(*end) for end in ends], srid=4326)
        named = {"kind": "residential", "rank": 4, "name": "Long Street", **more}
        return Street.objects.create(**made.origin(shape=shape, **named))

    def school(self, *box: float) -> Site:
        middle = self.at((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        return made.site(*middle, shape=self.degrees(shapely.box(*box)), name="School 7")
