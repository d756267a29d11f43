"""People's edits kept through a delivery: what the source says goes to the ledger, what the person put to the rows."""

from typing import Any

from django.db import connection
from psycopg import sql

from etl import targets
from etl.load.staging import Staging
from etl.load.statements import execute, names
from etl.load.told import columns, nothing, told, written
from gis_app.sources.models import Edit
from layers.corrections import CORRECTIONS

ALIVE = (Edit.State.IN_FORCE, Edit.State.DISPUTED)
WRITTEN = "(old.id IS NULL OR old.fingerprint <> new.fingerprint AND (new.version < old.version) IS NOT TRUE)"
SAME = "e.source_id = %s AND e.layer = %s AND e.field = %s AND e.key = new.key AND e.part = new.part"


def given_by_people(source_id: int) -> dict[str, dict[str, dict[str, Any]]]:
    """Key to field to columns: what people gave that a row must have to be taken at all."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    alive = Edit.objects.filter(source=source_id, part=0, state__in=ALIVE, field__in=("point", "kind", "moment"))
    for key, field, put in alive.values_list("key", "field", "put"):
        found.setdefault(key, {})[field] = put
    return found


def keep_edits(staging: Staging, source_id: int) -> None:
    """Lay the people's values over the staged rows before they are written, and note what the source says now.

    A source that says something else than when the person decided, and than what the person put, makes the edit
    disputed; the person's value stays all the same. Only rows that will be written tell anything new.
    """
    for layer in staging.columns.keys() & CORRECTIONS.keys():
        alive = Edit.objects.filter(source=source_id, layer=layer, state__in=ALIVE)
        for field in alive.order_by("field").values_list("field", flat=True).distinct():
            _complete(staging, layer, columns(layer, field))
            given = [source_id, layer, field]
            parts = {**names(layer), **_said(staging, layer, field)}
            execute(
                "UPDATE sources_edit AS e SET says = {said}, state = CASE WHEN {said} IN (e.said, e.put) THEN "
                "'in_force' ELSE 'disputed' END FROM {stage} AS new LEFT JOIN {target} AS old ON old.source_id = %s "
                f"AND old.key = new.key AND old.part = new.part WHERE {SAME} "
                f"AND e.state IN ('in_force', 'disputed') AND {WRITTEN} AND e.says IS DISTINCT FROM {{said}}",
                parts,
                [source_id, *given],
            )
            execute(
                f"UPDATE {{stage}} AS new SET {{put}} FROM sources_edit AS e WHERE {SAME} "
                "AND e.state IN ('in_force', 'disputed')",
                {**parts, "put": written(layer, field, "new", sql.SQL("e.put"))},
                given,
            )


def _said(staging: Staging, layer: str, field: str) -> dict[str, sql.Composable]:
    """What the staged row says; nothing where it was taken only by what a person gave."""
    said = told(layer, field, "new")
    if "given" in staging.columns[layer]:
        mark = sql.Literal(f"%,{field},%".replace("%", "%%"))
        said = sql.SQL("CASE WHEN new.given LIKE {} THEN {} ELSE {} END").format(mark, nothing(layer, field), said)
    return {"said": said}


def _complete(staging: Staging, layer: str, wanted: list[str]) -> None:
    """Give the staged rows the columns that their source says nothing of."""
    for name in wanted:
        if name not in staging.columns[layer]:
            kind = targets.fields(layer)[name].db_type(connection)
            execute(f"ALTER TABLE {{stage}} ADD COLUMN {{name}} {kind}", {**names(layer), "name": sql.Identifier(name)})
            staging.columns[layer].append(name)
