"""Rows of the two formats that GDAL reads for us, Shapefile and GeoPackage, and of no other that it could."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pyogrio
import shapely
from django.utils.translation import gettext as _

from etl.errors import DeliveryRefused
from etl.extract.archive import shapefile
from etl.extract.chunk import Chunk, Meter, as_json, raw_of
from etl.extract.headers import declared_header
from etl.spec import SourceSpec

SHAPEFILE, SQLITE = b"\x00\x00\x27\x0a", b"SQLite format 3\x00"
BROKEN = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FieldError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.GeometryError,
    pyogrio.errors.CRSError,
    shapely.errors.GEOSException,
    sqlite3.Error,
    UnicodeError,
    ValueError,
    RuntimeError,
)


def gdal_chunks(path: Path, spec: SourceSpec, size: int, meter: Meter) -> Iterator[Chunk]:
    with table_of(path) as plain:
        try:
            layer = layer_of(plain, spec.table)
            header = declared_header(columns_of(plain, layer), path, spec)
            start = 0
            while not (frame := read(plain, layer, start, size)).empty:
                yield frame_chunk(frame, header, spec, start)
                start += len(frame)
        except BROKEN as error:
            told = str(error).replace(str(plain), path.name)
            raise DeliveryRefused(f"{path.name} can't be read: {told}. Nothing was loaded.") from error


@contextmanager
def table_of(path: Path) -> Iterator[Path]:
    """The Shapefile or GeoPackage at `path`, unpacked for the time where it is a zip.

    Raises `DeliveryRefused` where its first bytes are another format's: GDAL would guess, and follow what it finds.
    """
    if path.suffix.lower() == ".zip":
        with shapefile(path) as inner, table_of(inner) as plain:
            yield plain
        return
    with open(path, "rb") as file:
        begins = file.read(16)
    if path.suffix.lower() == ".gpkg" and begins == SQLITE:
        refuse_code_within(path)
    elif not begins.startswith(SHAPEFILE):
        raise DeliveryRefused(
            _("%(file)s can't be read: it is neither a Shapefile nor a GeoPackage. Nothing was loaded.")
            % {"file": path.name}
        )
    yield path


def refuse_code_within(path: Path) -> None:
    """Raises `DeliveryRefused` for a GeoPackage whose tables would make SQLite read something else than itself."""
    tables = "SELECT count(*) FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%' AND sql NOT LIKE '%USING rtree%'"
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1".replace("#", "%23"), uri=True)) as store:
            virtual = store.execute(tables).fetchone()[0]
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise DeliveryRefused(f"{path.name} can't be read: {error}. Nothing was loaded.") from error
    if virtual:
        raise DeliveryRefused(
            _("%(file)s can't be read: its tables lead out of it. Nothing was loaded.") % {"file": path.name}
        )


def layers_of(path: Path) -> list[str]:
    """Names of the file's layers. Raises `DeliveryRefused` where it can't be read."""
    with table_of(path) as plain:
        try:
            return [str(name) for name, _kind in pyogrio.list_layers(plain)]
        except BROKEN as error:
            raise DeliveryRefused(f"{path.name} can't be read: {error}. Nothing was loaded.") from error


def facts_of(path: Path, table: str = "") -> dict[str, Any]:
    """The layer's columns, its kind of geometry and its CRS: `{"columns", "geometry", "crs"}`."""
    with table_of(path) as plain:
        try:
            layer = layer_of(plain, table)
            info = pyogrio.read_info(plain, layer=layer)
        except BROKEN as error:
            raise DeliveryRefused(f"{path.name} can't be read: {error}. Nothing was loaded.") from error
    kind = str(info["geometry_type"] or "")
    return {"columns": [str(name) for name in info["fields"]], "geometry": kind, "crs": str(info["crs"] or "")}


def layer_of(path: Path, table: str) -> str:
    names = [str(name) for name, _kind in pyogrio.list_layers(path)]
    if not names or (table and table not in names and path.suffix != ".shp"):
        raise DeliveryRefused(
            _("%(file)s has no layer %(layer)s. Nothing was loaded.") % {"file": path.name, "layer": table[:60]}
        )
    return table if table in names else names[0]


def columns_of(path: Path, layer: str) -> list[str]:
    return [str(name) for name in pyogrio.read_info(path, layer=layer)["fields"]]


def read(path: Path, layer: str, start: int, size: int) -> Any:
    return pyogrio.read_dataframe(path, layer=layer, skip_features=start, max_features=size)


def frame_chunk(frame: Any, header: list[str], spec: SourceSpec, start: int) -> Chunk:
    """Rows with their points as two further columns where the source has a point, else with their shapes."""
    rows = [
        tuple("" if value is None or value != value else str(value) for value in row)
        for row in frame[header].to_numpy()
    ]
    lines = list(range(start + 1, start + 1 + len(rows)))
    stated = getattr(frame, "crs", None) or spec.crs
    frame = geopandas.GeoDataFrame(frame) if "geometry" not in frame else frame.set_crs(stated)
    if spec.point is None and spec.by_address:
        return Chunk(header, lines, rows, raw_of(header, rows))
    if spec.point is None:
        shapes = list(frame.to_crs(4326).geometry) if "geometry" in frame else [None] * len(rows)
        return Chunk(header, lines, rows, raw_of(header, rows), shapes)
    if spec.point.lon != "geometry.lon":
        return Chunk(header, lines, rows, raw_of(header, rows))
    points = positions(frame.to_crs(spec.crs).geometry.to_numpy() if "geometry" in frame else [None] * len(rows))
    raw = [
        as_json({**dict(zip(header, row, strict=True)), "geometry": geometry(point)})
        for row, point in zip(rows, points, strict=True)
    ]
    whole = [(*row, *point) for row, point in zip(rows, points, strict=True)]
    return Chunk([*header, "geometry.lon", "geometry.lat"], lines, whole, raw)


def positions(shapes: Any) -> list[tuple[str, str]]:
    """Each point's coordinates as text, blank where there is no point; the middle of another shape is no place."""
    array = np.array(shapes, dtype=object)
    point = shapely.get_type_id(array) == shapely.GeometryType.POINT
    first = np.full(len(array), None, dtype=object)
    first[point] = array[point]
    xs, ys = shapely.get_x(first), shapely.get_y(first)
    return [(repr(float(x)), repr(float(y))) if x == x and y == y else ("", "") for x, y in zip(xs, ys, strict=True)]


def geometry(point: tuple[str, str]) -> dict[str, Any] | None:
    return {"type": "Point", "coordinates": [float(point[0]), float(point[1])]} if point[0] else None
