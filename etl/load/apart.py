"""Rows that say the same and are yet several incidents: each gets a key of its own."""

from psycopg import sql

from etl.load.staging import Staging
from etl.load.statements import execute


def set_apart(staging: Staging, id_column: str) -> None:
    """Number the staged rows that are keyed by their content, and the rejected ones, where they say the same.

    The first keeps its key, so that a list that comes again with one more of them brings one. Rows whose source gave
    them an id in `id_column` keep it.
    """
    for table in ("rejection", *staging.columns):
        execute(
            "UPDATE {stage} AS row SET key = row.key || '#' || alike.copy FROM ("
            "SELECT ctid AS place, row_number() OVER (PARTITION BY key ORDER BY line) AS copy FROM {stage} "
            "WHERE coalesce(raw->>%s, '') = '') AS alike WHERE row.ctid = alike.place AND alike.copy > 1",
            {"stage": sql.Identifier(f"stage_{table}")},
            [id_column],
        )
