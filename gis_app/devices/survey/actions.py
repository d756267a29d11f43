"""Writing what was found at the pole."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO
from uuid import UUID

from django.contrib.gis.geos import Point
from django.utils import timezone
from django.utils.translation import gettext as _

from gis_app.devices.models import Camera, Check, Standing
from gis_app.devices.queries import visible_to
from gis_app.devices.survey import photos
from gis_app.errors import BadInput, Conflict, NotFoundHere
from gis_app.people.audit import acting
from gis_app.people.guard import require
from gis_app.people.models import User
from gis_app.people.permissions import Permission
from gis_app.sources.actions import raise_versions

View = Check.View
OLDEST = timedelta(days=90)
AHEAD = timedelta(hours=24)
FOCUS: dict[str, bool] = {View.CLEAR: True, View.OCCLUDED: False, View.UNFOCUSED: False, View.TURNED: False}
FOCUS[View.MISSING] = False


@dataclass(frozen=True)
class Found:
    """What was found. `camera` None: one that is in no register, which then needs its place. Degrees and metres."""

    uuid: UUID
    at: datetime
    view: str
    camera: int | None = None
    lon: float | None = None
    lat: float | None = None
    accuracy_m: float | None = None
    azimuth: float | None = None
    note: str = ""


def record_check(*, by: User, found: Found, photo: IO[bytes] | None = None) -> tuple[Check, bool]:
    """Keep a check, once: what comes again under its uuid changes nothing. Gives it and whether it is new.

    The newest check of a camera says whether it is in focus and since when its view is blocked.
    Raises BadInput, NotFoundHere for a camera that is not the person's to see, Conflict for another's uuid.
    """
    require(by, Permission.CAMERA_CHECK)
    there = Check.objects.filter(uuid=found.uuid).first()
    if there is not None:
        return _again(there, by), False
    _refuse(found)
    camera = None if found.camera is None else one_of(by, found.camera)
    kept = photos.keep(found.uuid, photo) if photo else ""
    with acting("camera.check", by=by) as act:
        row, new = Check.objects.get_or_create(uuid=found.uuid, defaults=_columns(found, camera, by, act.at, kept))
        if not new:
            _again(row, by)
        elif camera:
            stand(camera, row)
        act.on("camera", found.camera or "", new={"check": row.pk, "view": row.view, "again": not new})
    return row, new


def adopt(*, by: User, check: int, camera: int) -> Check:
    """Say that what was found in no register is this camera after all. Raises NotFoundHere, Refused."""
    require(by, Permission.RECORD_EDIT)
    with acting("camera.adopt", by=by) as act:
        row = Check.objects.select_for_update().filter(pk=check, camera=None).first()
        if row is None:
            raise NotFoundHere(_("This check has its camera already."))
        found = one_of(by, camera)
        row.camera = found
        row.save(update_fields=["camera"])
        stand(found, row)
        act.on("camera", camera, new={"check": row.pk})
    return row


def _again(there: Check, by: User) -> Check:
    if there.by != by.pk:
        raise Conflict(_("Somebody else sent a check under this number."))
    return there


def _refuse(found: Found) -> None:
    if found.view not in View.values:
        raise BadInput(_("Say what is seen: clear, blocked, out of focus, turned away, or missing."))
    if not timezone.now() - OLDEST <= found.at <= timezone.now() + AHEAD:
        raise BadInput(_("The check's time is not of the last 90 days. Set the phone's clock."))
    place = (found.lon, found.lat)
    if found.camera is None and None in place:
        raise BadInput(_("A camera that is in no register needs its place."))
    limits = ((found.lon, -180, 180), (found.lat, -90, 90), (found.azimuth, 0, 360), (found.accuracy_m, 0, 100_000))
    if any(value is not None and not low <= value <= high for value, low, high in limits):
        raise BadInput(_("Longitude, latitude and direction are in degrees."))


def one_of(by: User, pk: int) -> Camera:
    """Raises NotFoundHere for a camera that is not the person's to see."""
    camera = visible_to(by).filter(pk=pk).first()
    if camera is None:
        raise NotFoundHere(_("There is no such camera, or it is not for you."))
    return camera


def _columns(found: Found, camera: Camera | None, by: User, at: datetime, photo: str) -> dict[str, object]:
    placed = found.lon is not None and found.lat is not None
    return {
        "camera": camera,
        "by": by.pk,
        "at": found.at,
        "received_at": at,
        "view": found.view,
        "point": Point(found.lon, found.lat, srid=4326) if placed else None,
        "accuracy_m": found.accuracy_m,
        "azimuth": found.azimuth,
        "note": found.note.replace("\0", "")[:500],
        "photo": photo,
    }


def stand(camera: Camera, row: Check) -> None:
    """Let a check tell how the camera stands; the newest decides, in whatever order they come. Inside the act."""
    standing, _made = Standing.objects.select_for_update().get_or_create(camera=camera)
    if standing.seen_at and standing.seen_at > row.at:
        return
    standing.seen_at, standing.in_focus = row.at, FOCUS[row.view]
    blocked = row.view == View.OCCLUDED
    standing.occluded_at = (standing.occluded_at or row.at) if blocked else None
    standing.save(update_fields=["seen_at", "in_focus", "occluded_at"])
    raise_versions(["cameras"])
