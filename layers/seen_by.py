"""Which cameras see an incident, as its card tells: the finest picture first, with its class and edition."""

from typing import Any

from gis_app.findings import queries
from gis_app.findings.doorstep import before_the_wall
from gis_app.modules import INCIDENTS, is_on
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from layers.coverage import class_title
from layers.layer import Layer
from layers.methods.pixel_density import quality

MOST = 8
EXACT = ("point", "building")


def seen_by(user: Any, layer: Layer, row: Any) -> dict[str, Any] | None:
    """`{"cameras": [{"camera", "code", "status", "px_per_m", "distance_m", "assumed", "class", "point"}], "more",
    "edition"}`; `class` is the best that the picture reaches, in words. What lies inside a building is looked at before
    its wall.

    None where the question is none: for other layers, places not exactly known, and those who may see no cameras.
    """
    if layer.id not in INCIDENTS or not is_on("cameras") or not may(user, Permission.CAMERA_SEE):
        return None
    if row.place_precision not in EXACT:
        return None
    found, year = queries.sees(user, *before_the_wall(row.point.x, row.point.y)), queries.edition()
    return {
        "cameras": [{**vars(one), "class": classed(year, one.px_per_m)} for one in found[:MOST]],
        "more": max(0, len(found) - MOST),
        "edition": year,
    }


def classed(year: int, px_per_m: float) -> str:
    """The best class that a picture reaches, in words; "" below all of them."""
    reached = quality(year, px_per_m)
    return class_title(reached.name) if reached else ""
