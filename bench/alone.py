"""The same tiles by PostgreSQL alone: the statements that our server would run, given to pgbench."""

import os
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from bench.load import CLIENTS, shares
from gis_app.config.programs import POSTGRES
from gis_app.incidents.filters import Filters
from layers import mvt
from layers.address import Address
from layers.registry import BY_ID

EVERYTHING = Filters()
DRAWN = 20


def busy_tiles(table: str, zoom: int, most: int) -> list[Address]:
    """The tiles around incidents drawn by lot, each once, always the same: what people look at, not the empty edge."""
    lot = _ask(
        "SELECT floor((ST_X(point) + 180) / 360 * %s)::int, "
        "floor((0.5 - asinh(tan(radians(ST_Y(point)))) / (2 * pi())) * %s)::int "
        f"FROM {table} ORDER BY md5(key) LIMIT %s",
        [1 << zoom, 1 << zoom, DRAWN * most],
    )
    return [Address(zoom, x, y) for x, y in dict.fromkeys(lot)][:most]


@cache
def crowded_place(table: str, column: str) -> tuple[float, float]:
    """Longitude and latitude of a record in the fullest square of about a kilometre."""
    where = f"round(ST_X(ST_Centroid({column}))::numeric, 2), round(ST_Y(ST_Centroid({column}))::numeric, 2)"
    [(lon, lat)] = _ask(
        f"SELECT ST_X(ST_Centroid({column})), ST_Y(ST_Centroid({column})) FROM {table} WHERE ({where}) = "
        f"(SELECT {where} FROM {table} GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1) LIMIT 1",
        [],
    )
    return lon, lat


def statements(layer: str, user: Any, address: Address) -> list[str]:
    """What the server asks for that tile: one statement, a second one where the tile is crowded."""
    declared = BY_ID[layer]
    asked = mvt.statement(declared, user, EVERYTHING, address.z)
    body, found = mvt.drawn(asked, address)
    made = [_text(asked.of(address))]
    if mvt.crowded(declared, body, found):
        made.append(_text(mvt.sparser(declared, user, EVERYTHING, address.z, body).of(address)))
    return made


def write_script(path: Path, tiles: Sequence[list[str]]) -> None:
    """A script of pgbench's in which each client takes its share of the tiles."""
    parts = []
    for number, share in enumerate(shares(list(tiles))):  # type: ignore[arg-type]
        parts += [f"\\if :client_id = {number}", *(f"{text};" for tile in share for text in tile), "\\endif"]
    path.write_text("\n".join(parts) + "\n")


def seconds(script: Path) -> float:
    """How long pgbench's clients need for the script, without their connecting."""
    place = settings.DATABASES["default"]
    words = [str(POSTGRES / "pgbench"), "-n", "-t", "1", "-c", str(CLIENTS), "-j", str(CLIENTS), "-f", str(script)]
    target = ["-h", place["HOST"], "-p", str(place["PORT"]), "-U", place["USER"], place["NAME"]]
    surroundings = {**os.environ, "PGPASSWORD": str(place["PASSWORD"]), "PGOPTIONS": place["OPTIONS"]["options"]}
    done = subprocess.run([*words, *target], check=True, env=surroundings, stdout=subprocess.PIPE, text=True)
    told = next(line for line in done.stdout.splitlines() if line.startswith("tps"))
    return CLIENTS / float(told.split()[2])


def _text(statement: tuple[str, tuple[Any, ...]]) -> str:
    with connection.cursor() as cursor:
        return " ".join(cursor.cursor.mogrify(*statement).split())


def _ask(question: str, values: Sequence[Any]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()
