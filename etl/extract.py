"""From a file to chunks of cells, in constant memory, with the line each row stands on."""

import csv
import gzip
import io
import re
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

import charset_normalizer
import ijson
import orjson
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from etl.errors import DeliveryRefused
from etl.spec import SourceSpec

SAMPLE = 1 << 20
FIELD_LIMIT = 4 << 20
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# A letter that no file can hold, whatever its encoding.
END = "\ud800"
ENCODINGS = ["utf_8", "utf_16", "cp1251"]
STRANGE = re.compile("[\udc80-\udcff]+")


@dataclass
class Meter:
    """How far into the file's bytes a reader is."""

    size: int = 0
    file: BinaryIO | None = None

    @property
    def fraction(self) -> float:
        return self.file.tell() / self.size if self.file and self.size and not self.file.closed else 0.0


@dataclass
class Chunk:
    """Some rows of a file: their lines, their cells as text in the order of `header`, and what else they carry.

    `broken` holds (line, what could be read) of rows that could not be taken apart; `geometry` is there for formats
    that have one, None where a row has none.
    """

    header: list[str]
    lines: list[int]
    rows: list[tuple[str, ...]]
    raw: list[bytes]
    geometry: list[BaseGeometry | None] | None = None
    broken: list[tuple[int, dict[str, Any]]] = field(default_factory=list)


def chunks(path: Path, spec: SourceSpec, size: int, meter: Meter | None = None) -> Generator[Chunk, None, None]:
    """The file's rows, `size` at a time.

    Raises `DeliveryRefused` when the file is not what its source says, or ends in the middle.
    """
    reader = {"csv": _csv_chunks, "geojson": _geojson_chunks, "gdal": _gdal_chunks}[spec.format]
    try:
        yield from reader(path, spec, size, meter or Meter())
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DeliveryRefused(
            f"The file {path.name} ends in the middle: {error}. Nothing was loaded. Send it again."
        ) from error
    except ijson.JSONError as error:
        told = str(error).splitlines()[0]
        raise DeliveryRefused(f"The file {path.name} is not whole JSON: {told}. Nothing was loaded.") from error


def header_of(path: Path, delimiter: str = ",") -> list[str]:
    """The columns of a file, whatever its format; empty when it has none that we can read."""
    try:
        if _suffix(path) in {".geojson", ".json"}:
            return _first_feature_columns(path)
        if _suffix(path) in {".shp", ".gpkg"}:
            return [str(name) for name in pyogrio.read_info(path)["fields"]]
        return next(iter(csv.reader(_text(path, ""), delimiter=delimiter)), [])
    except (OSError, EOFError, ValueError, zlib.error, csv.Error, ijson.JSONError, pyogrio.errors.DataSourceError):
        return []


def _suffix(path: Path) -> str:
    return Path(path.name.removesuffix(".gz")).suffix.lower()


@contextmanager
def opened(path: Path, meter: Meter | None = None) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked when it is gzip by its first two bytes, whatever its name."""
    with open(path, "rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        if meter:
            meter.file, meter.size = file, path.stat().st_size
        if packed:
            with gzip.open(file) as inner:
                yield inner  # type: ignore[misc]
        else:
            yield file


def encoding_of(path: Path) -> str:
    """The encoding of a text file by its byte order mark, else as charset-normalizer judges its first megabyte.

    Plain ASCII and whatever is valid UTF-8 is UTF-8.
    """
    sample = _sample(path)
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if _is_utf8(sample):
        return "utf-8-sig"
    best = charset_normalizer.from_bytes(sample[:65536], cp_isolation=ENCODINGS).best()
    return {"utf_8": "utf-8-sig", "utf_16": "utf-16"}.get(best.encoding, best.encoding) if best else "utf-8-sig"


def _sample(path: Path) -> bytes:
    """The file's first megabyte, or what there is of it: who reads on meets a cut end again, and tells."""
    parts, wanted = [], SAMPLE
    with opened(path) as file:
        try:
            while wanted and (part := file.read1(wanted)):  # type: ignore[attr-defined]
                parts.append(part)
                wanted -= len(part)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            pass
    return b"".join(parts)


def _is_utf8(sample: bytes) -> bool:
    """Whether it is UTF-8, be it with broken places.

    Words of another encoding are runs of letters that UTF-8 does not know; a slip breaks three bytes at most.
    """
    text = sample.decode("utf-8", "surrogateescape")
    strange = STRANGE.findall(text)
    right = len(sample) - len(sample.translate(None, bytes(range(128, 256)))) - sum(map(len, strange))
    return max(map(len, strange), default=0) <= 3 or right > sum(map(len, strange))


def _text(path: Path, encoding: str, meter: Meter | None = None) -> Generator[str, None, None]:
    encoding = encoding or encoding_of(path)
    errors = "strict" if encoding == "utf-16" else "surrogateescape"
    with opened(path, meter) as file, io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="") as text:
        yield from text


def _csv_chunks(path: Path, spec: SourceSpec, size: int, meter: Meter) -> Iterator[Chunk]:
    with closing(_numbered_rows(path, spec, meter)) as numbered:
        header = _declared_header(next(numbered, (0, []))[1], path, spec)
        while batch := list(islice(numbered, size)):
            whole = [(line, tuple(row)) for line, row in batch if len(row) == len(header)]
            broken = [(line, {"cells": row}) for line, row in batch if len(row) != len(header)]
            rows = [row for _, row in whole]
            yield Chunk(header, [line for line, _ in whole], rows, _raw(header, rows), broken=broken)


def _numbered_rows(path: Path, spec: SourceSpec, meter: Meter) -> Generator[tuple[int, list[str]], None, None]:
    """The cells of each row that has any, and the line it begins on; the header is the first."""
    csv.field_size_limit(FIELD_LIMIT)
    ends, mistake = 0, "a quote never ends"
    try:
        with closing(_text(path, spec.encoding, meter)) as text:
            reader = csv.reader(chain(text, [END]), delimiter=spec.delimiter)
            for row in reader:
                if row == [END]:
                    return
                if row:
                    yield ends + 1, row
                ends = reader.line_num
    except csv.Error as error:
        mistake = f"{error}; perhaps a quote never ends"
    except UnicodeError:
        mistake = "it ends in the middle of a character"
    raise DeliveryRefused(f"Line {ends + 1} of {path.name} can't be taken apart: {mistake}. Nothing was loaded.")


def _declared_header(given: list[str], path: Path, spec: SourceSpec) -> list[str]:
    if not given and spec.format == "csv":
        raise DeliveryRefused(f"{path.name} is empty. Nothing was loaded.")
    if not spec.header_matches(given):
        raise DeliveryRefused(_difference(given, path, spec))
    if len(set(given)) != len(given):
        raise DeliveryRefused(f"{path.name} names a column twice. Nothing was loaded.")
    return given


def _difference(given: list[str], path: Path, spec: SourceSpec) -> str:
    nearest = min(spec.headers, key=lambda header: len(set(header) ^ set(given)))
    missing, extra = [c for c in nearest if c not in given], [c for c in given if c not in nearest]
    parts = [f"lacks {', '.join(missing[:5])}"] if missing else []
    unknown = " ".join(", ".join(printable(column)[:60] for column in extra[:5]).split())
    parts += [f"has unknown {unknown}"] if extra else []
    return f"{path.name} has another header than {spec.code} declares: it {' and '.join(parts)}. Nothing was loaded."


def _raw(header: list[str], rows: list[tuple[str, ...]]) -> list[bytes]:
    return [_json(dict(zip(header, row, strict=True))) for row in rows]


def _json(value: Any) -> bytes:
    try:
        whole = orjson.dumps(value)
    except TypeError:
        whole = orjson.dumps({printable(key): printable(str(cell)) for key, cell in value.items()})
    return whole.replace(b"\\u0000", b"\\ufffd")


def printable(text: str) -> str:
    """The text as the store can hold it: bytes that no encoding has are written out, a NUL becomes U+FFFD."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\ufffd")


def _geojson_chunks(path: Path, spec: SourceSpec, size: int, meter: Meter) -> Iterator[Chunk]:
    columns, features = spec.headers[0], enumerate(_features(path, meter), 1)
    batch = list(islice(features, size))
    if not batch:
        raise DeliveryRefused(f"{path.name} holds no features. Nothing was loaded.")
    stated = {name: None for _, feature in batch for name in _properties(feature) or {}}
    if not set(columns) <= stated.keys():
        raise DeliveryRefused(_difference(list(stated), path, spec))
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
        chunk.rows.append((*(_cell(properties.get(column)) for column in columns), lon, lat))
        chunk.raw.append(_json({**properties, "geometry": geometry} if spec.point else properties))
        if chunk.geometry is not None:
            chunk.geometry.append(_shape(geometry))
    return chunk


def _position(geometry: Any) -> tuple[str, str]:
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        return "", ""
    return _cell(coordinates[0]), _cell(coordinates[1])


def _shape(geometry: Any) -> BaseGeometry | None:
    if not geometry:
        return None
    try:
        return shapely.from_geojson(orjson.dumps(geometry))
    except (shapely.errors.GEOSException, TypeError):
        return shapely.Point(float("nan"), float("nan"))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return orjson.dumps(value).decode()


def _first_feature_columns(path: Path) -> list[str]:
    return list(_properties(next(_features(path), None)) or {})


def _gdal_chunks(path: Path, spec: SourceSpec, size: int, meter: Meter) -> Iterator[Chunk]:
    try:
        header = _declared_header([str(name) for name in pyogrio.read_info(path)["fields"]], path, spec)
        start = 0
        while not (frame := pyogrio.read_dataframe(path, skip_features=start, max_features=size)).empty:
            yield _frame_chunk(frame, header, spec, start)
            start += len(frame)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, shapely.errors.GEOSException) as error:
        raise DeliveryRefused(f"{path.name} can't be read: {error}. Nothing was loaded.") from error


def _frame_chunk(frame: Any, header: list[str], spec: SourceSpec, start: int) -> Chunk:
    stated = frame.crs or spec.crs
    frame = (frame if frame.crs is not None else frame.set_crs(stated)).to_crs(4326)
    rows = [
        tuple("" if value is None or value != value else str(value) for value in row)
        for row in frame[header].to_numpy()
    ]
    lines = list(range(start + 1, start + 1 + len(rows)))
    return Chunk(header, lines, rows, _raw(header, rows), list(frame.geometry))
