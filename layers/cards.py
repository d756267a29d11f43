"""The card of one record: what is known of it, whence it came, and what its source said word for word."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from gis_app.errors import BadInput, NotFoundHere
from gis_app.incidents.filters import Filters
from gis_app.places.queries import zone_of_city
from layers import origin
from layers.also import also
from layers.facts import told
from layers.layer import Layer
from layers.secrecy import without_streams
from layers.seen_by import seen_by

LARGEST_ID = 2**63 - 1


def card(user: Any, layer: Layer, record_id: str) -> dict[str, Any]:
    """The card of a record that the viewer may see; raises BadInput for what is no id, NotFoundHere for the rest."""
    row = seen(user, layer, record_id)
    return {
        "id": row.pk,
        "layer": layer.id,
        "title": layer.heading(row),
        "facts": told(layer.facts, row, zone_of_city()),
        **whence(layer, row),
        "point": point(layer, row),
        "also": also(user, layer.id, row.pk),
        "seen_by": seen_by(user, layer, row),
    }


def whence(layer: Layer, row: Any) -> dict[str, Any]:
    """`source`, `delivery` and `raw` of a record; what a method found has none of them, what stands for a record no
    row of its own."""
    came = origin.record(layer, row)
    if came is None:
        return {"source": None, "delivery": None, "raw": {}}
    return {
        "source": {"code": came.source.code, "name": came.source.title, "licence": came.source.licence},
        "delivery": {
            "id": came.delivery_id,
            "received": came.delivery.received_at.isoformat(),
            "file": came.delivery.file_name,
        },
        "raw": without_streams(came.raw) if came is row else {},
    }


def seen(user: Any, layer: Layer, record_id: str) -> Any:
    """The record itself; raises BadInput for what is no id, NotFoundHere for one that the viewer may not see."""
    row = origin.with_record(layer, layer.rows(user, Filters())).filter(pk=number(record_id)).first()
    if row is None:
        raise NotFoundHere(_("There is no such record, or it is not for you."))
    return row


def number(text: str) -> int:
    """A record's number as the address gives it; raises BadInput."""
    if text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= LARGEST_ID:
        return int(text)
    raise BadInput(_("A record's id is a number."))


def point(layer: Layer, row: Model) -> list[float]:
    """Longitude and latitude of the record, of a line or polygon a point on it."""
    shape = getattr(row, layer.geometry)
    spot = shape if shape.geom_type == "Point" else shape.point_on_surface
    return [spot.x, spot.y]
