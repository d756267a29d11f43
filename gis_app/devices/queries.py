"""Reads of cameras: who may see which, and who may read their stream addresses."""

from typing import Any

from django.db.models import Q, QuerySet

from gis_app.devices.models import Camera, Holding
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.places import queries as places
from gis_app.places.queries import areas_named, lies_in, within_duty

LINKS = ("area",)


def visible_to(user: Any) -> "QuerySet[Camera]":
    """Passports: all for planner and official, those of the watch for operator and police, a holder's own; else none.

    One that its owner withdrew is its owner's alone. The stream address is left in the database; `stream_of` is the
    only way to it.
    """
    rows = Camera.objects.filter(same_as=None).defer("stream")
    if not may(user, Permission.CAMERA_SEE):
        return rows.none()
    own = organisations_of(user)
    seen = Q(owner__in=own) | Q(holder__in=own) if own else Q(pk__in=[])
    if may(user, Permission.CAMERA_AREA_SEE):
        watched = Q(withdrawn_at=None) & within_duty(user, LINKS)
        seen = seen | watched if own else watched
    return rows.filter(seen)


def organisations_of(user: Any) -> tuple[int, ...]:
    """Ids of the organisations that a person speaks for, in order."""
    if not may(user, Permission.CAMERA_OWN_SEE):
        return ()
    held = Holding.objects.filter(person_id=user.pk).order_by("organisation_id")
    return tuple(held.values_list("organisation_id", flat=True))


def scope(user: Any) -> str:
    """What decides which rows a person sees, cameras of the own organisation included. For cache keys."""
    areas = (Permission.CAMERA_AREA_SEE,) if may(user, Permission.CAMERA_AREA_SEE) else ()
    return "+".join([places.scope(user), *areas, *(f"own:{one}" for one in organisations_of(user))])


def in_areas(rows: "QuerySet[Camera]", names: tuple[str, ...]) -> "QuerySet[Camera]":
    """The cameras in the areas that a filter names; all of them for none. Raises BadFilter for an unknown area."""
    return rows.filter(lies_in(areas_named(names), LINKS)) if names else rows


def stream_of(user: Any, camera_id: int) -> str:
    """The stream address of a visible camera for those who may read it, else an empty text."""
    if not may(user, Permission.CAMERA_STREAM_SEE):
        return ""
    return str(visible_to(user).filter(pk=camera_id).values_list("stream", flat=True).first() or "")
