"""What can be permitted at all. Who holds which permission is told by `roles.py` alone."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from gis_app.modules import INCIDENTS, any_on, worded


class Permission(StrEnum):
    """One thing a person may do; guards in urls and `visible_to` ask for it by name."""

    MAP_SEE = "map.see"
    PLANNER_OPEN = "planner.open"
    OFFICIAL_OPEN = "official.open"
    OPERATOR_OPEN = "operator.open"
    INVESTIGATOR_OPEN = "investigator.open"
    OWNER_OPEN = "owner.open"
    INCIDENT_SEE = "incident.see"
    CAMERA_SEE = "camera.see"
    CAMERA_AREA_SEE = "camera.area.see"
    CAMERA_OWN_SEE = "camera.own.see"
    CAMERA_STREAM_SEE = "camera.stream.see"
    CAMERA_CHECK = "camera.check"
    OWNER_INVITE = "owner.invite"
    WHOLE_CITY_SEE = "whole_city.see"
    DELIVERY_SEE = "delivery.see"
    REJECTION_SEE = "rejection.see"
    SOURCE_IMPORT = "source.import"
    RECORD_EDIT = "record.edit"
    SCENARIO_EDIT = "scenario.edit"
    AUDIT_SEE = "audit.see"
    PEOPLE_MANAGE = "people.manage"
    SETTINGS_SEE = "settings.see"
    HEALTH_SEE = "health.see"


MEANING: dict[Permission, Any] = {
    Permission.MAP_SEE: worded(
        ("sites", _("The map of areas, streets, buildings and sites")),
        ("", _("The map of areas, streets and buildings")),
    ),
    Permission.PLANNER_OPEN: _("The planning pages"),
    Permission.OFFICIAL_OPEN: _("The overview pages"),
    Permission.OPERATOR_OPEN: _("The operator's pages"),
    Permission.INVESTIGATOR_OPEN: _("The police's pages"),
    Permission.OWNER_OPEN: _("The pages of a holder of cameras"),
    Permission.INCIDENT_SEE: worded(
        ("crimes accidents calls", _("Crimes, road accidents and emergency calls")),
        ("crimes accidents", _("Crimes and road accidents")),
        ("crimes calls", _("Crimes and emergency calls")),
        ("accidents calls", _("Road accidents and emergency calls")),
        ("crimes", _("Crimes")),
        ("accidents", _("Road accidents")),
        ("calls", _("Emergency calls")),
    ),
    Permission.CAMERA_SEE: _("Camera passports"),
    Permission.CAMERA_AREA_SEE: _("Cameras of the areas, whoever owns them"),
    Permission.CAMERA_OWN_SEE: _("Cameras of one's own organisation"),
    Permission.CAMERA_STREAM_SEE: _("Stream addresses of cameras"),
    Permission.CAMERA_CHECK: _("Checking cameras at the pole, and work orders"),
    Permission.OWNER_INVITE: _("Inviting holders of cameras"),
    Permission.WHOLE_CITY_SEE: _("The whole city, at any hour"),
    Permission.DELIVERY_SEE: _("Deliveries and their accounts"),
    Permission.REJECTION_SEE: _("Rejected rows"),
    Permission.SOURCE_IMPORT: _("Importing files"),
    Permission.RECORD_EDIT: _("Correcting records and placing rejected rows"),
    Permission.SCENARIO_EDIT: _("Placing cameras in scenarios, and approving them as planned"),
    Permission.AUDIT_SEE: _("The audit"),
    Permission.PEOPLE_MANAGE: _("People and their roles"),
    Permission.SETTINGS_SEE: _("Settings"),
    Permission.HEALTH_SEE: _("Health of the services"),
}

SPEAKS_OF = {
    Permission.INCIDENT_SEE: INCIDENTS,
    Permission.CAMERA_SEE: ("cameras",),
    Permission.CAMERA_AREA_SEE: ("cameras",),
    Permission.CAMERA_OWN_SEE: ("cameras",),
    Permission.CAMERA_STREAM_SEE: ("cameras",),
    Permission.CAMERA_CHECK: ("cameras",),
    Permission.OWNER_INVITE: ("cameras",),
    Permission.OWNER_OPEN: ("cameras",),
    Permission.SCENARIO_EDIT: ("cameras",),
}


def offered() -> list[Permission]:
    """The permissions that mean something in this city: not those to see what it does not use."""
    return [one for one in MEANING if one not in SPEAKS_OF or any_on(SPEAKS_OF[one])]
