"""Rows in a drawn area, by the index: one place for every layer, list, count and download."""

from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.db.models import BooleanField, F, FloatField, Func, QuerySet, Value

from gis_app.incidents.within import Within
from layers.bbox import Box


def inside(rows: QuerySet, geometry: str, within: Within | None) -> QuerySet:
    """The rows whose geometry meets the polygon, or comes within the radius in metres on the ellipsoid (WGS 84)."""
    if within is None:
        return rows
    if within.radius_m is None:
        shape = GEOSGeometry(memoryview(within.polygon.wkb), srid=4326)
        return rows.filter(**{f"{geometry}__intersects": shape})
    return rows.filter(Box(*within.bounds).meets(geometry), reaches(geometry, *within.points[0], within.radius_m))


def reaches(geometry: str, lon: float, lat: float, radius_m: float) -> Func:
    """Whether a row comes that near; dear, so ask for the rows of the circle's box beside it."""
    middle = Func(number(lon), number(lat), function="ST_Point")
    return Func(
        on_ellipsoid(F(geometry)), on_ellipsoid(middle), number(radius_m), function="ST_DWithin", output_field=BOOLEAN
    )


BOOLEAN = BooleanField()


def on_ellipsoid(expression: Any) -> Func:
    return Func(expression, template="(%(expressions)s)::geography", output_field=BOOLEAN)


def number(value: float) -> Value:
    return Value(value, output_field=FloatField())
