"""Writing what is new and what changed, inside the transaction of the import."""

from psycopg import sql

from etl import targets
from etl.errors import DeliveryRefused
from etl.load.judge import JOIN
from etl.load.staging import Staging
from etl.load.statements import execute, names

CHANGED = (
    "old.source_id = %s AND old.key = new.key AND old.part = new.part AND old.fingerprint <> new.fingerprint "
    "AND (new.version < old.version) IS NOT TRUE"
)
HISTORY = (
    "INSERT INTO sources_change (source_id, layer, key, part, delivery_id, cells) "
    "SELECT %s, %s, new.key, new.part, %s, changed.cells FROM {stage} AS new, {target} AS old, LATERAL ("
    "SELECT jsonb_object_agg(key, jsonb_build_array(was.value, now.value)) AS cells FROM jsonb_each(old.raw) AS was "
    "FULL JOIN jsonb_each(new.raw) AS now USING (key) WHERE was.value IS DISTINCT FROM now.value) AS changed "
    f"WHERE {CHANGED} AND changed.cells IS NOT NULL"
)


def write(staging: Staging, source_id: int, delivery_id: int) -> None:
    """Write what is new and what changed; the caller holds the transaction.

    What the source changed in rows that were there is kept as their history.
    Raises `DeliveryRefused` where an area of that kind and code is already another source's.
    """
    if "areas" in staging.columns:
        _refuse_claimed_areas(source_id)
    for layer, given in staging.columns.items():
        _organisations(layer, given)
        columns, values = _columns_and_values(layer, given)
        update = sql.SQL(", ").join(
            sql.SQL("{} = {}").format(column, value) for column, value in zip(columns, values, strict=True)
        )
        parts = {
            **names(layer),
            "columns": sql.SQL(", ").join(columns),
            "values": sql.SQL(", ").join(values),
            "set": update,
        }
        execute(HISTORY, parts, [source_id, layer, delivery_id, source_id])
        execute(
            f"UPDATE {{target}} AS old SET {{set}}, delivery_id = %s FROM {{stage}} AS new WHERE {CHANGED}",
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


def _columns_and_values(layer: str, given: list[str]) -> tuple[list[sql.Composable], list[sql.Composable]]:
    columns: list[sql.Composable] = []
    values: list[sql.Composable] = []
    for name, model_field in targets.fields(layer).items():
        columns.append(sql.Identifier(name))
        default = sql.SQL(targets.default_literal(model_field))
        if name not in given:
            values.append(default)
        elif model_field.null:
            values.append(sql.Identifier("new", name))
        else:
            values.append(sql.SQL("coalesce({}, {})").format(sql.Identifier("new", name), default))
    for name, column in targets.ORGANISATIONS.items():
        if name in given:
            columns.append(sql.Identifier(column))
            values.append(
                sql.SQL("(SELECT o.id FROM devices_organisation o WHERE o.name = {})").format(
                    sql.Identifier("new", name)
                )
            )
    return columns, values


def _organisations(layer: str, given: list[str]) -> None:
    for name in targets.ORGANISATIONS.keys() & set(given):
        execute(
            "INSERT INTO devices_organisation (name, contact) SELECT DISTINCT {name}, '' FROM "
            "{stage} WHERE {name} <> '' "
            "ON CONFLICT (name) DO NOTHING",
            {"stage": sql.Identifier(f"stage_{layer}"), "name": sql.Identifier(name)},
        )
