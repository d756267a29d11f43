"""Reads of checks: whoever sees the camera sees its checks, and everybody the own ones."""

from typing import Any

from django.contrib.gis.db.models.functions import Distance
from django.db.models import Q, QuerySet

from gis_app.devices import queries
from gis_app.devices.models import Check
from gis_app.people.permissions import Permission
from gis_app.people.roles import may

NEAR_DEGREES = 0.002


def visible_to(user: Any) -> "QuerySet[Check]":
    """Checks of cameras that the person sees, one's own, and those of no register for who corrects records."""
    if not may(user, Permission.CAMERA_SEE):
        return Check.objects.none()
    seen = Q(camera__in=queries.visible_to(user).order_by().values("pk")) | Q(by=user.pk)
    return Check.objects.filter(seen | Q(camera=None) if may(user, Permission.RECORD_EDIT) else seen)


def nearest(user: Any, check: Check, most: int) -> list[tuple[int, str, float]]:
    """The cameras nearest to where a check was made: id, code, metres; none without a place."""
    if check.point is None:
        return []
    rows = queries.visible_to(user).filter(point__bboverlaps=check.point.buffer(NEAR_DEGREES))
    near = rows.annotate(apart=Distance("point", check.point)).order_by("apart", "pk")[:most]
    return [(row.pk, row.code, row.apart.m) for row in near]


def unregistered(user: Any) -> "QuerySet[Check]":
    """Cameras found in the street that no register has, the newest first."""
    return visible_to(user).filter(camera=None).order_by("-at")
