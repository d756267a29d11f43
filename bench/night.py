"""A night's delivery of changed rows to a full store: its price by row, and what the readers of the map feel of it."""

import csv
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from threading import Event, Thread

from django.db import connection

from bench import alone, load, store
from bench.city import NORTH, SOUTH, write_city
from bench.crimes import HEADER, write_crimes
from bench.load import Server
from bench.measure import Measured
from bench.tiles import LAYER, TABLE, forget, path, viewer
from etl import run
from gis_app.config import product
from gis_app.jobs.models import Job

SOURCE, FIRST_ID = "chicago_crimes", 9_000_000
ROWS, FULL_ROWS, CHANGED = 500_000, 5_000_000, 50_000
TILES = {12: 6, 14: 12, 16: 24}
SLOWER_TARGET, READERS_TARGET, READ_S = 10, 1.5, 30
MOVED_EVERY, MOVED, MIDDLE = 10, 0.001, (SOUTH + NORTH) / 2
EMPTY, QUIET, WATCHED = "into an empty store", "the night, nobody reads", "the night, somebody reads"
Reading = dict[int, list[float]]


def measure(folder: Path, *, full: bool, rows: int | None = None) -> Measured:
    """The same 50,000 crimes into an empty store and, changed, into one of `rows`; tiles are drawn anew throughout."""
    count = rows or (FULL_ROWS if full else ROWS)
    product.open_store()
    prepare(folder)
    told = {EMPTY: deliver(folder / "first.csv")}
    times = count // CHANGED
    multiply(times)
    told[QUIET] = deliver(write_night(folder, times, 1))
    ours = viewer()[1]
    Job.objects.all().delete()
    product.start()
    before = read(ours, after(READ_S))
    during, told[WATCHED] = meanwhile(ours, lambda: deliver(write_night(folder, times, 2)))
    linking = read(ours, after(READ_S))
    measured = Measured(f"A night's {CHANGED:,} changed rows in a store of {count:,} crimes", prices(told))
    measured.rows |= latencies({"before": before, "during": during, "linking": linking})
    measured.notes += notes(measured.rows, told)
    return measured


def prepare(folder: Path) -> None:
    """A city and its districts in the store, the first file and an empty table of crimes."""
    city, districts = write_city(folder)
    run.load_city(city)
    run.deliver(districts, "chicago_community_areas")
    write_crimes(folder / "first.csv", CHANGED)
    store.settle()


def deliver(file: Path) -> dict[str, float]:
    """Import the file in a process of its own; its seconds and what became of its rows."""
    done = subprocess.run([sys.executable, "-m", "bench.child", SOURCE, str(file)], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def multiply(times: int) -> None:
    """Repeat the imported crimes until there are `times` as many, each a little later and elsewhere."""
    given = {
        "key": "(c.key::bigint + %(step)s)::text",
        "fingerprint": "md5(c.key || '-' || %(step)s)::uuid",
        "at": "c.at + %(days)s * interval '1 day'",
        "day": "c.day + %(days)s",
        "point": "ST_Translate(c.point, 0.004 * (random() - 0.5), 0.004 * (random() - 0.5))",
        "raw": "c.raw || jsonb_build_object('ID', (c.key::bigint + %(step)s)::text)",
    }
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {TABLE} LIMIT 0")
        names = [column.name for column in cursor.description if column.name != "id"]
        cursor.execute(f"SELECT max(id) FROM {TABLE}")
        [last] = cursor.fetchone()
        values = ", ".join(given.get(name, f'c."{name}"') for name in names)
        columns = ", ".join(f'"{name}"' for name in names)
        statement = f"INSERT INTO {TABLE} ({columns}) SELECT {values} FROM {TABLE} c WHERE c.id <= %(last)s"
        for copy in range(1, times):
            cursor.execute(statement, {"step": copy * CHANGED, "days": copy, "last": last})
    store.run("VACUUM (ANALYZE)")
    store.settle()


def write_night(folder: Path, times: int, night: int) -> Path:
    """The rows of the first file as they stand in all parts of the store, each changed, every tenth moved."""
    file = folder / f"night-{night}.csv"
    with (folder / "first.csv").open(newline="") as first, file.open("w", newline="") as out:
        writer = csv.DictWriter(out, HEADER)
        writer.writeheader()
        writer.writerows(changed(row, number, times, night) for number, row in enumerate(csv.DictReader(first)))
    return file


def changed(row: dict[str, str], number: int, times: int, night: int) -> dict[str, str]:
    """The row under the key of one of its copies, newer and with its arrest told otherwise than last time."""
    key = FIRST_ID + number + number % times * CHANGED
    arrest = row["Arrest"] if night % 2 == 0 else str(row["Arrest"] == "false").lower()
    row = {**row, "ID": str(key), "Arrest": arrest, "Updated On": f"05/{night:02d}/2024 12:40:05 AM"}
    if number % MOVED_EVERY == 0 and row["Latitude"]:
        latitude = float(row["Latitude"])
        row["Latitude"] = f"{latitude + night * (MOVED if latitude < MIDDLE else -MOVED):.14f}"
    return row


def after(seconds: float) -> Callable[[], bool]:
    """Whether so many seconds have passed since now."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def paths() -> list[tuple[int, str]]:
    """Zoom and path of the tiles that are read, always in the same mixed order."""
    busy = [(zoom, path(LAYER, tile)) for zoom, most in TILES.items() for tile in alone.busy_tiles(TABLE, zoom, most)]
    random.Random(0).shuffle(busy)
    return busy


def read(server: Server, done: Callable[[], bool]) -> Reading:
    """One reader asks for one tile after the other, each drawn anew, until `done`; seconds of each by zoom."""
    wanted = paths()
    found: Reading = {zoom: [] for zoom in TILES}
    while not done():
        forget()
        for (zoom, _path), answer in zip(wanted, load.ask(server, [one for _zoom, one in wanted]), strict=True):
            found[zoom].append(answer.seconds)
    return found


def meanwhile(server: Server, work: Callable[[], dict[str, float]]) -> tuple[Reading, dict[str, float]]:
    """What somebody reads while the work is done, and what the work tells."""
    ended, told = Event(), {}

    def finish() -> None:
        try:
            told.update(work())
        finally:
            connection.close()
            ended.set()

    worker = Thread(target=finish)
    worker.start()
    found = read(server, ended.is_set)
    worker.join()
    return found, told


def prices(told: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Each delivery's seconds, milliseconds by row and how many times as many as into the empty store."""
    by_row = {name: 1000 * one["seconds"] / one["rows"] for name, one in told.items()}
    return {
        name: {
            "seconds": round(one["seconds"], 2),
            "loaded": one["loaded"],
            "updated": one["updated"],
            "ms_per_row": round(by_row[name], 3),
            "to_empty": round(by_row[name] / by_row[EMPTY], 2),
        }
        for name, one in told.items()
    }


def latencies(readings: dict[str, Reading]) -> dict[str, dict[str, float]]:
    """Of each zoom and of all together the median milliseconds of a tile, and how many were read during the night."""
    rows = {}
    for name, zooms in {"all": list(TILES), **{f"z{zoom}": [zoom] for zoom in TILES}}.items():
        seconds = {when: [one for zoom in zooms for one in found[zoom]] for when, found in readings.items()}
        medians = {f"{when}_ms": round(1000 * median(told), 1) for when, told in seconds.items() if told}
        share = round(medians["during_ms"] / medians["before_ms"], 2)
        rows[f"tile, {name}"] = {**medians, "during_to_before": share, "tiles": len(seconds["during"])}
    return rows


def notes(rows: dict[str, dict[str, float]], told: dict[str, dict[str, float]]) -> list[str]:
    slower, felt = max(rows[QUIET]["to_empty"], rows[WATCHED]["to_empty"]), rows["tile, all"]["during_to_before"]
    taken = {told[name]["updated"] for name in (QUIET, WATCHED)} | {told[EMPTY]["loaded"]}
    return [
        f"Target: a row in at most {SLOWER_TARGET} times the time of one into an empty store; "
        f"{'met' if slower <= SLOWER_TARGET else 'missed'} with {slower}.",
        f"Target: readers' tiles within {READERS_TARGET} times; "
        f"{'met' if felt <= READERS_TARGET else 'missed'} with {felt}.",
        f"All that was loaded at first was updated each night: {'yes' if len(taken) == 1 else 'NO'}.",
        "One reader without a pause, every tile drawn anew; linking is the half minute after the delivery, "
        "while a worker looks for what tells of one event; its own time is another measure's.",
    ]
