"""Our own background map, for small maps on pages that are no dashboards."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from gis_app.places import queries
from layers.style import style

BACKGROUND = {None, "ground", "streets", "buildings"}


def background(latitude: float) -> dict[str, Any]:
    """The city map's style without what needs symbols: land, water, streets, buildings and their names."""
    whole = style("light", "/tiles", latitude)
    kept: Iterable[dict[str, Any]] = (layer for layer in whole["layers"] if layer.get("source") in BACKGROUND)
    sources = {name: one for name, one in whole["sources"].items() if name in BACKGROUND}
    return {"version": 8, "sources": sources, "layers": list(kept)}


def ground() -> dict[str, Any] | None:
    """What a small map of the city is made of: `style bounds attribution locale`; None without a city."""
    from dashboards.queries import attribution

    here = queries.city()
    if here is None:
        return None
    west, south, east, north = here.bounds
    words = {"NavigationControl.ZoomIn": _("Zoom in"), "NavigationControl.ZoomOut": _("Zoom out")}
    drawn = {"style": background((south + north) / 2), "bounds": [[west, south], [east, north]]}
    return drawn | {"attribution": attribution(), "locale": words}
