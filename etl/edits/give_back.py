"""Rejected rows that were downloaded, corrected in a spreadsheet and are given back.

What a row lacked, and what else of it can be put right on its card, becomes edits; every other cell that was changed is
taken as it was written, until the source itself changes the row.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from etl.check import verdicts
from etl.city import CitySpec, from_row
from etl.clean import Cleaned, clean
from etl.cure import CURES
from etl.edits.actions import correct
from etl.edits.place import chunk_of, declared, place, take_cells
from etl.extract.text import encoding_of
from etl.locate import locate
from etl.spec import SourceSpec
from gis_app.errors import BadInput, Conflict
from gis_app.people.models import User
from gis_app.places.models import City
from gis_app.sources.models import Rejection
from layers.corrections import CORRECTIONS
from layers.export.cells import FORMULA, harmless
from layers.export.rejections import OUR_COLUMNS
from layers.secrecy import without_streams

MOST_ROWS = 5_000
Cells = dict[str, Any]
Typed = dict[int, dict[str, Any]]


def give_back(*, by: User, path: Path) -> dict[str, Any]:
    """Place what can be taken now: `{"read", "placed", "unchanged", "rejected", "reasons"}`, read being the sum.

    Each source's rows are one act, and what else a person changed of a record is one of its own. Raises BadInput for
    what is not such a file, Conflict while a delivery is written.
    """
    given = dict(rows_of(path))
    kept = Rejection.objects.filter(pk__in=given, resolved_at=None).exclude(reason=Rejection.Reason.DUPLICATE)
    changed = [(row, cells) for row in kept.select_related("source") if (cells := corrected(row, given[row.pk]))]
    placed, reasons = 0, Counter[str]()
    for _source, pairs in groupby(sorted(changed, key=lambda pair: pair[0].source_id), lambda pair: pair[0].source_id):
        number, bad = _taken(dict(pairs), by=by)
        reasons.update(bad)
        placed += number
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


def _taken(given: dict[Rejection, Cells], *, by: User) -> tuple[int, Counter[str]]:
    """Take the rows of one source that can be taken now, with every cell that was changed; reasons of the others."""
    here = City.objects.first()
    if here is None:
        raise Conflict(_("There is no city yet."))
    spec, city = declared(next(iter(given))), from_row(here)
    lacked, besides, bad = _values(given, spec, city)
    if not lacked:
        return 0, bad
    with transaction.atomic():
        made = {record.key: record.pk for record in place(by=by, given=lacked)}
        rows = [row for row in given if row.pk in lacked]
        take_cells(rows, {row.pk: given[row] for row in rows}, spec, city)
        for row in rows:
            if values := besides.get(row.pk):
                correct(by=by, layer=row.layer, record_id=made[row.key], values=values)
    return len(made), bad


def _values(given: dict[Rejection, Cells], spec: SourceSpec, city: CitySpec) -> tuple[Typed, Typed, Counter[str]]:
    """What each row now says, as it is typed: of the fields that it lacked, and of others that differ from before.

    With the reasons of the rows that fail still.
    """
    rows = list(given)
    before, after = _read(rows, spec, city, None), _read(rows, spec, city, {row.pk: given[row] for row in rows})
    reason = verdicts(after)
    lacked: Typed = {}
    besides: Typed = {}
    for at, row in enumerate(rows):
        if reason[at]:
            continue
        fields = {name for name in CURES if _lacked(before, name, at)}
        lacked[row.pk] = {name: _typed(after.frame, at, row.layer, name) for name in fields}
        besides[row.pk] = _changed(before.frame, after.frame, at, row.layer, fields)
    return {pk: values for pk, values in lacked.items() if values}, besides, Counter(reason[reason != ""])


def _changed(before: pd.DataFrame, after: pd.DataFrame, at: int, layer: str, lacked: set[str]) -> dict[str, Any]:
    """The other fields that can be corrected and differ, as they are typed; one that became blank is left alone."""
    known = {name: _column(name, field.columns[0]) for name, field in CORRECTIONS.get(layer, {}).items()}
    differ = {
        name
        for name, column in known.items()
        if name not in lacked
        and column in after
        and not pd.isna(after.at[at, column])
        and (pd.isna(before.at[at, column]) or before.at[at, column] != after.at[at, column])
    }
    return {name: _typed(after, at, layer, name) for name in differ}


def _column(name: str, column: str) -> str:
    """The column of a cleaned frame that holds what is typed for the field."""
    return {"point": "point", "moment": "local"}.get(name, column)


def _read(rows: list[Rejection], spec: SourceSpec, city: CitySpec, cells: dict[int, Cells] | None) -> Cleaned:
    cleaned = clean(chunk_of(rows, spec, cells), spec, city.zone, settings.CELL_LIMIT)
    locate(cleaned, spec, city)
    return cleaned


def _lacked(cleaned: Cleaned, field: str, at: int) -> bool:
    """Whether the row as it came says nothing usable of the field."""
    if any(cleaned.failed[reason][at] for reason in CURES[field] if reason in cleaned.failed):
        return True
    column = {"kind": "kind", "moment": "at"}.get(field, "")
    return column in cleaned.frame and bool(pd.isna(cleaned.frame.at[at, column]))


def _typed(frame: pd.DataFrame, at: int, layer: str, field: str) -> Any:
    if field == "point":
        return [frame.at[at, "lon"], frame.at[at, "lat"]]
    if field == "moment":
        daily = frame.at[at, "time_precision"] == "day"
        return frame.at[at, "local"].strftime("%Y-%m-%d" if daily else "%Y-%m-%dT%H:%M:%S")
    return frame.at[at, CORRECTIONS[layer][field].columns[0]]
