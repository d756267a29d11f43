"""What can be permitted at all. Who holds which permission is told by `roles.py` alone."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One thing a person may do; guards in urls and `visible_to` ask for it by name."""

    MAP_SEE = "map.see"
    PLANNER_OPEN = "planner.open"
    OFFICIAL_OPEN = "official.open"
    OPERATOR_OPEN = "operator.open"
    INCIDENT_SEE = "incident.see"
    CAMERA_SEE = "camera.see"
    CAMERA_STREAM_SEE = "camera.stream.see"
    WHOLE_CITY_SEE = "whole_city.see"
    DELIVERY_SEE = "delivery.see"
    REJECTION_SEE = "rejection.see"
    SOURCE_IMPORT = "source.import"
    AUDIT_SEE = "audit.see"
    PEOPLE_MANAGE = "people.manage"
    SETTINGS_SEE = "settings.see"
    HEALTH_SEE = "health.see"


MEANING = {
    Permission.MAP_SEE: _("The map of areas, streets, buildings and sites"),
    Permission.PLANNER_OPEN: _("The planning pages"),
    Permission.OFFICIAL_OPEN: _("The overview pages"),
    Permission.OPERATOR_OPEN: _("The operator's pages"),
    Permission.INCIDENT_SEE: _("Crimes and road accidents"),
    Permission.CAMERA_SEE: _("Camera passports"),
    Permission.CAMERA_STREAM_SEE: _("Stream addresses of cameras"),
    Permission.WHOLE_CITY_SEE: _("The whole city, at any hour"),
    Permission.DELIVERY_SEE: _("Deliveries and their accounts"),
    Permission.REJECTION_SEE: _("Rejected rows"),
    Permission.SOURCE_IMPORT: _("Importing files"),
    Permission.AUDIT_SEE: _("The audit"),
    Permission.PEOPLE_MANAGE: _("People and their roles"),
    Permission.SETTINGS_SEE: _("Settings"),
    Permission.HEALTH_SEE: _("Health of the services"),
}
