"""The layer an address names, for those who may see it."""

from typing import Any

from django.utils.translation import gettext as _

from gis_app.errors import NotFoundHere, NotSignedIn, Refused
from gis_app.people.permissions import Permission
from gis_app.people.roles import may, roles_with, titles
from layers.layer import Layer
from layers.registry import BY_ID, LAYERS


def require(user: Any, permission: Permission) -> None:
    """Raises NotSignedIn for a stranger, Refused for who lacks the permission."""
    if not user.is_authenticated:
        raise NotSignedIn(_("Sign in first."))
    if not may(user, permission):
        raise Refused(
            _("This is for: %(roles)s. An administrator grants roles.") % {"roles": titles(roles_with(permission))}
        )


def layer_for(user: Any, layer_id: str) -> Layer:
    """The layer of that id; raises NotFoundHere when there is none, else what `require` raises."""
    layer = BY_ID.get(layer_id)
    if layer is None:
        raise NotFoundHere(_("There is no such layer. There are: %(layers)s.") % {"layers": ", ".join(BY_ID)})
    require(user, layer.permission)
    return layer


def layers_of(user: Any) -> list[Layer]:
    """The layers a person may see, in drawing order."""
    return [layer for layer in LAYERS if may(user, layer.permission)]
