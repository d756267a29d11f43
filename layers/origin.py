"""Whence a layer's rows come: each from a source by a delivery, or through another record, or from no source at all."""

from typing import Any

from django.db.models import F, QuerySet

from layers.layer import Layer


def path(layer: Layer, *names: str) -> str:
    """A field of the imported record as a query of the layer's rows names it."""
    return "__".join([*filter(None, [layer.origin]), *names])


def columns(layer: Layer) -> dict[str, F]:
    """`source`, its code, and `delivery`, its number; nothing for what a method found."""
    if layer.origin is None:
        return {}
    return {"source": F(path(layer, "source", "code")), "delivery": F(path(layer, "delivery_id"))}


def record(layer: Layer, row: Any) -> Any | None:
    """The imported record behind a row; None for what a method found."""
    if layer.origin is None:
        return None
    return getattr(row, layer.origin) if layer.origin else row


def with_record(layer: Layer, rows: QuerySet) -> QuerySet:
    """The rows with their imported record, its source and its delivery read at once."""
    if layer.origin is None:
        return rows
    return rows.select_related(path(layer, "source"), path(layer, "delivery"))
