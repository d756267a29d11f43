"""Cameras that were found in the street and are new: entered into the register from the check, and taken out again."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gis_app.devices.models import Camera, Check, Twin
from gis_app.devices.queries import visible_to
from gis_app.devices.registry.actions import OWNERS, Stated, enter, organisation_called
from gis_app.devices.survey import queries
from gis_app.devices.survey.actions import stand
from gis_app.errors import Conflict, NotFoundHere
from gis_app.people.audit import acting
from gis_app.people.guard import require
from gis_app.people.models import User
from gis_app.people.permissions import Permission
from gis_app.sources.actions import raise_versions
from gis_app.sources.models import Edit


@dataclass(frozen=True)
class Named:
    """What the planner says of a camera that was found; place, direction and photo are the check's."""

    organisation: str
    code: str
    kind: str = "unknown"
    address: str = ""
    purpose: str = ""


def entered(user: User) -> "QuerySet[Camera]":
    """Cameras that came into the register from a check, the newest first."""
    return visible_to(user).filter(source__code=OWNERS, raw__has_key="check").order_by("-pk")


def waiting(user: User, check: int) -> Check:
    """A check of a camera in no register, with its place. Raises NotFoundHere."""
    row = queries.unregistered(user).filter(pk=check).exclude(point=None).first()
    if row is None:
        raise NotFoundHere(_("This check has its camera already."))
    return row


def register(*, by: User, check: int, named: Named) -> Camera:
    """Enter the camera of a check that is in no register; whether it works nobody has said.

    Raises BadInput, NotFoundHere for a check that has its camera, or is not the person's to see.
    """
    require(by, Permission.RECORD_EDIT)
    with acting("camera.enter", by=by) as act:
        found = Check.objects.select_for_update().get(pk=waiting(by, check).pk)
        if found.camera_id or found.point is None:
            raise NotFoundHere(_("This check has its camera already."))
        lon, lat = found.point.coords
        stated = Stated(lon, lat, named.code, named.kind, named.address, found.azimuth, purpose=named.purpose)
        owner = organisation_called(named.organisation, by=by)
        row = enter(
            organisation=owner.pk, stated=stated, at=act.at, status=Camera.Status.UNKNOWN, said={"check": check}
        )
        found.camera = row
        found.save(update_fields=["camera"])
        stand(row, found)
        act.on("camera", row.pk, new={"check": check, "organisation": owner.pk, "delivery": row.delivery_id})
    return row


def undo(*, by: User, camera: int) -> None:
    """Take a camera that came from a check out of the register again; the check waits as before.

    Raises NotFoundHere, Conflict where people have worked with its passport since.
    """
    require(by, Permission.RECORD_EDIT)
    with acting("camera.enter.undo", by=by) as act:
        row = entered(by).select_for_update(of=("self",)).filter(pk=camera).first()
        if row is None:
            raise NotFoundHere(_("This was taken back already."))
        if _worked_with(row):
            raise Conflict(_("People have worked with this passport since: it stays in the register."))
        act.on("camera", camera, old={"check": row.raw["check"], "organisation": row.owner_id, "code": row.code})
        row.checks.update(camera=None)
        row.delete()
        raise_versions(["cameras"])


def _worked_with(row: Camera) -> bool:
    """Whether anything but its first check speaks of the camera."""
    return (
        row.checks.exclude(pk=row.raw["check"]).exists()
        or row.work_orders.exists()
        or row.names_before.exists()
        or Twin.objects.filter(Q(first=row) | Q(second=row)).exists()
        or Edit.objects.filter(source=row.source_id, layer="cameras", key=row.key).exists()
    )
