"""Reads of what cameras see: whose view a person may see, and which cameras see a point."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any, NamedTuple

import numpy as np
import shapely
from django.contrib.gis.db.models import PointField
from django.contrib.gis.db.models.functions import Intersection
from django.contrib.gis.geos import GEOSGeometry, Point
from django.db.models import Exists, F, FloatField, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from gis_app.devices import queries as devices
from gis_app.devices.models import Camera
from gis_app.devices.optics import optics
from gis_app.errors import BadInput
from gis_app.findings.metric import Metric
from gis_app.findings.models import EDITION, Standard, Visibility
from gis_app.incidents.within import Within
from gis_app.places.models import City
from layers.methods.geodesic import EARTH
from layers.methods.pixel_density import EDITIONS, Quality, px_per_m

OUT_OF_ORDER = (Camera.Status.OFFLINE, Camera.Status.REPAIR)
NOT_THERE = (Camera.Status.REMOVED, Camera.Status.PLANNED)
NEAREST_M = 0.1
# What a passport must say for its optics; the rest of it, a stream's address above all, stays in the store.
OPTICS = ("kind", "azimuth", "sectors", "assumed", "hfov", "tilt", "width_px", "height_px", "height_m")
PASSPORT = tuple(f"camera__{name}" for name in ("code", "status", *OPTICS))


def edition() -> int:
    """The edition of IEC/EN 62676-4 that this city goes by."""
    return Standard.objects.values_list("edition", flat=True).first() or EDITION


def qualities() -> tuple[Quality, ...]:
    """The classes of the city's edition, the coarsest first."""
    return EDITIONS[edition()]


def quality_named(code: str) -> Quality:
    """The class of that code; raises BadInput for one that the city's edition has not."""
    return _named(code, qualities())


def quality_of_any(code: str) -> Quality:
    """The class of that code in whichever edition has it; raises BadInput for one that none has."""
    return _named(code, [one for known in EDITIONS.values() for one in known])


def _named(code: str, known: Sequence[Quality]) -> Quality:
    for one in known:
        if one.name == code:
            return one
    names = ", ".join(one.name for one in known)
    raise BadInput(_("There is no class '%(name)s'. There are: %(names)s.") % {"name": code[:40], "names": names})


def visible_to(user: Any) -> "QuerySet[Visibility]":
    """What is seen by the cameras that a person may see, by the city's edition.

    Cameras that were removed and those only planned see nothing today.
    """
    cameras = devices.visible_to(user).filter(pk=OuterRef("camera_id")).exclude(status__in=NOT_THERE)
    chosen = Coalesce(Subquery(Standard.objects.order_by("pk").values("edition")[:1]), EDITION)
    by_edition = Q(edition=chosen) | Q(quality="")
    return Visibility.objects.filter(by_edition, Exists(cameras.order_by()))


def seen(user: Any, quality: str = "", *, working: bool = False) -> "QuerySet[Visibility]":
    """The views at one class or better ("" at all); `working` leaves out cameras known to be out of order."""
    rows = visible_to(user).filter(quality=quality)
    return rows.exclude(camera__status__in=OUT_OF_ORDER) if working else rows


@dataclass(frozen=True)
class Sees:
    """A camera that sees a point: at how many pixels a metre, from how far. `assumed`: by optics not stated.

    `point` is where the camera stands, longitude and latitude.
    """

    camera: int
    code: str
    status: str
    point: tuple[float, float]
    px_per_m: float
    distance_m: float
    assumed: bool


def sees(user: Any, lon: float, lat: float, quality: str | None = None) -> list[Sees]:
    """The cameras that see a point (degrees) at a class or better, at all without one; the finest picture first.

    The class may be of any edition: it means its pixels a metre. Cameras out of order are listed with their state.
    Raises BadInput for an unknown class.
    """
    zones, least = _holding(quality)
    rows = seen(user, zones).filter(geometry__intersects=Point(lon, lat, srid=4326))
    return _ranked(rows, Value(lon, FloatField()), Value(lat, FloatField()), least)


def sees_within(user: Any, drawn: Within, quality: str | None = None) -> list[Sees]:
    """The cameras that see any part of a drawn area, each by the nearest point that it sees there.

    The class as in `sees`. Raises BadInput for an unknown one.
    """
    zones, least = _holding(quality)
    area = GEOSGeometry(memoryview(round_about(drawn).wkb), srid=4326)
    rows = seen(user, zones).filter(geometry__intersects=area)
    nearest = Func(
        Intersection("geometry", area), F("camera__point"), function="ST_ClosestPoint", output_field=PointField()
    )
    return _ranked(rows, part("X", nearest), part("Y", nearest), least)


def _holding(code: str | None) -> tuple[str, float]:
    """The stored class whose zones hold those of a class of any edition, and the px/m that are still to be looked at.

    0 where the zones are the very ones: the class is the city's own, or has the pixels of one that is.
    """
    if not code:
        return "", 0.0
    wanted = quality_of_any(code)
    coarser = [one for one in qualities() if one.px_per_m <= wanted.px_per_m]
    if not coarser:
        return "", wanted.px_per_m
    nearest = coarser[-1]
    return nearest.name, 0.0 if nearest.px_per_m == wanted.px_per_m else wanted.px_per_m


def round_about(drawn: Within) -> shapely.Geometry:
    """A drawn area as a polygon in degrees; a circle has 60 corners."""
    if drawn.radius_m is None:
        return drawn.polygon
    (lon, lat), turns = drawn.points[0], range(0, 360, 6)
    east, north, _back = EARTH.fwd([lon] * 60, [lat] * 60, list(turns), [drawn.radius_m] * 60)
    return shapely.Polygon(list(zip(east, north, strict=True)))


def part(name: str, point: Any) -> Func:
    """Degrees of a point, "X" its longitude, "Y" its latitude."""
    return Func(point, function=f"ST_{name}", output_field=FloatField())


class _Passport(NamedTuple):
    """What `_ranked` asks for, `optics` finds its own by these names."""

    camera: int
    guessed: bool
    x: float
    y: float
    lon: float
    lat: float
    code: str
    status: str
    kind: str
    azimuth: float | None
    sectors: list[float]
    assumed: list[str]
    hfov: float | None
    tilt: float | None
    width_px: int | None
    height_px: int | None
    height_m: float | None


def _ranked(rows: "QuerySet[Visibility]", lon: Any, lat: Any, least: float) -> list[Sees]:
    """The rows' cameras by how finely they show what lies at those degrees, from so many pixels a metre on."""
    stands = (part("X", F("camera__point")), part("Y", F("camera__point")))
    told = [
        _Passport(*row) for row in rows.order_by().values_list("camera_id", "assumed", *stands, lon, lat, *PASSPORT)
    ]
    found = [_told(one, far) for one, far in zip(told, _metres(told), strict=True) if _fine(one, far) >= least]
    return sorted(found, key=lambda one: (-one.px_per_m, one.distance_m, one.camera))


def _metres(told: "list[_Passport]") -> list[float]:
    """Metres on the ground from each camera to what it sees, in the city's metric system."""
    if not told:
        return []
    plane = Metric(City.objects.values_list("crs", flat=True).get())
    east, north = plane.metres([[one.x, one.lon] for one in told], [[one.y, one.lat] for one in told])
    return [float(far) for far in np.hypot(np.diff(east)[:, 0], np.diff(north)[:, 0])]


def _fine(one: _Passport, metres: float) -> float:
    """Pixels a metre, which count along the line of sight: it runs down to the ground."""
    picture = optics(one)
    return px_per_m(picture.width_px, picture.hfov, max(hypot(metres, picture.height_m), NEAREST_M))


def _told(one: _Passport, metres: float) -> Sees:
    fine = round(_fine(one, metres), 1)
    return Sees(one.camera, one.code, one.status, (one.x, one.y), fine, round(metres, 1), one.guessed)
