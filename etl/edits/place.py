"""Rejected rows taken after all, with what a person gives for them, through the same steps as any delivery."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import orjson
from django.conf import settings
from django.utils.translation import gettext as _
from psycopg import sql

from etl import load
from etl.city import CitySpec, from_row
from etl.clean import fingerprint
from etl.cure import CURES
from etl.derive import after, areas
from etl.edits.actions import inside_the_city
from etl.edits.ledger import end, hold, value
from etl.errors import NoSuchSource
from etl.extract.chunk import Chunk, cell
from etl.load.keep import ALIVE
from etl.load.staging import Staging
from etl.load.statements import execute, names
from etl.spec import SourceSpec, source
from etl.stage import stage_chunk
from etl.targets import TARGETS, fields
from gis_app.errors import BadInput, Conflict, NotFoundHere
from gis_app.people.audit import acting
from gis_app.people.models import User
from gis_app.places.models import City
from gis_app.sources.actions import raise_versions
from gis_app.sources.models import Edit, Imported, Rejection
from layers.corrections import CORRECTIONS, correctable
from layers.words import REASONS, word

Values = Mapping[str, Any]
Columns = dict[str, dict[str, Any]]
# What a source's columns never say of a row that a person has placed.
FIXED = {"place_precision", "time_precision", "assumed"}


def place(*, by: User, given: Mapping[int, Values]) -> list[Imported]:
    """Take rejected rows of one source with what is given for each (its id to field to what was typed).

    The records they made. Raises BadInput where a row still can't be taken, NotFoundHere, and Conflict for a row that
    has its place or while a delivery is being written; then nothing is changed.
    """
    with acting("rejection.place", by=by) as act:
        rows = _open(given)
        puts = {row.key: _parsed(row, given[row.pk]) for row in rows}
        hold(rows[0].source_id)
        edits = [edit for row in rows for edit in _edits(row, puts[row.key], by=by, at=act.at)]
        made = _taken(rows, puts)
        for edit in edits:
            edit.put = value(edit.layer, made[edit.key].pk, edit.field)
            edit.save(update_fields=["put"])
        Rejection.objects.filter(pk__in=given).update(resolved_at=act.at, given_up_at=None, given_up_by=None)
        raise_versions({row.layer for row in rows})
        after.put_for(rows[0].layer, [one.pk for one in made.values()], CURES, act.at)
        told = {str(row.pk): {"record": made[row.key].pk, **puts[row.key]} for row in rows}
        act.on("rejection", rows[0].pk if len(rows) == 1 else f"{len(rows)} rows", new=told)
    return list(made.values())


def _open(given: Mapping[int, Values]) -> list[Rejection]:
    rows = list(Rejection.objects.select_for_update(of=("self",)).select_related("source").filter(pk__in=given))
    if not given or len(rows) < len(given):
        raise NotFoundHere(_("There is no such rejected row."))
    if any(row.resolved_at for row in rows):
        raise Conflict(_("This row has its place already."))
    if len({row.source_id for row in rows}) > 1 or any(row.reason == Rejection.Reason.DUPLICATE for row in rows):
        raise BadInput(_("Rows of one source are placed together, and the same row is not placed twice."))
    return sorted(rows, key=lambda row: row.pk)


def _parsed(row: Rejection, given: Values) -> Columns:
    columns = {field: correctable(row.layer, field).parsed(typed) for field, typed in given.items()}
    inside_the_city(columns)
    return columns


def _edits(row: Rejection, columns: Columns, *, by: User, at: datetime) -> Iterable[Edit]:
    """An edit a field, in the place of any that was in force for the row before."""
    keyed = {"source_id": row.source_id, "layer": row.layer, "key": row.key, "part": 0}
    for before in Edit.objects.filter(**keyed, field__in=columns, state__in=ALIVE):
        end(before, Edit.State.REPLACED, by=by, at=at)
    for field, put in columns.items():
        blank = dict.fromkeys(correctable(row.layer, field).columns)
        yield Edit.objects.create(**keyed, field=field, said=blank, says=blank, put=put, by=by, at=at)


def _taken(rows: list[Rejection], puts: dict[str, Columns]) -> dict[str, Imported]:
    """The first record that each row makes, by its key."""
    here, first = City.objects.first(), rows[0]
    if here is None:
        raise Conflict(_("There is no city yet."))
    with Staging(given=puts) as staging:
        staged(rows, declared(first), from_row(here), staging)
        load.keep_edits(staging, first.source_id)
        load.write(staging, first.source_id, max(row.last_delivery_id for row in rows))
    made = TARGETS[first.layer]._default_manager.filter(source=first.source_id, key__in=puts, part=0)
    return {record.key: record for record in made}


def declared(row: Rejection) -> SourceSpec:
    """How the row's source is read; raises Conflict where nothing declares it any more."""
    try:
        return source(row.source.code)
    except NoSuchSource as error:
        raise Conflict(_("This source is no longer declared; its rows can't be read again.")) from error


def staged(rows: list[Rejection], spec: SourceSpec, city: CitySpec, staging: Staging) -> None:
    """Stage the rows as a delivery would. Raises BadInput, naming the reason, where one still can't be taken."""
    stage_chunk(chunk_of(rows, spec), spec, city, areas.indexes(), staging, settings.CELL_LIMIT)
    for line, reason in execute("SELECT line, reason FROM stage_rejection ORDER BY line LIMIT 1"):
        told = {"line": line, "reason": word(REASONS, reason)}
        raise BadInput(_("Line %(line)s still can't be taken: %(reason)s. Nothing was changed.") % told)


def take_cells(rows: list[Rejection], cells: Mapping[int, dict[str, Any]], spec: SourceSpec, city: CitySpec) -> None:
    """Give the records that the rows became what a person wrote into their other cells.

    Of columns that can be corrected on a card nothing is taken here: they are edits. The caller holds the transaction.
    """
    layer = rows[0].layer
    held = {column for field in CORRECTIONS.get(layer, {}).values() for column in field.columns}
    with Staging() as staging:
        stage_chunk(chunk_of(rows, spec, cells), spec, city, areas.indexes(), staging, settings.CELL_LIMIT)
        free = [name for name in spec.columns if name in staging.columns.get(layer, ()) and name not in held | FIXED]
        own = [name for name in free if name in fields(layer)]
        if own:
            pairs = sql.SQL(", ").join(sql.SQL("{0} = s.{0}").format(sql.Identifier(name)) for name in own)
            execute(
                "UPDATE {target} AS t SET {pairs} FROM {stage} AS s "
                "WHERE t.source_id = %s AND t.key = s.key AND t.part = s.part",
                {**names(layer), "pairs": pairs},
                [rows[0].source_id],
            )


def chunk_of(rows: list[Rejection], spec: SourceSpec, cells: Mapping[int, dict[str, Any]] | None = None) -> Chunk:
    """The rows as a reader gives them, under the keys that they had; `cells` stand in the place of the raw."""
    raws = [(cells or {}).get(row.pk, row.raw) for row in rows]
    columns = max((header for header in spec.headers), key=lambda header: len(set(header) & set(raws[0])), default=[])
    header = list(dict.fromkeys([*columns, *spec.columns_are, *raws[0]]))
    header += ["geometry.lon", "geometry.lat"]
    bodies = [orjson.dumps(row.raw) for row in rows]
    marks = [
        row.fingerprint.hex if row.fingerprint else fingerprint(body).hex
        for row, body in zip(rows, bodies, strict=True)
    ]
    return Chunk(
        header,
        [row.line for row in rows],
        [tuple(cell(_cell(raw, name)) for name in header) for raw in raws],
        bodies,
        identities=[(row.key, mark) for row, mark in zip(rows, marks, strict=True)],
    )


def _cell(raw: dict[str, Any], name: str) -> Any:
    if not name.startswith("geometry."):
        return raw.get(name)
    position = (raw.get("geometry") or {}).get("coordinates") if isinstance(raw.get("geometry"), dict) else None
    sound = isinstance(position, list) and len(position) > 1
    return position[name == "geometry.lat"] if sound and position else None


def stated(row: Rejection) -> str:
    """The coordinates as they stand in the row, latitude first; "" where the source has none or is not declared."""
    try:
        point = source(row.source.code).point
    except NoSuchSource:
        return ""
    texts = [cell(_cell(row.raw, name)) for name in (point.lat, point.lon)] if point else []
    return " · ".join(text or "—" for text in texts)
