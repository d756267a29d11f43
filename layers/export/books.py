"""Files that are made whole before they are sent: GeoPackage for GIS programs, XLSX for people."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely
import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from layers import origin
from layers.cards import point
from layers.export.about import About
from layers.export.cells import FORMULA
from layers.export.columns import PREFIX, properties, shaped
from layers.facts import Fact, worded
from layers.layer import Layer

CHUNK = 2000
CELL_LIMIT = 32_767
FORMATS = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm"}


def geopackage(path: Path, layer: Layer, rows: QuerySet, about: About) -> int:
    """Write the rows as one table of a GeoPackage with `about` in its metadata; gives their number."""
    found = list(shaped(layer, rows, binary=True).iterator(chunk_size=CHUNK))
    columns = ["id", *(name for name in properties(layer) if name != "id")]
    frame = pd.DataFrame({name: storable([row[PREFIX + name] for row in found]) for name in columns})
    shapes = shapely.from_wkb([bytes(row[PREFIX + "shape"]) for row in found])
    kinds = {shape.geom_type for shape in shapes}
    pyogrio.write_dataframe(
        gpd.GeoDataFrame(frame, geometry=shapes, crs="EPSG:4326"),
        path,
        layer=layer.id,
        driver="GPKG",
        geometry_type=kinds.pop() if len(kinds) == 1 else "Unknown",
        dataset_options={"VERSION": "1.2"},  # what later ones add older programs warn of, and we use none of it
        layer_metadata={"DESCRIPTION": about.text()},
        layer_options={"DESCRIPTION": about.text()},
    )
    return len(found)


def storable(values: list[Any]) -> pd.Series:
    """A column of one type: whole numbers keep their gaps, dates are dates, everything else is text."""
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, datetime) for value in known):
        return pd.Series(pd.to_datetime(values, utc=True))
    if known and all(isinstance(value, date) for value in known):
        return pd.Series([value.isoformat() if value else None for value in values], dtype="object")
    return pd.Series(values, dtype="object").convert_dtypes()


def workbook(path: Path, layer: Layer, rows: QuerySet, about: About) -> int:
    """Write the rows as a spreadsheet in the reader's words, one column a fact of the card; gives their number.

    Every text is a text cell: nothing in it is ever taken for a formula or a link, not when the cell is edited either.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    with xlsxwriter.Workbook(path, options) as book:
        formats: dict[type, Any] = {kind: book.add_format({"num_format": form}) for kind, form in FORMATS.items()}
        formats[str] = book.add_format({"quote_prefix": True})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(str(layer.title)[:31])
        heads = headings(layer)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(heads), 18)
        sheet.write_row(0, 0, heads, bold)
        count, zone = 0, ZoneInfo(about.zone)
        for count, row in enumerate(with_relations(rows).iterator(chunk_size=CHUNK), 1):
            write(sheet, count, cells(layer, row), zone, formats)
        if count:
            sheet.autofilter(0, 0, count, len(heads) - 1)
        explained = book.add_worksheet(_("About"))
        explained.set_column(0, 0, 28)
        explained.set_column(1, 1, 110)
        for line, (name, value) in enumerate(account(about)):
            explained.write_string(line, 0, name, bold)
            explained.write_string(line, 1, value)
    return count


def account(about: About) -> Iterable[tuple[str, str]]:
    """The account without the columns that only machines' files have."""
    column = f"{_('Column')} "
    return (line for line in about.lines() if not line[0].startswith(column))


def headings(layer: Layer) -> list[str]:
    facts = [f"{fact.name}, {fact.unit}" if fact.unit else str(fact.name) for fact in layer.facts]
    return [_("Record"), _("Name"), *facts, _("Longitude"), _("Latitude"), _("Source"), _("Delivery")]


def cells(layer: Layer, row: Any) -> list[Any]:
    """A row in the order of `headings`; of a line or polygon the point is one on it."""
    facts: tuple[Fact, ...] = layer.facts
    said = [fact.read(row) for fact in facts]
    came = origin.record(layer, row)
    whence = [came.source.name, came.delivery_id] if came else [None, None]
    return [row.pk, layer.heading(row), *said, *point(layer, row), *whence]


def with_relations(rows: QuerySet) -> QuerySet:
    """The rows by id without their raw text; what they refer to is fetched once a chunk, not once a row."""
    fields = rows.model._meta.concrete_fields
    links = [field.name for field in fields if field.many_to_one and field.name != "delivery"]
    bare = rows.defer("raw") if any(field.name == "raw" for field in fields) else rows
    return bare.prefetch_related(*links).order_by("pk")


def write(sheet: Any, line: int, values: Iterable[Any], zone: ZoneInfo, formats: Mapping[Any, Any]) -> None:
    for column, value in enumerate(values):
        if isinstance(value, datetime):
            sheet.write_datetime(line, column, value.astimezone(zone).replace(tzinfo=None), formats[datetime])
        elif isinstance(value, date):
            sheet.write_datetime(line, column, value, formats[date])
        elif isinstance(value, int | float) and not isinstance(value, bool):
            sheet.write_number(line, column, value)
        elif text := worded(value, zone):
            sheet.write_string(line, column, text[:CELL_LIMIT], formats[str] if FORMULA.match(text) else None)
