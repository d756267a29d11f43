"""A dry run of a declaration, with enough of its rows to see on a map and in a table whether it is right."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
from psycopg import sql

from etl import run
from etl.load import execute
from etl.spec import SourceSpec
from gis_app.sources.fields import INCIDENTS

MOST_POINTS, MOST_SHAPES, MOST_REJECTED = 3_000, 300, 200
POINTS = "SELECT ST_X(point), ST_Y(point), {kind} FROM {stage} ORDER BY md5(key) LIMIT %s"
SHAPES = "SELECT ST_AsGeoJSON(ST_SimplifyPreserveTopology(shape, 0.0001), 6), name FROM {stage} ORDER BY key LIMIT %s"
REJECTED = (
    "SELECT line, reason, coalesce(detail, ''), raw, ST_X(proposal), ST_Y(proposal) FROM "
    "(SELECT *, row_number() OVER (PARTITION BY reason ORDER BY line) AS n FROM stage_rejection) AS each "
    "ORDER BY n, line LIMIT %s"
)


def trial(path: Path, spec: SourceSpec, follow: Callable[[int, float], None]) -> dict[str, Any]:
    """`{"account", "points", "shapes", "rejected"}` of an import by this declaration. Nothing is kept.

    points: [longitude, latitude, kind] of some of the rows that could be taken. rejected: some rows of each reason.
    Raises `DeliveryRefused`, and whatever `follow` raises to cancel.
    """
    seen: dict[str, Any] = {}
    account = run.rehearse(path, spec, run.home_city(), follow, lambda: seen.update(looked_at(spec.layer)))
    return {"account": account, **seen}


def looked_at(layer: str) -> dict[str, Any]:
    """Some of what is staged; nothing where no row of the layer could be."""
    [(there,)] = execute("SELECT to_regclass('pg_temp.stage_' || %s) IS NOT NULL", values=[layer])
    drawn: dict[str, Any] = {"points": [], "shapes": []}
    stage = {"stage": sql.Identifier(f"stage_{layer}"), "kind": sql.SQL("kind" if layer in INCIDENTS else "''")}
    if there and layer == "areas":
        shapes = execute(SHAPES, stage, [MOST_SHAPES])
        drawn["shapes"] = [{"geometry": orjson.loads(shape), "name": name} for shape, name in shapes]
    elif there:
        drawn["points"] = [list(row) for row in execute(POINTS, stage, [MOST_POINTS])]
    return drawn | {"rejected": [told(row) for row in execute(REJECTED, values=[MOST_REJECTED])]}


def told(row: tuple[Any, ...]) -> dict[str, Any]:
    line, reason, detail, raw, lon, lat = row
    raw = raw if isinstance(raw, dict) else orjson.loads(raw)
    proposal = None if lon is None else [lon, lat]
    return {"line": line, "reason": reason, "detail": detail, "raw": raw, "proposal": proposal}
