"""Reads of scenarios: who may see them, and one of them whole."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from gis_app.errors import NotFoundHere
from gis_app.findings.queries import qualities
from gis_app.findings.scenarios.models import Scenario, ScenarioCamera
from gis_app.people.permissions import Permission
from gis_app.people.roles import may

NEEDED = (Permission.SCENARIO_EDIT, Permission.CAMERA_SEE, Permission.INCIDENT_SEE, Permission.WHOLE_CITY_SEE)


def visible_to(user: Any) -> "QuerySet[Scenario]":
    """Scenarios for those who place cameras and see every one of the city; for the rest none."""
    return Scenario.objects.all() if all(may(user, each) for each in NEEDED) else Scenario.objects.none()


def listed(user: Any) -> "QuerySet[Scenario]":
    """The scenarios that are there, the oldest first, each with the number of its `count`ed cameras."""
    counted = Count("cameras", filter=Q(cameras__gone=False))
    return visible_to(user).filter(gone=False).annotate(count=counted).order_by("created_at", "pk")


def one(user: Any, number: int) -> Scenario:
    """Raises NotFoundHere for one that is not there, or not for this person."""
    found = visible_to(user).filter(pk=number, gone=False).first()
    if found is None:
        raise NotFoundHere(_("There is no such scenario any more."))
    return found


def one_camera(user: Any, number: int) -> ScenarioCamera:
    """Raises NotFoundHere; gives one that was removed too."""
    found = ScenarioCamera.objects.select_related("scenario").filter(pk=number).first()
    if found is None or not visible_to(user).filter(pk=found.scenario_id, gone=False).exists():
        raise NotFoundHere(_("There is no such camera in a scenario."))
    return found


def cameras(scenario: Scenario) -> list[ScenarioCamera]:
    """The cameras of a scenario that the caller may see, the first drawn first, with their zones."""
    return list(scenario.cameras.filter(gone=False).order_by("pk").prefetch_related("zones"))


def quality(scenario: Scenario) -> str:
    """The class that a scenario is told at: its own, seen at all where the city's edition does not have that."""
    return scenario.quality if scenario.quality in {one.name for one in qualities()} else ""
