"""Rows of a workbook's sheet, in constant memory but for the texts that its cells share."""

import re
import warnings
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from etl.errors import DeliveryRefused
from etl.extract.archive import sound
from etl.extract.chunk import Chunk, Meter, raw_of
from etl.extract.headers import declared_header
from etl.spec import SourceSpec

OUTSIDE = re.compile(r"externalLinks/|vbaProject|embeddings/|connections\.xml|queryTables/", re.IGNORECASE)
MOST_COLUMNS = 2_000
Row = tuple[int, list[str]]


def xlsx_chunks(path: Path, spec: SourceSpec, size: int, meter: Meter) -> Iterator[Chunk]:
    with closing(rows_of(path, spec.table)) as rows:
        header = declared_header(next(rows, (0, []))[1], path, spec)
        width = len(header)
        while batch := list(islice(rows, size)):
            whole = [(line, tuple(cells + [""] * (width - len(cells)))) for line, cells in batch if len(cells) <= width]
            broken = [(line, {"cells": cells}) for line, cells in batch if len(cells) > width]
            values = [cells for _line, cells in whole]
            yield Chunk(header, [line for line, _cells in whole], values, raw_of(header, values), broken=broken)


def sheets_of(path: Path) -> list[str]:
    """Names of the workbook's sheets in their order. Raises `DeliveryRefused` where it can't be read."""
    with opened(path) as book:
        chosen(book, "", path.name)
        return [str(sheet.title) for sheet in book.worksheets]


def rows_of(path: Path, table: str = "") -> Generator[Row, None, None]:
    """The sheet's rows that have any cell, with their numbers; the first is its header, blank cells at the end cut.

    Raises `DeliveryRefused` for a formula: what it would give is not in the file, only what it gave once.
    """
    with opened(path) as book:
        sheet = chosen(book, table, path.name)
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.rows, 1):
            texts = [text_of(cell, path.name) for cell in cells[:MOST_COLUMNS]]
            while texts and not texts[-1]:
                texts.pop()
            if texts:
                yield number, texts


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """The workbook, for as long as the block lasts.

    openpyxl answers a broken file with whatever its parts stumble over: to us all that is one mistake, the file's.
    """
    with sound(path) as archive:
        if any(OUTSIDE.search(name) for name in archive.namelist()):
            raise DeliveryRefused(
                _("%(file)s leads to other files or holds programs. Save it anew with values only. Nothing was loaded.")
                % {"file": path.name}
            )
    try:
        with open(path, "rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with closing(load_workbook(file, read_only=True, data_only=False, keep_links=False)) as book:
                yield book
    except DeliveryRefused:
        raise
    except Exception as error:
        raise DeliveryRefused(
            _("%(file)s is no workbook that can be read: save it anew as XLSX. Nothing was loaded.")
            % {"file": path.name}
        ) from error


def chosen(book: Any, table: str, name: str) -> Any:
    sheets = book.worksheets
    found = [sheet for sheet in sheets if sheet.title == table] if table else sheets[:1]
    if not found:
        raise DeliveryRefused(
            _("%(file)s has no sheet %(sheet)s. Nothing was loaded.") % {"file": name, "sheet": table[:60]}
        )
    return found[0]


def text_of(cell: Any, name: str) -> str:
    """A cell as text: a whole number without a point, a date as ISO 8601 has it."""
    if cell.data_type == "f":
        raise DeliveryRefused(
            _("%(file)s holds a formula in %(cell)s. Paste values only and save it again. Nothing was loaded.")
            % {"file": name, "cell": f"{get_column_letter(cell.column)}{cell.row}"}
        )
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
