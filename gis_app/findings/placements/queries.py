"""Reads of placements: who may see them, and one of them."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gis_app.errors import NotFoundHere
from gis_app.findings.placements.models import Placement
from gis_app.people.permissions import Permission
from gis_app.people.roles import may

NEEDED = (Permission.SCENARIO_EDIT, Permission.INCIDENT_SEE, Permission.CAMERA_SEE, Permission.WHOLE_CITY_SEE)


def visible_to(user: Any) -> "QuerySet[Placement]":
    """Placements, the newest first: for those who place cameras and see all incidents and cameras, else none."""
    rows = Placement.objects.select_related("job").order_by("-pk")
    return rows if all(may(user, each) for each in NEEDED) else rows.none()


def one(user: Any, number: int) -> Placement:
    """Raises NotFoundHere for one that is not there, or not for this person."""
    found = visible_to(user).filter(pk=number).first()
    if found is None:
        raise NotFoundHere(_("There is no such placement."))
    return found
