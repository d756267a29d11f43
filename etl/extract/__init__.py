"""From a file to chunks of cells, in constant memory, with the line each row stands on."""

import csv
import gzip
import zlib
from collections.abc import Generator
from pathlib import Path

import ijson

from etl.errors import DeliveryRefused
from etl.extract.chunk import Chunk, Meter, printable
from etl.extract.delimited import csv_chunks
from etl.extract.features import first_columns, geojson_chunks
from etl.extract.gdal import facts_of, gdal_chunks
from etl.extract.text import encoding_of, opened, text_of
from etl.extract.workbook import rows_of, xlsx_chunks
from etl.spec import SourceSpec

__all__ = ["Chunk", "Meter", "chunks", "encoding_of", "header_of", "opened", "printable"]

READERS = {"csv": csv_chunks, "xlsx": xlsx_chunks, "geojson": geojson_chunks, "gdal": gdal_chunks}


def chunks(path: Path, spec: SourceSpec, size: int, meter: Meter | None = None) -> Generator[Chunk, None, None]:
    """The file's rows, `size` at a time.

    Raises `DeliveryRefused` when the file is not what its source says, or ends in the middle.
    """
    try:
        yield from READERS[spec.format](path, spec, size, meter or Meter())
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DeliveryRefused(
            f"The file {path.name} ends in the middle: {error}. Nothing was loaded. Send it again."
        ) from error
    except (ijson.JSONError, UnicodeDecodeError) as error:
        told = str(error).splitlines()[0]
        raise DeliveryRefused(f"The file {path.name} is not whole JSON: {told}. Nothing was loaded.") from error


def header_of(path: Path, delimiter: str = ",", table: str = "") -> list[str]:
    """The columns of a file, whatever its format; empty when it has none that we can read."""
    try:
        if _suffix(path) in {".geojson", ".json"}:
            return first_columns(path)
        if _suffix(path) in {".shp", ".gpkg", ".zip"}:
            return list(facts_of(path, table)["columns"])
        if _suffix(path) == ".xlsx":
            return next(rows_of(path, table), (0, []))[1]
        return next(filter(None, csv.reader(text_of(path, ""), delimiter=delimiter)), [])
    except (OSError, EOFError, ValueError, zlib.error, csv.Error, ijson.JSONError, DeliveryRefused):
        return []


def _suffix(path: Path) -> str:
    return Path(path.name.removesuffix(".gz")).suffix.lower()
