"""Statements made of quoted parts, and frames copied into tables."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from django.db import connection
from psycopg import sql

from etl import targets


def execute(
    template: str, parts: Mapping[str, sql.Composable] | None = None, values: Sequence[Any] | Mapping[str, Any] = ()
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


def target(layer: str) -> sql.Identifier:
    """The table of a layer's records."""
    return sql.Identifier(targets.TARGETS[layer]._meta.db_table)


def names(layer: str) -> dict[str, sql.Composable]:
    """The layer's staging table and the table of its records."""
    return {"stage": sql.Identifier(f"stage_{layer}"), "target": target(layer)}
