"""Who may do what: a role is a class with a title, a plain sentence and a set of permissions."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gis_app.modules import worded
from gis_app.people.permissions import Permission as P

Text = str | Promise


class Role:
    """What everybody who signed in has, whatever the role."""

    title: Text = _("Signed in")
    sentence: Text = worded(
        ("sites", _("Sees the city's areas, streets, buildings and sites.")),
        ("", _("Sees the city's areas, streets and buildings.")),
    )
    permissions: frozenset[P] = frozenset({P.MAP_SEE})
    home = "/"


class Operator(Role):
    title = _("Operator")
    sentence = worded(
        ("cameras incidents", _("Watches cameras and incidents in the areas and hours of duty, and those in no area.")),
        ("cameras", _("Watches cameras in the areas and hours of duty, and those in no area.")),
        ("", _("Watches incidents in the areas and hours of duty, and those in no area.")),
    )
    permissions = Role.permissions | {
        P.OPERATOR_OPEN,
        P.INCIDENT_SEE,
        P.CAMERA_SEE,
        P.CAMERA_AREA_SEE,
        P.CAMERA_STREAM_SEE,
        P.CAMERA_CHECK,
    }
    home = "/operator/"


class Planner(Role):
    title = _("Planning")
    sentence = worded(
        (
            "cameras",
            _("Sees everything in the city except stream addresses, imports files and answers for their accounts."),
        ),
        ("", _("Sees everything in the city, imports files and answers for their accounts.")),
    )
    permissions = Role.permissions | {
        P.PLANNER_OPEN,
        P.INCIDENT_SEE,
        P.CAMERA_SEE,
        P.CAMERA_AREA_SEE,
        P.CAMERA_CHECK,
        P.OWNER_INVITE,
        P.WHOLE_CITY_SEE,
        P.DELIVERY_SEE,
        P.REJECTION_SEE,
        P.SOURCE_IMPORT,
        P.RECORD_EDIT,
        P.SCENARIO_EDIT,
    }
    home = "/planner/"


class Official(Role):
    title = _("Official")
    sentence = worded(
        ("cameras", _("Sees everything in the city except stream addresses, and changes nothing.")),
        ("", _("Sees everything in the city, and changes nothing.")),
    )
    permissions = Planner.permissions - {
        P.PLANNER_OPEN,
        P.SOURCE_IMPORT,
        P.RECORD_EDIT,
        P.SCENARIO_EDIT,
        P.CAMERA_CHECK,
        P.OWNER_INVITE,
    } | {P.OFFICIAL_OPEN}
    home = "/official/"


class Administrator(Role):
    title = _("Administrator")
    sentence = _("Manages people, settings, sources and the health of the services; sees no incidents.")
    permissions = Role.permissions | {
        P.PEOPLE_MANAGE,
        P.SETTINGS_SEE,
        P.HEALTH_SEE,
        P.DELIVERY_SEE,
        P.SOURCE_IMPORT,
        P.OWNER_INVITE,
    }
    home = "/people/"


class Auditor(Role):
    title = _("Auditor")
    sentence = _("Reads the audit, the deliveries and the rejected rows; sees no incidents.")
    permissions = Role.permissions | {P.AUDIT_SEE, P.DELIVERY_SEE, P.REJECTION_SEE}
    home = "/audit/"


class Investigator(Role):
    title = _("Police officer")
    sentence = worded(
        ("cameras incidents", _("Sees incidents and cameras of the own areas and hours of duty; changes nothing.")),
        ("cameras", _("Sees cameras of the own areas and hours of duty; changes nothing.")),
        ("", _("Sees incidents of the own areas and hours of duty; changes nothing.")),
    )
    permissions = Role.permissions | {P.INVESTIGATOR_OPEN, P.INCIDENT_SEE, P.CAMERA_SEE, P.CAMERA_AREA_SEE}
    home = "/investigator/"


class Holder(Role):
    title = _("Holder")
    sentence = worded(
        (
            "cameras",
            _("A department or owner: registers its own cameras, says on what conditions, and withdraws them."),
        ),
        ("", _("A department or owner; this city keeps no register of what it holds.")),
    )
    permissions = Role.permissions | {P.OWNER_OPEN, P.CAMERA_SEE, P.CAMERA_OWN_SEE, P.CAMERA_CHECK}
    home = "/owner/"


ROLES: dict[str, type[Role]] = {
    "operator": Operator,
    "planner": Planner,
    "official": Official,
    "administrator": Administrator,
    "auditor": Auditor,
    "investigator": Investigator,
    "holder": Holder,
}


def permissions_of(user: Any) -> frozenset[P]:
    """Everything a person may do: nothing for strangers and the blocked, the union of all roles for the rest.

    Of a person whom a token signed in, what the token's scopes let through.
    """
    if not (user and user.is_authenticated and user.is_active):
        return frozenset()
    held = Role.permissions.union(*(ROLES[code].permissions for code in user.roles if code in ROLES))
    return held if user.narrowed is None else held & user.narrowed


def may(user: Any, permission: P) -> bool:
    return permission in permissions_of(user)


def roles_with(permission: P) -> list[str]:
    """Codes of the roles that hold a permission, in the order of `ROLES`."""
    return [code for code, role in ROLES.items() if permission in role.permissions]


def titles(codes: Iterable[str]) -> str:
    """Titles of roles for a sentence; codes that are no roles are left out."""
    return ", ".join(str(ROLES[code].title) for code in codes if code in ROLES)


def homes_of(user: Any) -> list[type[Role]]:
    """The roles of a person that have a page of their own, in the order they were granted."""
    return [ROLES[code] for code in user.roles if code in ROLES and ROLES[code].home != "/"]


def home_of(user: Any) -> str:
    """The page a person starts on: that of the only role that has one, else the start where one chooses."""
    homes = homes_of(user)
    return homes[0].home if len(homes) == 1 else "/"
