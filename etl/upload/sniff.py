"""How a file is to be read, as far as it tells: its format, delimiter, header, sheets or layers."""

import csv
import re
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from etl import extract
from etl.errors import DeliveryRefused
from etl.extract.features import first_feature
from etl.extract.gdal import facts_of, layers_of
from etl.extract.text import encoding_of, text_of
from etl.extract.workbook import rows_of, sheets_of
from etl.spec import SourceSpec

DELIMITERS = (",", ";", "\t", "|")
FORMATS = {".geojson": "geojson", ".json": "geojson", ".xlsx": "xlsx", ".shp": "gdal", ".zip": "gdal", ".gpkg": "gdal"}
TEXT = (".csv", ".tsv", ".txt", ".tab", "")
LOOKED_AT = 30
MOST_COLUMNS = 300
VALUE = re.compile(r"[-+]?\d+([.,]\d+)?|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*")


@dataclass
class Reading:
    """How a file is read. `geometry` is "", "point" or "shape"; `header` False for delimited text without one."""

    format: str
    encoding: str = ""
    delimiter: str = ","
    header: bool = True
    table: str = ""
    tables: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    geometry: str = ""
    crs: str = ""

    def document(self) -> dict[str, Any]:
        return asdict(self)

    def declared(self) -> dict[str, Any]:
        """The part of a `source.yml` that says how to read the file."""
        told: dict[str, Any] = {"format": self.format}
        if self.format == "csv":
            told |= {"delimiter": self.delimiter, "encoding": self.encoding}
        if self.table:
            told["table"] = self.table
        return told | ({"headers": [self.columns]} if self.header else {"columns_are": self.columns})


def sniff(path: Path, wanted: dict[str, Any]) -> Reading:
    """How to read the file; what is `wanted` (delimiter, encoding, header, table) is not guessed.

    Raises `DeliveryRefused` for a format that we don't read and for a file without columns.
    """
    suffix = Path(path.name.lower().removesuffix(".gz")).suffix
    if suffix not in FORMATS and suffix not in TEXT:
        raise DeliveryRefused(
            _("%(file)s is none of CSV, XLSX, GeoJSON, zipped Shapefile or GeoPackage. Save it as one of them.")
            % {"file": path.name}
        )
    reading = {"csv": _delimited, "xlsx": _workbook, "geojson": _features, "gdal": _gdal}[FORMATS.get(suffix, "csv")](
        path, wanted
    )
    check_columns(reading.columns, path.name)
    return reading


def check_columns(columns: list[str], name: str) -> None:
    """Raises `DeliveryRefused` where there are none or too many, or two of a name or one of none."""
    if not columns:
        raise DeliveryRefused(_("%(file)s has no columns that can be read.") % {"file": name})
    if len(columns) > MOST_COLUMNS:
        raise DeliveryRefused(_("%(file)s has more than %(n)s columns.") % {"file": name, "n": MOST_COLUMNS})
    if len(set(columns)) != len(columns):
        raise DeliveryRefused(_("%(file)s names a column twice. Rename one and give it again.") % {"file": name})


def _delimited(path: Path, wanted: dict[str, Any]) -> Reading:
    encoding = wanted.get("encoding") or encoding_of(path)
    delimiter = wanted.get("delimiter") or delimiter_of(path, encoding)
    rows = first_rows(path, encoding, delimiter)
    first = rows[0] if rows else []
    header = wanted["header"] if "header" in wanted else is_header(first)
    columns = first if header else [f"{n}" for n in range(1, len(first) + 1)]
    return Reading("csv", encoding, delimiter, header, columns=[extract.printable(name) for name in columns])


def first_rows(path: Path, encoding: str, delimiter: str) -> list[list[str]]:
    """The first rows as this delimiter cuts them; none where it can't."""
    try:
        return list(islice(filter(None, csv.reader(text_of(path, encoding), delimiter=delimiter)), LOOKED_AT))
    except (csv.Error, UnicodeError, LookupError, EOFError, OSError):
        return []


def delimiter_of(path: Path, encoding: str) -> str:
    """The delimiter that cuts most of the first rows into as many cells as the first, more than one."""

    def worth(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in first_rows(path, encoding, delimiter)]
        width = widths[0] if widths else 0
        return (sum(each == width for each in widths) if width > 1 else 0, width)

    return max(DELIMITERS, key=worth)


def is_header(cells: list[str]) -> bool:
    """Whether a first row names columns: every cell a name, none a number or a date.

    >>> is_header(["lat", "lon", "title"]), is_header(["40.1", "-75.3", "EMS"]), is_header(["a", ""])
    (True, False, False)
    """
    names = [cell.strip() for cell in cells]
    return all(names) and not any(map(VALUE.fullmatch, names))


def _workbook(path: Path, wanted: dict[str, Any]) -> Reading:
    sheets = sheets_of(path)
    table = wanted.get("table") if wanted.get("table") in sheets else sheets[0]
    columns = next(rows_of(path, str(table)), (0, []))[1]
    return Reading("xlsx", table=str(table), tables=sheets, columns=columns)


def _features(path: Path, wanted: dict[str, Any]) -> Reading:
    first = first_feature(path)
    geometry = first.get("geometry") if isinstance(first, dict) else None
    kind = geometry.get("type") if isinstance(geometry, dict) else ""
    return Reading("geojson", columns=extract.header_of(path), geometry="point" if kind == "Point" else "shape")


def _gdal(path: Path, wanted: dict[str, Any]) -> Reading:
    layers = layers_of(path)
    packed = path.suffix.lower() != ".gpkg"
    table = "" if packed else str(wanted.get("table") if wanted.get("table") in layers else (layers or [""])[0])
    facts = facts_of(path, table)
    geometry = "point" if facts["geometry"].endswith("Point") else "shape" if facts["geometry"] else ""
    return Reading(
        "gdal", table=table, tables=layers, columns=facts["columns"], geometry=geometry, crs=facts["crs"][:200]
    )


def provisional(reading: Reading) -> SourceSpec:
    """A declaration that reads the file's rows and says nothing else of them."""
    told: dict[str, Any] = {"code": "draft", "name": "draft", "publisher": "", "licence": "", "layer": "sites"}
    if reading.geometry == "point":
        told["point"] = {}
    return SourceSpec(**told, **reading.declared())
