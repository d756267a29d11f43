"""The ledger of people's edits and the rows that it speaks of, one field at a time, inside the caller's transaction."""

import json
from datetime import datetime
from typing import Any

from django.db import OperationalError, connection
from django.utils.translation import gettext as _
from psycopg import sql

from etl.load.keep import ALIVE
from etl.load.statements import execute, target
from etl.load.told import told, written
from gis_app.errors import Conflict
from gis_app.people.models import User
from gis_app.sources.models import Edit, Imported

PATIENCE = "3s"


def hold(source_id: int) -> None:
    """Keep imports of the source from writing until the transaction ends; raises Conflict while one writes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
        try:
            cursor.execute("SELECT 1 FROM sources_source WHERE id = %s FOR SHARE", [source_id])
        except OperationalError as error:
            raise Conflict(_("A delivery of this source is being written. Try again in a moment.")) from error


def alive(layer: str, record: Imported, field: str) -> Edit | None:
    """The edit of the field that is in force or disputed."""
    return Edit.objects.filter(
        source=record.source_id, layer=layer, key=record.key, part=record.part, field=field, state__in=ALIVE
    ).first()


def value(layer: str, record_id: int, field: str) -> dict[str, Any]:
    """What the record holds of the field, its row locked."""
    parts = {"told": told(layer, field, "t"), "target": target(layer)}
    [(found,)] = execute("SELECT {told}::text FROM {target} AS t WHERE id = %s FOR UPDATE", parts, [record_id])
    return dict(json.loads(found))


def put(layer: str, record_id: int, field: str, columns: dict[str, Any]) -> dict[str, Any]:
    """Write the columns into the record with what follows from them; gives what it then holds of the field."""
    given = sql.SQL("{}::jsonb").format(sql.Literal(json.dumps(columns)))
    parts = {"written": written(layer, field, "t", given), "target": target(layer)}
    execute("UPDATE {target} AS t SET {written} WHERE id = %s", parts, [record_id])
    return value(layer, record_id, field)


def correct_field(
    layer: str, record: Imported, field: str, columns: dict[str, Any], *, by: User, at: datetime
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Put a person's value in force; gives what was there and what is. The source's own value ends the edit."""
    was, before = value(layer, record.pk, field), alive(layer, record, field)
    now = put(layer, record.pk, field, columns)
    says = before.says if before else was
    if before and now == before.put:
        return was, now
    if before:
        end(before, Edit.State.WITHDRAWN if now == says else Edit.State.REPLACED, by=by, at=at)
    if now != says:
        keyed = {"source_id": record.source_id, "layer": layer, "key": record.key, "part": record.part}
        Edit.objects.create(**keyed, field=field, said=says, says=says, put=now, by=by, at=at)
    return was, now


def end(edit: Edit, state: Edit.State, *, by: User, at: datetime) -> None:
    edit.state, edit.ended_by, edit.ended_at = state, by, at
    edit.save(update_fields=["state", "ended_by", "ended_at"])


def revive(edit: Edit, says: dict[str, Any]) -> None:
    """Put an ended edit in force again, disputed where its source says something else meanwhile."""
    edit.says, edit.ended_by, edit.ended_at = says, None, None
    edit.state = Edit.State.IN_FORCE if says in (edit.said, edit.put) else Edit.State.DISPUTED
    edit.save(update_fields=["says", "state", "ended_by", "ended_at"])
