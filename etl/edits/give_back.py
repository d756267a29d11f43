"""Rejected rows that were downloaded, corrected in a spreadsheet and are given back: what was changed becomes edits."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd
from django.conf import settings
from django.utils.translation import gettext as _

from etl.check import verdicts
from etl.city import CitySpec, from_row
from etl.clean import Cleaned, clean
from etl.cure import CURES
from etl.edits.place import chunk_of, declared, place
from etl.extract.text import encoding_of
from etl.locate import locate_points
from etl.spec import SourceSpec
from gis_app.errors import BadInput, Conflict
from gis_app.people.models import User
from gis_app.places.models import City
from gis_app.sources.models import Rejection
from layers.export.cells import FORMULA, harmless
from layers.export.rejections import OUR_COLUMNS
from layers.secrecy import without_streams

MOST_ROWS = 5_000
Cells = dict[str, Any]


def give_back(*, by: User, path: Path) -> dict[str, Any]:
    """Place what can be taken now: `{"read", "placed", "unchanged", "rejected", "reasons"}`, read being the sum.

    Each source's rows are one act. Raises BadInput for what is not such a file, Conflict while a delivery is written.
    """
    given = dict(rows_of(path))
    kept = Rejection.objects.filter(pk__in=given, resolved_at=None).exclude(reason=Rejection.Reason.DUPLICATE)
    changed = [(row, cells) for row in kept.select_related("source") if (cells := corrected(row, given[row.pk]))]
    placed, reasons = 0, Counter[str]()
    for _source, pairs in groupby(sorted(changed, key=lambda pair: pair[0].source_id), lambda pair: pair[0].source_id):
        values, bad = _values(dict(pairs))
        reasons.update(bad)
        placed += len(place(by=by, given=values)) if values else 0
    rejected = sum(reasons.values())
    account = {"read": len(given), "placed": placed, "unchanged": len(given) - placed - rejected, "rejected": rejected}
    return {**account, "reasons": dict(reasons)}


def rows_of(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The id of each rejection and the cells that stand in its row, whatever a spreadsheet separates them by."""
    try:
        with path.open(encoding=encoding_of(path), newline="") as file:
            first = file.readline()
            file.seek(0)
            rows = csv.reader(file, delimiter=";" if first.count(";") > first.count(",") else ",")
            header = [name.removeprefix("\ufeff") for name in next(rows, [])]
            if tuple(header[-len(OUR_COLUMNS) :]) != OUR_COLUMNS:
                raise BadInput(_("This is no file of rejected rows: its last column is not 'rejection'."))
            for number, row in enumerate(rows):
                if number >= MOST_ROWS:
                    raise BadInput(_("At most %(most)s rows are given back at once.") % {"most": MOST_ROWS})
                if len(row) == len(header) and row[-1].isdecimal() and len(row[-1]) < 19:
                    yield int(row[-1]), dict(zip(header[: -len(OUR_COLUMNS)], row, strict=False))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(_("The file can't be read as a table. Nothing was changed.")) from error


def corrected(row: Rejection, given: dict[str, str]) -> Cells | None:
    """The row's cells with those that a person changed; None where nothing was."""
    shown = without_streams(row.raw)
    changed = {
        name: text[1:] if text[:1] == "'" and FORMULA.match(text[1:]) else text
        for name, text in given.items()
        if name in row.raw and text != harmless(shown.get(name))
    }
    return {**row.raw, **changed} if changed else None


def _values(given: dict[Rejection, Cells]) -> tuple[dict[int, dict[str, Any]], Counter[str]]:
    """What each row of one source now says of the fields that it lacked, as it is typed; reasons of those that fail."""
    rows, here = list(given), City.objects.first()
    if here is None:
        raise Conflict(_("There is no city yet."))
    spec, city = declared(rows[0]), from_row(here)
    before = _read(rows, spec, city, None)
    after = _read(rows, spec, city, {row.pk: cells for row, cells in given.items()})
    reason = verdicts(after)
    found = {
        row.pk: {field: _typed(after.frame, at, field) for field in CURES if _lacked(before, field, at)}
        for at, row in enumerate(rows)
        if not reason[at]
    }
    return {pk: values for pk, values in found.items() if values}, Counter(reason[reason != ""])


def _read(rows: list[Rejection], spec: SourceSpec, city: CitySpec, cells: dict[int, Cells] | None) -> Cleaned:
    cleaned = clean(chunk_of(rows, spec, cells), spec, city.zone, settings.CELL_LIMIT)
    if spec.point:
        locate_points(cleaned, spec, city)
    return cleaned


def _lacked(cleaned: Cleaned, field: str, at: int) -> bool:
    """Whether the row as it came says nothing usable of the field."""
    if any(cleaned.failed[reason][at] for reason in CURES[field] if reason in cleaned.failed):
        return True
    column = {"kind": "kind", "moment": "at"}.get(field, "")
    return column in cleaned.frame and bool(pd.isna(cleaned.frame.at[at, column]))


def _typed(frame: pd.DataFrame, at: int, field: str) -> Any:
    if field == "point":
        return [frame.at[at, "lon"], frame.at[at, "lat"]]
    if field == "kind":
        return frame.at[at, "kind"]
    daily = frame.at[at, "time_precision"] == "day"
    return frame.at[at, "local"].strftime("%Y-%m-%d" if daily else "%Y-%m-%dT%H:%M:%S")
