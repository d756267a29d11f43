"""The temporary tables of a delivery, filled by COPY as its chunks come.

They are the session's own: whatever kills the run leaves nothing behind.
"""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from django.db import connection
from psycopg import sql

from etl import targets
from etl.load.statements import copy_in, execute, identifiers, target

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
    "reading": "text",
    "fingerprint": "uuid",
    "version": "timestamptz",
}


@dataclass
class Staging:
    """The temporary tables of one delivery: one for each layer it makes records of, one for its rejections.

    given: what people gave for rows that can't be taken without it, by key and field.
    """

    columns: dict[str, list[str]] = field(default_factory=dict)
    given: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)

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
            {"stage": sql.Identifier(f"stage_{layer}"), "own": identifiers(own), "target": target(layer)},
        )
        self.columns[layer] = names

    def reject(self, frame: pd.DataFrame) -> None:
        """Stage rows that can't be taken; what a row does not say is blank."""
        if not frame.empty:
            copy_in("stage_rejection", frame.reindex(columns=list(REJECTION_COLUMNS)))
