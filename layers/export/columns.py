"""The columns of a layer's files, as machines call them, and what each means."""

from collections.abc import Mapping
from typing import Any

from django.contrib.gis.db.models.functions import AsGeoJSON
from django.db.models import BinaryField, F, FloatField, Func, QuerySet, TextField
from django.utils.translation import gettext_lazy as _

from layers import origin
from layers.layer import Layer, Shape, expressions

PREFIX = "out_"
DECIMALS = 7
MEANING = {
    "id": _("number of the record in this store"),
    "source": _("code of the source that the record came from"),
    "delivery": _("number of the delivery that brought it"),
    "lon": _("longitude, degrees, WGS 84"),
    "lat": _("latitude, degrees, WGS 84"),
    "wkt": _("shape as text (WKT), longitude and latitude in degrees, WGS 84"),
    "kind": _("code of the kind in our taxonomy"),
    "severity": _("1 gravest to 4 minor"),
    "offence": _("crime or administrative offence"),
    "service": _("service that the call was given to"),
    "dead": _("people killed"),
    "injured": _("people injured"),
    "at": _("moment in UTC; the beginning of the day or interval where no hour is known"),
    "day": _("date in the city"),
    "time_precision": _("how exactly the time is known"),
    "place_precision": _("how exactly the place is known"),
    "source_kind": _("the source's own kind"),
    "place": _("place as the source describes it"),
    "code": _("code of the record in the city"),
    "azimuth": _("direction, degrees clockwise from north"),
    "hfov": _("horizontal angle of view, degrees"),
    "assumed": _("whether direction or angle is assumed, not stated"),
    "status": _("state"),
    "seen": _("whether it is computed what the camera sees"),
    "name": _("name in the reader's language where the record has one"),
    "number": _("house number"),
    "height_m": _("height, metres"),
    "rank": _("width class of a street, 0 motorway to 6 footpath"),
    "width_m": _("width, metres"),
    "bridge": _("whether it is a bridge"),
    "camera": _("number of the camera's record in this store"),
    "quality": _("class of the picture by the standard's edition; empty for what is seen at all"),
    "px_per_m": _("pixels a metre that the class begins at"),
    "edition": _("edition of IEC/EN 62676-4 that names the class"),
    "directed": _("whether it is known which way the camera looks; if not, it is taken to look all round"),
    "area_m2": _("area, square metres"),
    "position": _("place in the list, the heaviest first"),
    "weight": _("sum of what stays unseen, each incident by its weight"),
    "why": _("why no camera sees it: far, aside, hidden, coarse, none"),
    "metres": _("how far the camera stands by which the reason is told, metres"),
    "counts": _("unseen incidents by kind"),
    "street": _("street"),
}


def properties(layer: Layer) -> dict[str, Any]:
    """Name to expression of every property that a file carries besides id and geometry."""
    own = expressions({**layer.fields, **layer.listed})
    return {**own, **origin.columns(layer)}


def names(layer: Layer) -> list[str]:
    """The columns in their order, geometry last as in a table."""
    shape = ["lon", "lat"] if layer.shape is Shape.POINT else ["wkt"]
    return ["id", *(name for name in properties(layer) if name != "id"), *shape]


def flat(layer: Layer, rows: QuerySet) -> QuerySet:
    """The rows as tuples in the order of `names`, by id."""
    given = {"id": F("pk"), **properties(layer), **of_shape(layer)}
    columns = {PREFIX + name: given[name] for name in names(layer)}
    return rows.order_by("pk").annotate(**columns).values_list(*columns)


def of_shape(layer: Layer) -> Mapping[str, Func]:
    if layer.shape is Shape.POINT:
        return {
            "lon": read("ST_X", layer.geometry, FloatField()),
            "lat": read("ST_Y", layer.geometry, FloatField()),
        }
    return {"wkt": read("ST_AsText", layer.geometry, TextField())}


def read(function: str, geometry: str, kind: Any) -> Func:
    return Func(F(geometry), function=function, output_field=kind)


def shaped(layer: Layer, rows: QuerySet, binary: bool) -> QuerySet:
    """The rows as dicts: `out_id`, `out_shape` (GeoJSON text, or WKB where `binary`), then the properties."""
    wkb = read("ST_AsBinary", layer.geometry, BinaryField())
    shape = wkb if binary else AsGeoJSON(layer.geometry, precision=DECIMALS)
    given = {"id": F("pk"), "shape": shape, **properties(layer)}
    columns = {PREFIX + name: value for name, value in given.items()}
    return rows.order_by("pk").annotate(**columns).values(*columns)
