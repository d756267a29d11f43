"""What every template may lean on."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from gis_app.people.pages.frame import everyones, offices
from gis_app.places import queries

if TYPE_CHECKING:
    from dashboards.workspace import Workspace


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


def tabs(request: HttpRequest) -> dict[str, Any]:
    """The tabs of an office page."""
    return {"tabs": SimpleLazyObject(lambda: tabs_for(request.user))}


def box_for(user: Any) -> dict[str, str] | None:
    """The box's attributes, leading to the map of the person's workspace."""
    from dashboards.search_box import attributes

    workspace = workspace_of(user)
    return attributes(workspace) if workspace else None


def tabs_for(user: Any) -> list[tuple[str, str]]:
    """Addresses and titles: the pages of the person's workspace and the offices; without a workspace everyone's too."""
    workspace = workspace_of(user)
    if workspace is None:
        return offices(user) + everyones()
    return [(one.address, one.title) for one in workspace.tabs()] + offices(user)


def workspace_of(user: Any) -> "Workspace | None":
    """The first workspace with a map that is open to the person."""
    from dashboards.workspaces import open_to

    return next((one for one in open_to(user) if one.map), None)
