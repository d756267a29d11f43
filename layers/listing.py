"""A layer's records as GeoJSON, a page at a time, in the order of their ids."""

from typing import Any

import orjson
from django.contrib.gis.db.models.functions import AsGeoJSON
from django.db.models import QuerySet

from gis_app.incidents.filters import Filters
from layers.bbox import Box
from layers.layer import Layer, expressions
from layers.sums import total

MOST = 1000
USUAL = 100
DECIMALS = 7
PREFIX = "list_"


def page(user: Any, layer: Layer, filters: Filters, box: Box | None, limit: int, after: int) -> dict[str, Any]:
    """A FeatureCollection of at most `limit` records whose ids are above `after`; `last` is where the next page
    begins, None on the last one. `numberMatched` counts all pages."""
    rows = layer.rows(user, filters)
    rows = rows.filter(box.meets(layer.geometry)) if box else rows
    found = list(columns(layer, rows.filter(pk__gt=after)).order_by("pk")[: limit + 1])
    shown = found[:limit]
    return {
        "type": "FeatureCollection",
        "numberMatched": rows.count() if box else total(user, layer, filters),
        "numberReturned": len(shown),
        "last": shown[-1]["pk"] if len(found) > limit else None,
        "features": [feature(row) for row in shown],
    }


def columns(layer: Layer, rows: QuerySet) -> QuerySet:
    properties = expressions({**layer.fields, **layer.listed})
    named = {PREFIX + name: value for name, value in properties.items()}
    return rows.values("pk", shape_text=AsGeoJSON(layer.geometry, precision=DECIMALS), **named)


def feature(row: dict[str, Any]) -> dict[str, Any]:
    """One GeoJSON feature; the geometry is the store's own text."""
    return {
        "type": "Feature",
        "id": row["pk"],
        "geometry": orjson.Fragment(row["shape_text"]),
        "properties": {name.removeprefix(PREFIX): value for name, value in row.items() if name.startswith(PREFIX)},
    }
