"""Files that are written while they are sent: CSV and GeoJSON, in constant memory."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import orjson
from django.db.models import QuerySet

from layers.export.about import About
from layers.export.cells import BYTE_ORDER_MARK, Line, harmless
from layers.export.columns import PREFIX, flat, names, shaped
from layers.layer import Layer

CHUNK = 2000
TOGETHER = 200


def csv_lines(layer: Layer, rows: QuerySet, _about: About) -> Iterator[str]:
    """Lines of CSV in UTF-8, a header first, moments in ISO 8601."""
    writer = csv.writer(Line())
    yield BYTE_ORDER_MARK + writer.writerow(names(layer))
    for row in flat(layer, rows).iterator(chunk_size=CHUNK):
        yield writer.writerow([harmless(plain(cell)) for cell in row])


def geojson(layer: Layer, rows: QuerySet, about: About) -> Iterator[bytes]:
    """A FeatureCollection (RFC 7946) with `about` beside its features."""
    head = {"type": "FeatureCollection", "name": layer.id, "numberMatched": about.rows, "about": about.text()}
    yield orjson.dumps(head)[:-1] + b',"features":['
    waiting: list[bytes] = []
    before = b"\n"
    for row in shaped(layer, rows, binary=False).iterator(chunk_size=CHUNK):
        waiting.append(before + orjson.dumps(feature(row)))
        before = b",\n"
        if len(waiting) == TOGETHER:
            yield b"".join(waiting)
            waiting.clear()
    yield b"".join(waiting) + b"\n]}\n"


def feature(row: dict[str, Any]) -> dict[str, Any]:
    number, shape = row.pop(PREFIX + "id"), row.pop(PREFIX + "shape")
    return {
        "type": "Feature",
        "id": number,
        "geometry": orjson.Fragment(shape),
        "properties": {"id": number} | {name.removeprefix(PREFIX): value for name, value in row.items()},
    }


def plain(cell: Any) -> Any:
    """Dates as ISO 8601 writes them, yes and no as true and false."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell).lower() if isinstance(cell, bool) else cell
