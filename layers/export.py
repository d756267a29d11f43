"""The one door for downloads: rejected rows as CSV, safe to open in a spreadsheet."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

import orjson
from django.db.models import QuerySet

from gis_app.sources.models import Rejection
from layers.secrecy import without_streams

CHUNK = 2000
OUR_COLUMNS = ("line", "reason", "detail", "proposed_lon", "proposed_lat")
FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
BYTE_ORDER_MARK = "\ufeff"


class Line:
    """A file that hands back what was written to it, so that CSV can be streamed."""

    def write(self, text: str) -> str:
        return text


def rejections_csv(rows: "QuerySet[Rejection]") -> Iterator[str]:
    """Lines of CSV: the columns as the source had them, then ours. Constant memory, whatever the number of rows."""
    names = raw_columns(rows)
    writer = csv.writer(Line())
    yield BYTE_ORDER_MARK + writer.writerow([harmless(name) for name in (*names, *OUR_COLUMNS)])
    for row in rows.iterator(chunk_size=CHUNK):
        raw = without_streams(row.raw)
        cells = [raw.get(name) for name in names] if isinstance(raw, dict) else [raw]
        yield writer.writerow([harmless(cell) for cell in (*cells, *ours(row))])


def ours(row: Rejection) -> Iterable[Any]:
    lon, lat = row.proposal.coords if row.proposal else (None, None)
    return row.line, row.reason, row.detail, lon, lat


def raw_columns(rows: "QuerySet[Rejection]") -> list[str]:
    """Names of all columns that any of the rows has, in the order in which they are first met."""
    names: dict[str, None] = {}
    for raw in rows.values_list("raw", flat=True).iterator(chunk_size=CHUNK):
        names.update(dict.fromkeys(raw if isinstance(raw, dict) else ["row"]))
    return list(names)


def harmless(cell: Any) -> str:
    """A cell's text; what a spreadsheet would take for a formula gets an apostrophe in front. Numbers stay numbers.

    >>> harmless("=1+1"), harmless("-87.6"), harmless(None)
    ("'=1+1", '-87.6', '')
    """
    if cell is None:
        return ""
    text = (
        cell if isinstance(cell, str) else orjson.dumps(cell).decode() if isinstance(cell, dict | list) else str(cell)
    )
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text
