"""Which cameras see an incident, as its card tells: the finest picture first, with its class and edition."""

from typing import Any

from gis_app.findings import queries
from gis_app.modules import INCIDENTS, is_on
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from layers.coverage import class_named
from layers.layer import Layer

MOST = 8
EXACT = ("point", "building")


def seen_by(user: Any, layer: Layer, row: Any) -> dict[str, Any] | None:
    """`{"cameras": [{"camera", "code", "status", "px_per_m", "distance_m", "assumed", "class", "point"}], "more"}`.

    None where the question is none: for other layers, places not exactly known, and those who may see no cameras.
    """
    if layer.id not in INCIDENTS or not is_on("cameras") or not may(user, Permission.CAMERA_SEE):
        return None
    if row.place_precision not in EXACT:
        return None
    found = queries.sees(user, row.point.x, row.point.y)
    year, classes = queries.edition(), queries.qualities()
    return {
        "cameras": [{**vars(one), "class": classed(one.px_per_m, classes, year)} for one in found[:MOST]],
        "more": max(0, len(found) - MOST),
    }


def classed(px_per_m: float, classes: tuple[Any, ...], year: int) -> str:
    """The best class that a picture reaches, in words; "" below all of them."""
    reached = [one for one in classes if px_per_m >= one.px_per_m]
    return class_named(reached[-1].name, reached[-1].px_per_m, year) if reached else ""
