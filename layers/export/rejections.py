"""Rejected rows as CSV."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from gis_app.sources.models import Rejection
from layers.export.cells import BYTE_ORDER_MARK, Line, harmless
from layers.secrecy import without_streams

CHUNK = 2000
OUR_COLUMNS = ("line", "reason", "detail", "proposed_lon", "proposed_lat", "rejection")


def rejections_csv(rows: "QuerySet[Rejection]") -> Iterator[str]:
    """Lines of CSV: the columns as the source had them, then ours, of which `rejection` lets the file be given back.

    Constant memory, whatever the number of rows.
    """
    names = raw_columns(rows)
    writer = csv.writer(Line())
    yield BYTE_ORDER_MARK + writer.writerow([harmless(name) for name in (*names, *OUR_COLUMNS)])
    for row in rows.iterator(chunk_size=CHUNK):
        raw = without_streams(row.raw)
        cells = [raw.get(name) for name in names] if isinstance(raw, dict) else [raw]
        yield writer.writerow([harmless(cell) for cell in (*cells, *ours(row))])


def ours(row: Rejection) -> Iterable[Any]:
    lon, lat = row.proposal.coords if row.proposal else (None, None)
    return row.line, row.reason, row.detail, lon, lat, row.pk


def raw_columns(rows: "QuerySet[Rejection]") -> list[str]:
    """Names of all columns that any of the rows has, in the order in which they are first met."""
    names: dict[str, None] = {}
    for raw in rows.values_list("raw", flat=True).iterator(chunk_size=CHUNK):
        names.update(dict.fromkeys(raw if isinstance(raw, dict) else ["row"]))
    return list(names)
