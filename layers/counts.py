"""How many records a map shows: in view, within the filters, and how many could not be placed."""

from typing import Any

from gis_app.incidents import totals
from gis_app.incidents.filters import Filters
from gis_app.incidents.queries import not_placed
from gis_app.modules import INCIDENTS
from gis_app.people.permissions import Permission
from layers.access import layers_of
from layers.bbox import Box
from layers.layer import Layer
from layers.sums import total


def counts(user: Any, filters: Filters, box: Box | None) -> dict[str, dict[str, int]]:
    """Per layer that the viewer may see: `in_view` (in the box and the filters), `in_period` (in the filters),
    `not_placed` (unresolved rejections within the filters); of incidents also `totals`, those that have no points."""
    return {layer.id: count(user, layer, filters, box) for layer in layers_of(user) if is_counted(layer)}


def is_counted(layer: Layer) -> bool:
    return layer.counted and not layer.backdrop


def count(user: Any, layer: Layer, filters: Filters, box: Box | None) -> dict[str, int]:
    whole = total(user, layer, filters)
    told = {
        "in_view": total(user, layer, filters, box) if box else whole,
        "in_period": whole,
        "not_placed": not_placed(user, layer.id, heeded(layer, filters)).count(),
    }
    return told | {"totals": totals.number(user, [layer.id], filters)} if layer.id in INCIDENTS else told


def heeded(layer: Layer, filters: Filters) -> Filters:
    """The filters that a layer heeds: only incidents have a period and the taxonomy's kinds."""
    return filters if layer.permission is Permission.INCIDENT_SEE else Filters(areas=filters.areas)
