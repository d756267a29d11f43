"""Why no camera sees a place: too far, looking aside, hidden by a building, or not finely enough."""

import math
from dataclasses import dataclass

import shapely
from django.db import connection

from gis_app.devices.models import Camera
from gis_app.devices.optics import Optics, optics
from gis_app.findings.coverage.models import Gap
from gis_app.findings.metric import Metric
from gis_app.findings.queries import NOT_THERE, OUT_OF_ORDER, edition
from gis_app.findings.zones import CLEARANCE_M, OPEN, Spot, reach_m, views
from layers.methods.nearest import Stations, first_on_the_way
from layers.methods.pixel_density import EDITIONS
from layers.methods.visibility import View

ASKED = 12
HALF_TURN, FULL_TURN = 180.0, 360.0
ON_THE_WAY = """
    SELECT id, ST_AsBinary(shape) FROM places_building
    WHERE ST_Intersects(shape, ST_SetSRID(ST_MakeLine(ST_Point(%s, %s), ST_Point(%s, %s)), 4326))
        AND NOT is_part AND kind <> ALL(%s) AND coalesce(base_m, 0) < %s ORDER BY id
"""


@dataclass(frozen=True)
class Reason:
    """Why, by which camera it is told, how many metres away that stands, and the building in between."""

    why: str
    camera: int | None = None
    metres: float | None = None
    building: int | None = None


@dataclass(frozen=True)
class Lookout:
    """Cameras as they stand: ids, what each would see without buildings, and its picture."""

    ids: list[int]
    given: list[View]
    pictures: list[Optics]
    stations: Stations | None
    metric: Metric
    classes: dict[str, float]

    @classmethod
    def of(cls, metric: Metric, *, working: bool) -> "Lookout":
        """The cameras that there are; `working` leaves out those known to be out of order."""
        there = Camera.objects.filter(same_as=None, withdrawn_at=None).exclude(status__in=NOT_THERE)
        rows = there.defer("stream", "raw").order_by("pk")
        cameras = list(rows.exclude(status__in=OUT_OF_ORDER) if working else rows)
        spots = [Spot(camera.point.x, camera.point.y, optics(camera)) for camera in cameras]
        given = views(spots, metric) if spots else []
        stations = Stations([(view.x, view.y) for view in given]) if given else None
        classes = {one.name: one.px_per_m for one in EDITIONS[edition()]}
        return cls([camera.pk for camera in cameras], given, [spot.optics for spot in spots], stations, metric, classes)

    def why(self, x: float, y: float, quality: str, *, seen: bool) -> Reason:
        """The reason for a place, metres, at a class; `seen`: a camera sees it, but less finely.

        Of the nearest cameras the first that is near enough and looks there tells what hides it.
        """
        if self.stations is None:
            return Reason(Gap.Why.NONE)
        far, order = self.stations.nearest([(x, y)], ASKED)
        near = list(zip(far[0].tolist(), order[0].tolist(), strict=True))
        aside = None
        for metres, n in near:
            if metres > self._reach(n, quality):
                continue
            if not looks_at(self.given[n], x, y):
                aside = aside or Reason(Gap.Why.ASIDE, self.ids[n], metres)
            elif building := self._hides(n, x, y):
                return Reason(Gap.Why.HIDDEN, self.ids[n], metres, building)
        metres, n = near[0]
        if seen:
            return Reason(Gap.Why.COARSE, self.ids[n], metres)
        return aside or Reason(Gap.Why.FAR, self.ids[n], metres)

    def _reach(self, n: int, quality: str) -> float:
        """How far the camera sees at a class, metres on the ground."""
        return reach_m(self.pictures[n], self.classes[quality]) if quality else self.given[n].reach_m

    def _hides(self, n: int, x: float, y: float) -> int | None:
        """The first building between the camera and the place; None where nothing stands in the way."""
        view = self.given[n]
        ends = shapely.get_coordinates(self.metric.degrees([shapely.Point(view.x, view.y), shapely.Point(x, y)]))
        with connection.cursor() as cursor:
            cursor.execute(ON_THE_WAY, [*ends.ravel().tolist(), list(OPEN), CLEARANCE_M])
            rows = cursor.fetchall()
        if not rows:
            return None
        walls = self.metric.shapes(shapely.from_wkb([bytes(shape) for _id, shape in rows]))
        first = first_on_the_way((view.x, view.y), (x, y), walls)
        return int(rows[first[0]][0]) if first else None


def looks_at(view: View, x: float, y: float) -> bool:
    """Whether a place lies in one of the view's sectors, and not in the blind zone under it.

    >>> looks_at(View(0, 0, 50, ((90, 60),)), 10, 5), looks_at(View(0, 0, 50, ((90, 60),)), 10, 6)
    (True, False)
    """
    if math.hypot(x - view.x, y - view.y) < view.near_m:
        return False
    bearing = math.degrees(math.atan2(x - view.x, y - view.y))
    return not view.sectors or any(
        hfov >= FULL_TURN or abs((bearing - azimuth + HALF_TURN) % FULL_TURN - HALF_TURN) <= hfov / 2
        for azimuth, hfov in view.sectors
    )
