"""Features of GeoJSON, one at a time."""

import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import ijson
import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from etl.errors import DeliveryRefused
from etl.extract.chunk import Chunk, Meter, as_json, cell
from etl.extract.headers import difference
from etl.extract.text import opened
from etl.spec import SourceSpec

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def geojson_chunks(path: Path, spec: SourceSpec, size: int, meter: Meter) -> Iterator[Chunk]:
    columns, features = spec.headers[0], enumerate(_features(path, meter), 1)
    batch = list(islice(features, size))
    if not batch:
        raise DeliveryRefused(f"{path.name} holds no features. Nothing was loaded.")
    stated = {name: None for _, feature in batch for name in _properties(feature) or {}}
    if not set(columns) <= stated.keys():
        raise DeliveryRefused(difference(list(stated), path, spec))
    while batch:
        yield _feature_chunk(batch, columns, spec)
        batch = list(islice(features, size))


def _features(path: Path, meter: Meter | None = None) -> Iterator[Any]:
    with opened(path, meter) as file:
        if file.read(3) != BYTE_ORDER_MARK:
            file.seek(0)
        yield from ijson.items(file, "features.item", use_float=True)


def _properties(feature: Any) -> dict[str, Any] | None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else None


def _feature_chunk(batch: list[tuple[int, Any]], columns: list[str], spec: SourceSpec) -> Chunk:
    header = [*columns, "geometry.lon", "geometry.lat"]
    chunk = Chunk(header, [], [], [], [] if spec.point is None else None)
    for number, feature in batch:
        properties = _properties(feature)
        if properties is None:
            chunk.broken.append((number, {"feature": feature}))
            continue
        geometry = feature.get("geometry")
        lon, lat = _position(geometry) if spec.point else ("", "")
        chunk.lines.append(number)
        chunk.rows.append((*(cell(properties.get(column)) for column in columns), lon, lat))
        chunk.raw.append(as_json({**properties, "geometry": geometry} if spec.point else properties))
        if chunk.geometry is not None:
            chunk.geometry.append(_shape(geometry))
    return chunk


def _position(geometry: Any) -> tuple[str, str]:
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        return "", ""
    return cell(coordinates[0]), cell(coordinates[1])


def _shape(geometry: Any) -> BaseGeometry | None:
    if not geometry:
        return None
    try:
        return shapely.from_geojson(orjson.dumps(geometry))
    except (shapely.errors.GEOSException, TypeError):
        return shapely.Point(float("nan"), float("nan"))


def first_columns(path: Path) -> list[str]:
    return list(_properties(first_feature(path)) or {})


def first_feature(path: Path) -> Any:
    """The first feature as it stands in the file, None where there is none. Raises `DeliveryRefused`."""
    try:
        return next(_features(path), None)
    except (ijson.JSONError, EOFError, OSError, zlib.error, UnicodeDecodeError) as error:
        raise DeliveryRefused(f"The file {path.name} is not whole JSON. Nothing was loaded.") from error
