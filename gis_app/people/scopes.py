"""What a personal token may be made for: groups of permissions to read, and nothing that changes anything."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from gis_app.people.permissions import MEANING
from gis_app.people.permissions import Permission as P
from gis_app.people.roles import Text, may

# The first permission of each decides to whom the scope is offered.
SCOPES: dict[str, tuple[P, ...]] = {
    "map": (P.MAP_SEE,),
    "incidents": (P.INCIDENT_SEE, P.MAP_SEE, P.WHOLE_CITY_SEE),
    "cameras": (P.CAMERA_SEE, P.CAMERA_AREA_SEE, P.CAMERA_OWN_SEE, P.MAP_SEE, P.WHOLE_CITY_SEE),
    "deliveries": (P.DELIVERY_SEE, P.REJECTION_SEE, P.MAP_SEE),
    "audit": (P.AUDIT_SEE, P.MAP_SEE),
    "health": (P.HEALTH_SEE,),
}
TITLES: dict[str, Text] = {
    "map": _("Areas, streets, buildings and sites"),
    "incidents": MEANING[P.INCIDENT_SEE],
    "cameras": _("Camera passports"),
    "deliveries": _("Deliveries, their accounts and rejected rows"),
    "audit": _("The audit"),
    "health": _("Health of the services"),
}


def offered(user: Any) -> list[str]:
    """The scopes that a person can give to a token: those of what the person may read."""
    return [code for code, permissions in SCOPES.items() if may(user, permissions[0])]


def opened_by(codes: Iterable[str]) -> frozenset[P]:
    """All permissions of these scopes; a scope that is gone opens nothing."""
    return frozenset(permission for code in codes for permission in SCOPES.get(code, ()))


def by_token(permission: P) -> bool:
    """Whether any token can be made for it."""
    return permission in opened_by(SCOPES)
