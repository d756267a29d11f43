"""Which table a layer's records go to, and how their columns are written for COPY."""

from typing import Any

import numpy as np
import orjson
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import shapely
from django.contrib.gis.db.models import GeometryField
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from gis_app.devices.models import Camera
from gis_app.incidents.models import AreaTotal, Crime, EmergencyCall, RoadAccident
from gis_app.places.models import Area, Building, Ground, Site, Street
from gis_app.sources.models import Imported

TARGETS: dict[str, type[Imported]] = {
    "areas": Area,
    "streets": Street,
    "buildings": Building,
    "ground": Ground,
    "sites": Site,
    "cameras": Camera,
    "crimes": Crime,
    "accidents": RoadAccident,
    "calls": EmergencyCall,
    "totals": AreaTotal,
}
ORGANISATIONS = {"owner_name": "owner_id", "holder_name": "holder_id", "contractor_name": "contractor_id"}
GIVEN_BY_DELIVERY = {"id", "source_id", "delivery_id", "same_as_id", "withdrawn_at", *ORGANISATIONS.values()}
STAGED_BESIDE = {"line": "bigint", "given": "text", **dict.fromkeys(ORGANISATIONS, "text")}


def fields(layer: str) -> "dict[str, models.Field[Any, Any]]":
    """The layer's columns that a row may state, by column name."""
    stated = {str(field.column): field for field in TARGETS[layer]._meta.concrete_fields}
    return {name: field for name, field in stated.items() if name not in GIVEN_BY_DELIVERY}


def default_literal(field: "models.Field[Any, Any]") -> str:
    """The SQL literal of what stands in a column that a source does not state."""
    if field.null or field.get_default() is None:
        return "NULL"
    if isinstance(field, models.CharField | models.TextField):
        return f"'{field.get_default()}'"
    if isinstance(field, ArrayField):
        return "'{}'"
    if isinstance(field, models.JSONField):
        return "'{}'::jsonb"
    return str(field.get_default()).lower()


def copy_text(frame: pd.DataFrame) -> bytes:
    """The frame as CSV for `COPY`: missing values are NULL, empty text stays empty text."""
    table = pa.table({name: _column(frame[name]) for name in frame})
    sink = pa.BufferOutputStream()
    pyarrow.csv.write_csv(table, sink, pyarrow.csv.WriteOptions(include_header=False))
    return sink.getvalue().to_pybytes()


def _column(values: pd.Series) -> pa.Array:
    if values.dtype != object:
        return pa.Array.from_pandas(values)
    sample = next((value for value in values if value is not None and value is not pd.NaT), None)
    if isinstance(sample, shapely.Geometry):
        return _geometries(values.to_numpy())
    if isinstance(sample, list | tuple):
        return pa.array([None if value is None else _array(value) for value in values])
    if isinstance(sample, dict):
        return pa.array([None if value is None else orjson.dumps(value).decode() for value in values])
    return pa.Array.from_pandas(values)


def _geometries(shapes: np.ndarray) -> pa.Array:
    return pa.array(shapely.to_wkb(shapely.set_srid(shapes, 4326), hex=True, include_srid=True))


def _array(values: list[Any] | tuple[Any, ...]) -> str:
    return "{" + ",".join(orjson.dumps(value).decode() for value in values) + "}"


def shortened(layer: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its texts cut to what the columns hold, its polygons as the table wants them."""
    for name, field in fields(layer).items():
        if name in frame and isinstance(field, models.CharField) and field.max_length:
            text = frame[name].astype("str").str.slice(0, field.max_length)
            frame[name] = text if field.null else text.fillna("")
        elif name in frame and isinstance(field, models.IntegerField):
            frame[name] = _in_range(frame[name], field)
        elif name in frame and isinstance(field, GeometryField) and field.geom_type == "MULTIPOLYGON":
            frame[name] = pd.Series([_multi(shape) for shape in frame[name]], index=frame.index, dtype=object)
    return frame


def _in_range(values: pd.Series, field: "models.IntegerField[Any, Any]") -> pd.Series:
    low, high = connection.ops.integer_field_range(field.get_internal_type())
    numbers = pd.to_numeric(values, errors="coerce").astype(float)
    return numbers.where((numbers >= low) & (numbers <= high) & (np.trunc(numbers) == numbers)).astype("Int64")


def _multi(shape: Any) -> Any:
    return shapely.MultiPolygon([shape]) if shape is not None and shape.geom_type == "Polygon" else shape
