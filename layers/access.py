"""The layer an address names, for those who may see it."""

from typing import Any

from django.utils.translation import gettext as _

from gis_app.errors import NotFoundHere
from gis_app.people.guard import require
from gis_app.people.roles import may
from layers.layer import Layer
from layers.registry import used


def layer_for(user: Any, layer_id: str) -> Layer:
    """The layer of that id; raises NotFoundHere when this city uses none, Refused when it is not for them."""
    there = {layer.id: layer for layer in used()}
    layer = there.get(layer_id)
    if layer is None:
        raise NotFoundHere(_("There is no such layer. There are: %(layers)s.") % {"layers": ", ".join(there)})
    require(user, layer.permission)
    return layer


def layers_of(user: Any) -> list[Layer]:
    """The layers a person may see, in drawing order."""
    return [layer for layer in used() if may(user, layer.permission)]
