"""Rows of delimited text."""

import csv
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path

from etl.errors import DeliveryRefused
from etl.extract.chunk import Chunk, Meter, raw_of
from etl.extract.headers import declared_header
from etl.extract.text import text_of
from etl.spec import SourceSpec

FIELD_LIMIT = 4 << 20
# A letter that no file can hold, whatever its encoding.
END = "\ud800"


def csv_chunks(path: Path, spec: SourceSpec, size: int, meter: Meter) -> Iterator[Chunk]:
    with closing(_numbered_rows(path, spec, meter)) as numbered:
        header = spec.columns_are or declared_header(next(numbered, (0, []))[1], path, spec)
        while batch := list(islice(numbered, size)):
            whole = [(line, tuple(row)) for line, row in batch if len(row) == len(header)]
            broken = [(line, {"cells": row}) for line, row in batch if len(row) != len(header)]
            rows = [row for _, row in whole]
            yield Chunk(header, [line for line, _ in whole], rows, raw_of(header, rows), broken=broken)


def _numbered_rows(path: Path, spec: SourceSpec, meter: Meter) -> Generator[tuple[int, list[str]], None, None]:
    """The cells of each row that has any, and the line it begins on; the header, if any, is the first."""
    csv.field_size_limit(FIELD_LIMIT)
    ends, mistake = 0, "a quote never ends"
    try:
        with closing(text_of(path, spec.encoding, meter)) as text:
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
