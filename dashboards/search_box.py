"""The search box in the header of every page; assets/search.js fills it and leads to what is found."""

import orjson
from dash import html
from django.utils.translation import gettext as _

from dashboards.workspace import Workspace
from gis_app.modules import is_on

BOX = "search"


def box(workspace: Workspace) -> html.Div:
    """The empty box; what is chosen in it opens on the map of the workspace."""
    return html.Div(id=BOX, className="sc-search", role="search", **attributes(workspace))


def attributes(workspace: Workspace) -> dict[str, str]:
    """What the script needs to know: the map's address, and its words."""
    return {"data-map": workspace.map, "data-words": orjson.dumps(words()).decode()}


def words() -> dict[str, str]:
    return {
        "label": _("Search"),
        "placeholder": _("Address, camera, record…") if is_on("cameras") else _("Address, place, record…"),
        "searching": _("Searching…"),
        "nothing": _("Nothing found. Try fewer words, a part of the name, or coordinates."),
        "failed": _("The search did not answer. Try again."),
        "results": _("Found"),
        "m": _("m"),
        "km": _("km"),
    }
