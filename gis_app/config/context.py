"""What every template may lean on."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from gis_app.people.roles import may
from gis_app.places import queries


def city(request: HttpRequest) -> dict[str, Any]:
    """The city of this store or None, asked for only where a template names it."""
    return {"city": SimpleLazyObject(queries.city)}


def ground(request: HttpRequest) -> dict[str, Any]:
    """What a small map is made of; templates call it where they name it."""
    from gis_app.config.ground import ground

    return {"ground": ground}


def search(request: HttpRequest) -> dict[str, Any]:
    """What the search box of a page needs, None for whom no workspace and so no map is open."""
    return {"search": SimpleLazyObject(lambda: box_for(request.user))}


def box_for(user: Any) -> dict[str, str] | None:
    """The box's attributes, leading to the map of the first workspace that is open to the person."""
    from dashboards.search_box import attributes
    from dashboards.workspaces import WORKSPACES

    workspace = next((one for one in WORKSPACES if one.map and may(user, one.permission)), None)
    return attributes(workspace) if workspace else None
