"""Which other records tell of the same event, as a card names them."""

from typing import Any

from gis_app.incidents.filters import Filters
from gis_app.incidents.links.queries import linked_to
from gis_app.modules import INCIDENTS, is_on
from layers.registry import BY_ID


def also(user: Any, layer: str, number: int) -> list[dict[str, Any]]:
    """`[{"layer", "id", "title", "source", "point", "certain"}]` of the linked records that the viewer may see.

    `certain` says that a person decided it; otherwise each was the only candidate of the other.
    """
    if layer not in INCIDENTS:
        return []
    return [told for end in linked_to(layer, number) for told in _told(user, *end)]


def _told(user: Any, layer: str, number: int, state: str) -> list[dict[str, Any]]:
    if not is_on(layer):
        return []
    rows = BY_ID[layer].rows(user, Filters()).select_related("source").filter(pk=number)
    return [
        {
            "layer": layer,
            "id": row.pk,
            "title": BY_ID[layer].heading(row),
            "source": row.source.title,
            "point": [row.point.x, row.point.y],
            "certain": state == "same",
        }
        for row in rows
    ]
