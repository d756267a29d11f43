"""The layer an address names, for those who may see it."""

from typing import Any

from django.utils.translation import gettext as _

from gis_app.errors import NotFoundHere
from gis_app.people.guard import require
from gis_app.people.roles import may
from layers.layer import Layer
from layers.registry import BY_ID, LAYERS


def layer_for(user: Any, layer_id: str) -> Layer:
    """The layer of that id; raises NotFoundHere when there is none, Refused when it is not for them."""
    layer = BY_ID.get(layer_id)
    if layer is None:
        raise NotFoundHere(_("There is no such layer. There are: %(layers)s.") % {"layers": ", ".join(BY_ID)})
    require(user, layer.permission)
    return layer


def layers_of(user: Any) -> list[Layer]:
    """The layers a person may see, in drawing order."""
    return [layer for layer in LAYERS if may(user, layer.permission)]
