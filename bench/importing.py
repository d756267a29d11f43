"""Our import with all checks beside plain COPY of the rows it made and ogr2ogr of the same file."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from bench import store
from bench.city import write_city
from bench.crimes import write_crimes
from bench.measure import Measured, compared, interleaved
from etl import run
from gis_app.config import product

ROWS, FULL_ROWS, ROUNDS = 100_000, 1_000_000, 3
TABLE, TWIN, FOREIGN = "incidents_crime", "bench_twin", "bench_ogr"
PEAK_TARGET_MB, SPEED_TARGET = 500, 0.5
OURS = "our import, all checks"


def measure(folder: Path, *, full: bool) -> Measured:
    """Import generated crimes into a city of 80 districts; the peers take the same rows in the same rounds."""
    count = FULL_ROWS if full else ROWS
    product.open_store()
    city, districts = write_city(folder)
    crimes, prepared = folder / "crimes.csv", folder / "prepared.copy"
    write_crimes(crimes, count)
    run.load_city(city)
    run.deliver(districts, "chicago_community_areas")
    peaks: list[float] = []
    contenders = {
        OURS: lambda: _ours(crimes, prepared, peaks),
        "COPY, identical indexes": lambda: _copy(prepared, foreign_keys=False),
        "COPY, indexes and foreign keys": lambda: _copy(prepared, foreign_keys=True),
        "ogr2ogr of the same file": lambda: _ogr2ogr(crimes),
    }
    seconds = interleaved(contenders, ROUNDS)
    store.run(f"DROP TABLE {FOREIGN}")
    store.forget_incidents()
    rows = compared(OURS, count, seconds)
    rows[OURS]["peak_mb"] = round(max(peaks))
    return Measured(f"Import of {count:,} crimes", rows, _notes(rows))


def _notes(rows: dict[str, dict[str, float]]) -> list[str]:
    ratio, peak = rows["COPY, identical indexes"]["ours_to_this"], rows[OURS]["peak_mb"]
    return [
        f"Target: at least {SPEED_TARGET} of plain COPY; {'met' if ratio >= SPEED_TARGET else 'missed'} with {ratio}.",
        f"Target: peak under {PEAK_TARGET_MB} MB; {'met' if peak < PEAK_TARGET_MB else 'missed'} with {peak} MB.",
        f"Medians of {ROUNDS} interleaved rounds. COPY takes rows that are already read, checked and placed.",
    ]


def _ours(crimes: Path, prepared: Path, peaks: list[float]) -> float:
    store.forget_incidents()
    done = subprocess.run(
        [sys.executable, "-m", "bench.child", "chicago_crimes", str(crimes)], check=True, stdout=subprocess.PIPE
    )
    told = json.loads(done.stdout)
    peaks.append(told["peak_mb"])
    store.copy_out(TABLE, prepared)
    return float(told["seconds"])


def _copy(prepared: Path, *, foreign_keys: bool) -> float:
    store.make_twin(TWIN, TABLE, foreign_keys=foreign_keys)
    store.settle()
    seconds = _seconds(lambda: store.copy_in(TWIN, prepared))
    store.run(f"DROP TABLE {TWIN}")
    return seconds


def _ogr2ogr(crimes: Path) -> float:
    store.run(f"DROP TABLE IF EXISTS {FOREIGN}")
    store.settle()
    place = settings.DATABASES["default"]
    target = f"PG:host={place['HOST']} port={place['PORT']} dbname={place['NAME']} user={place['USER']}"
    columns = ["-oo", "X_POSSIBLE_NAMES=Longitude", "-oo", "Y_POSSIBLE_NAMES=Latitude", "-a_srs", "EPSG:4326"]
    command = ["ogr2ogr", "-f", "PostgreSQL", target, str(crimes), "-nln", FOREIGN, *columns]
    surroundings = {**os.environ, "PGPASSWORD": str(place["PASSWORD"]), "PG_USE_COPY": "YES"}
    return _seconds(lambda: subprocess.run(command, check=True, env=surroundings))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
