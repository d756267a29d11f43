"""Cameras of a source in the store, and those of a file that is staged, as the comparison takes them."""

from typing import Any

import pandas as pd

from etl.load.statements import execute

FIELDS = ("id", "key", "part", "x", "y", "azimuth", "name", "kind", "installed_on")
SELECT = (
    "SELECT {id}, c.key, c.part, ST_X(ST_Transform(c.point, %s::int)), ST_Y(ST_Transform(c.point, %s::int)), "
    "{azimuth}, concat_ws(' ', {code}, {address}), {kind}, {installed} FROM {table} c"
)


def stored(source_id: int, srid: int) -> pd.DataFrame:
    """The source's cameras that stand in the store under their own name, without those that were removed."""
    columns = {"id": "c.id", "azimuth": "c.azimuth", "code": "c.code", "address": "c.address", "kind": "c.kind"}
    text = SELECT.format(table="devices_camera", installed="c.installed_on", **columns)
    return _frame(
        execute(
            text + " WHERE c.source_id = %s AND c.same_as_id IS NULL AND c.status <> 'removed' ORDER BY c.key, c.part",
            values=[srid, srid, source_id],
        )
    )


def staged(columns: list[str], srid: int) -> pd.DataFrame:
    """The cameras of the staged file, whose `columns` these are."""

    def stated(name: str, otherwise: str) -> str:
        return f"coalesce(c.{name}, {otherwise})" if name in columns else otherwise

    text = SELECT.format(
        id="NULL",
        azimuth=stated("azimuth", "NULL"),
        code=stated("code", "''"),
        address=stated("address", "''"),
        kind=stated("kind", "'unknown'"),
        installed=stated("installed_on", "NULL"),
        table="stage_cameras",
    )
    return _frame(execute(text + " ORDER BY c.key, c.part", values=[srid, srid]))


def _frame(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(FIELDS))
    return frame.astype({"x": float, "y": float, "azimuth": float, "part": int})
