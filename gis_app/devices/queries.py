"""Reads of cameras: who may see which, and who may read their stream addresses."""

from typing import Any

from django.db.models import QuerySet

from gis_app.devices.models import Camera
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.places.queries import areas_named, lies_in, within_duty

LINKS = ("area",)


def visible_to(user: Any) -> "QuerySet[Camera]":
    """Passports: all for planner and official, those of the watch for the operator, none for the rest.

    The stream address is left in the database; `stream_of` is the only way to it.
    """
    rows = Camera.objects.filter(same_as=None).defer("stream")
    return rows.filter(within_duty(user, LINKS)) if may(user, Permission.CAMERA_SEE) else rows.none()


def in_areas(rows: "QuerySet[Camera]", names: tuple[str, ...]) -> "QuerySet[Camera]":
    """The cameras in the areas that a filter names; all of them for none. Raises BadFilter for an unknown area."""
    return rows.filter(lies_in(areas_named(names), LINKS)) if names else rows


def stream_of(user: Any, camera_id: int) -> str:
    """The stream address of a visible camera for those who may read it, else an empty text."""
    if not may(user, Permission.CAMERA_STREAM_SEE):
        return ""
    return str(visible_to(user).filter(pk=camera_id).values_list("stream", flat=True).first() or "")
