"""From chunks to the store: staged by COPY as they come, judged and written in one transaction at the end.

The staging tables are the session's own temporary ones: whatever kills the run leaves nothing behind.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from django.db import connection
from psycopg import sql

from etl import targets
from etl.account import Account
from etl.errors import DeliveryRefused

REJECTION_COLUMNS = {
    "layer": "text",
    "key": "text",
    "line": "bigint",
    "reason": "text",
    "detail": "text",
    "raw": "jsonb",
    "day": "date",
    "kind": "text",
    "area": "text",
    "proposal": "geometry(Point, 4326)",
}


def execute(
    template: str, parts: Mapping[str, sql.Composable] | None = None, values: Sequence[Any] = ()
) -> list[tuple]:
    """Run one statement made of quoted parts; the rows it gives back, if any."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(template).format(**(parts or {})).as_string(cursor.cursor), values or None)
        return cursor.fetchall() if cursor.description else []


def identifiers(names: Iterable[str], table: str = "") -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(table, name) if table else sql.Identifier(name) for name in names)


def copy_in(table: str, frame: pd.DataFrame) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(
        sql.Identifier(table), identifiers(frame.columns)
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(targets.copy_text(frame))


@dataclass
class Staging:
    """The temporary tables of one delivery: one for each layer it makes records of, one for its rejections."""

    columns: dict[str, list[str]] = field(default_factory=dict)

    def __enter__(self) -> "Staging":
        self._drop()
        columns = ", ".join(f"{name} {kind}" for name, kind in REJECTION_COLUMNS.items())
        execute(f"CREATE TEMP TABLE stage_rejection ({columns})")
        return self

    def __exit__(self, *_: object) -> None:
        if not connection.needs_rollback and connection.connection and not connection.connection.closed:
            self._drop()

    def _drop(self) -> None:
        for table in ("rejection", "loser", *targets.TARGETS):
            execute("DROP TABLE IF EXISTS pg_temp.{table}", {"table": sql.Identifier(f"stage_{table}")})

    def add(self, layer: str, frame: pd.DataFrame) -> None:
        """Stage records; the first frame of a layer says which columns all its frames have."""
        if frame.empty:
            return
        known = {**targets.fields(layer), **targets.STAGED_BESIDE}
        if layer not in self.columns:
            self._create(layer, [name for name in frame if name in known])
        copy_in(f"stage_{layer}", targets.shortened(layer, frame.reindex(columns=self.columns[layer])))

    def _create(self, layer: str, names: list[str]) -> None:
        own = [name for name in names if name not in targets.STAGED_BESIDE]
        beside = [f", NULL::{kind} AS {name}" for name, kind in targets.STAGED_BESIDE.items() if name in names]
        execute(
            "CREATE TEMP TABLE {stage} AS SELECT {own}" + "".join(beside) + " FROM {target} LIMIT 0",
            {"stage": sql.Identifier(f"stage_{layer}"), "own": identifiers(own), "target": _target(layer)},
        )
        self.columns[layer] = names

    def reject(self, frame: pd.DataFrame) -> None:
        """Stage rows that can't be taken; what a row does not say is blank."""
        if not frame.empty:
            copy_in("stage_rejection", frame.reindex(columns=list(REJECTION_COLUMNS)))


def _target(layer: str) -> sql.Identifier:
    return sql.Identifier(targets.TARGETS[layer]._meta.db_table)


def drop_repeated(staging: Staging) -> Account:
    """Settle what one file says twice: an identical row is a duplicate, of different ones the newest stays.

    The newest is the one with the later version, without versions the one that stands later. The others count as
    unchanged, since they would not have overwritten it.
    """
    account = Account()
    for layer in staging.columns:
        names = {"stage": sql.Identifier(f"stage_{layer}")}
        execute("ANALYZE {stage} (key, part, fingerprint)", names)
        execute(
            "CREATE TEMP TABLE stage_loser AS SELECT *, row_number() OVER "
            "(PARTITION BY key, copy > 1 ORDER BY version DESC NULLS LAST, line DESC) AS rank FROM ("
            "SELECT line, key, version, raw, row_number() OVER (PARTITION BY key, fingerprint ORDER BY line) AS copy "
            "FROM {stage} WHERE part = 0 AND key IN "
            "(SELECT key FROM {stage} WHERE part = 0 GROUP BY key HAVING count(*) > 1)) AS repeated",
            names,
        )
        execute("DELETE FROM stage_loser WHERE copy = 1 AND rank = 1")
        [(duplicates, older)] = execute(
            "SELECT count(*) FILTER (WHERE copy > 1), count(*) FILTER (WHERE copy = 1) FROM stage_loser"
        )
        if duplicates or older:
            execute(
                "INSERT INTO stage_rejection (layer, key, line, reason, raw) "
                "SELECT %s, key || '#duplicate#' || copy, line, 'duplicate', raw FROM stage_loser WHERE copy > 1",
                values=[layer],
            )
            execute("DELETE FROM {stage} WHERE line IN (SELECT line FROM stage_loser)", names)
        account.reasons["duplicate"] += duplicates
        account.unchanged += older
        execute("DROP TABLE stage_loser")
    return account


def unite_areas(staging: Staging) -> None:
    """Make one record of the pieces that share a code; `line` then counts the rows it is made of."""
    rest = [
        name for name in staging.columns["areas"] if name not in {"line", "key", "fingerprint", "shape", "code", "raw"}
    ]
    firsts = sql.SQL(", ").join(
        sql.SQL("(array_agg({} ORDER BY line))[1] AS {}").format(sql.Identifier(name), sql.Identifier(name))
        for name in rest
    )
    execute(
        "CREATE TEMP TABLE stage_united AS SELECT count(*) AS line, code AS key, code, "
        "(array_agg(raw ORDER BY line))[1] AS raw, "
        "md5(string_agg(fingerprint::text, ',' ORDER BY fingerprint))::uuid AS fingerprint, "
        "ST_Multi(ST_Union(shape))::geometry(MultiPolygon, 4326) AS shape, {firsts} FROM stage_areas GROUP BY code",
        {"firsts": firsts},
    )
    execute("DROP TABLE stage_areas")
    execute("ALTER TABLE stage_united RENAME TO stage_areas")


STATE = (
    "CASE WHEN old.id IS NULL THEN 1 WHEN old.fingerprint = new.fingerprint THEN 0 "
    "WHEN new.version < old.version THEN 0 ELSE 2 END"
)
JOIN = "{stage} AS new LEFT JOIN {target} AS old ON old.source_id = %s AND old.key = new.key AND old.part = new.part"


def judge(staging: Staging, source_id: int, united: bool) -> Account:
    """Count what the staged rows would do: be loaded, update what is there, or change nothing."""
    account = Account()
    if not staging.columns:
        return account
    weight = "new.line" if united else "1"
    each = [
        sql.SQL(f"SELECT new.key, {STATE} AS state, {weight} AS rows FROM {JOIN}").format(**_names(layer))
        for layer in staging.columns
    ]
    states = execute(
        "SELECT state, sum(rows), sum(fresh) FROM (SELECT max(state) AS state, max(rows) AS rows, "
        "count(*) FILTER (WHERE state = 1) AS fresh FROM ({each}) AS records GROUP BY key) AS "
        "source_rows GROUP BY state",
        {"each": sql.SQL(" UNION ALL ").join(each)},
        [source_id] * len(each),
    )
    for state, rows, fresh in states:
        setattr(account, ("unchanged", "loaded", "updated")[state], int(rows))
        account.made += int(fresh)
    return account


def write(staging: Staging, source_id: int, delivery_id: int) -> None:
    """Write what is new and what changed; the caller holds the transaction.

    Raises `DeliveryRefused` where an area of that kind and code is already another source's.
    """
    if "areas" in staging.columns:
        _refuse_claimed_areas(source_id)
    for layer, names in staging.columns.items():
        _organisations(layer, names)
        columns, values = _columns_and_values(layer, names)
        update = sql.SQL(", ").join(
            sql.SQL("{} = {}").format(column, value) for column, value in zip(columns, values, strict=True)
        )
        parts = {
            **_names(layer),
            "columns": sql.SQL(", ").join(columns),
            "values": sql.SQL(", ").join(values),
            "set": update,
        }
        execute(
            "UPDATE {target} AS old SET {set}, delivery_id = %s FROM {stage} AS new WHERE "
            "old.source_id = %s AND old.key = new.key "
            "AND old.part = new.part AND old.fingerprint <> new.fingerprint AND (new.version < "
            "old.version) IS NOT TRUE",
            parts,
            [delivery_id, source_id],
        )
        execute(
            "INSERT INTO {target} (source_id, delivery_id, {columns}) SELECT %s, %s, {values} FROM "
            + JOIN
            + " WHERE old.id IS NULL",
            parts,
            [source_id, delivery_id, source_id],
        )


def refresh_statistics(staging: Staging) -> None:
    """Let the planner know of the written rows, after their transaction; it waits for nobody.

    Without it a second file of one source, soon after a large first one, is joined row by row: minutes instead of
    seconds, until the store's own housekeeping comes by.
    """
    for layer in staging.columns:
        execute("ANALYZE (SKIP_LOCKED) {target} (source_id, key, part)", _names(layer))


def _refuse_claimed_areas(source_id: int) -> None:
    claimed = execute(
        "SELECT old.kind, old.code, s.name FROM stage_areas JOIN places_area AS old USING (kind, code) "
        "JOIN sources_source AS s ON s.id = old.source_id WHERE old.source_id <> %s ORDER BY 1, 2 LIMIT 1",
        values=[source_id],
    )
    for kind, code, name in claimed:
        raise DeliveryRefused(
            f"{kind.replace('_', ' ').capitalize()} {code} is already there, from {name}. Nothing was loaded."
        )


def _names(layer: str) -> dict[str, sql.Composable]:
    return {"stage": sql.Identifier(f"stage_{layer}"), "target": _target(layer)}


def _columns_and_values(layer: str, names: list[str]) -> tuple[list[sql.Composable], list[sql.Composable]]:
    columns: list[sql.Composable] = []
    values: list[sql.Composable] = []
    for name, model_field in targets.fields(layer).items():
        columns.append(sql.Identifier(name))
        default = sql.SQL(targets.default_literal(model_field))
        if name not in names:
            values.append(default)
        elif model_field.null:
            values.append(sql.Identifier("new", name))
        else:
            values.append(sql.SQL("coalesce({}, {})").format(sql.Identifier("new", name), default))
    for name, column in targets.ORGANISATIONS.items():
        if name in names:
            columns.append(sql.Identifier(column))
            values.append(
                sql.SQL("(SELECT o.id FROM devices_organisation o WHERE o.name = {})").format(
                    sql.Identifier("new", name)
                )
            )
    return columns, values


def _organisations(layer: str, names: list[str]) -> None:
    for name in targets.ORGANISATIONS.keys() & set(names):
        execute(
            "INSERT INTO devices_organisation (name, contact) SELECT DISTINCT {name}, '' FROM "
            "{stage} WHERE {name} <> '' "
            "ON CONFLICT (name) DO NOTHING",
            {"stage": sql.Identifier(f"stage_{layer}"), "name": sql.Identifier(name)},
        )


def write_rejections(staging: Staging, source_id: int, delivery_id: int) -> None:
    """Keep what could not be taken, once per source and key, and resolve what has found its place since."""
    execute(
        "INSERT INTO sources_rejection (source_id, delivery_id, last_delivery_id, layer, key, line, "
        "reason, detail, raw, day, kind, "
        "area, proposal) SELECT %s, %s, %s, * FROM (SELECT DISTINCT ON (key) layer, left(key, 200), "
        "line, reason, coalesce(detail, ''), "
        "raw, day, coalesce(kind, ''), coalesce(area, ''), proposal FROM stage_rejection ORDER BY "
        "key, line) AS staged "
        "ON CONFLICT (source_id, key) DO UPDATE SET last_delivery_id = excluded.last_delivery_id, "
        "line = excluded.line, "
        "reason = excluded.reason, detail = excluded.detail, raw = excluded.raw, day = excluded.day, "
        "kind = excluded.kind, "
        "area = excluded.area, proposal = excluded.proposal",
        values=[source_id, delivery_id, delivery_id],
    )
    for target in staging.columns:
        execute(
            "UPDATE sources_rejection AS r SET resolved_at = now() FROM {target} AS t WHERE "
            "r.source_id = %s AND r.resolved_at IS NULL "
            "AND r.reason <> 'duplicate' AND t.source_id = r.source_id AND t.key = r.key",
            {"target": _target(target)},
            [source_id],
        )


def newest_day(staging: Staging) -> object:
    """The latest day among the staged incidents, None where the rows have none."""
    for layer in ("crimes", "accidents"):
        if layer in staging.columns:
            return execute("SELECT max(day) FROM {stage}", _names(layer))[0][0]
    return None
