"""Where and when a layer's records are, for this viewer; remembered until a delivery changes them."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson
from django.contrib.gis.db.models import Extent as Box
from django.db.models import Max, Min

from gis_app.devices.queries import scope
from gis_app.incidents.filters import Filters
from gis_app.incidents.models import Incident
from gis_app.sources.models import LayerVersion
from layers import cache
from layers.layer import Layer


@dataclass(frozen=True)
class Extent:
    """box: west, south, east, north in degrees, None without records. begin, end: RFC 3339, None without time."""

    box: list[float] | None
    begin: str | None
    end: str | None


def extent(user: Any, layer: Layer) -> Extent:
    """The extent of what the viewer may see of a layer."""
    rows = layer.rows(user, Filters())
    key = _key(user, layer)
    found = cache.kept(key)
    if found is None:
        times = {"begin": Min("at"), "end": Max("at")} if issubclass(rows.model, Incident) else {}
        told = rows.order_by().aggregate(box=Box(layer.geometry), **times)
        found = orjson.dumps(told)
        cache.keep(key, found)
    told = orjson.loads(found)
    return Extent(told["box"], _z(told.get("begin")), _z(told.get("end")))


def _key(user: Any, layer: Layer) -> str:
    versions = LayerVersion.objects.filter(layer__in=[layer.id, "areas"]).order_by("layer").values_list("number")
    return "extent:" + sha256(repr((layer.id, scope(user), list(versions))).encode()).hexdigest()


def _z(text: str | None) -> str | None:
    return text.replace("+00:00", "Z") if text else None
