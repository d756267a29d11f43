"""The slowest and the largest tile of what cameras see, each drawn anew where most cameras stand."""

import gzip
import time
from statistics import median
from uuid import uuid4

from bench.alone import EVERYTHING, crowded_place
from bench.slowest import LARGEST_TARGET_KB, ROUNDS, SLOWEST_TARGET_MS
from gis_app.people.models import User
from layers.address import Address, column_and_row
from layers.coverage import COVERAGE
from layers.tiles import Tile

Row = dict[str, float]


def measure(user: User) -> dict[str, Row]:
    """Each zoom's tile by a planner, by the zoom's name: milliseconds, the median of rounds, and KB unzipped."""
    place = crowded_place("devices_camera", "point")
    zooms = range(COVERAGE.min_zoom, COVERAGE.max_zoom + 1)
    return {f"z{zoom}": drawn(user, Address(zoom, *column_and_row(*place, zoom))) for zoom in zooms}


def drawn(user: User, address: Address) -> Row:
    seconds, size = [], 0
    for _round in range(ROUNDS):
        began = time.perf_counter()
        body = Tile(COVERAGE, user, EVERYTHING, address, (f"bench {uuid4()}",)).body()
        seconds.append(time.perf_counter() - began)
        size = len(gzip.decompress(body))
    return {"ms": round(1000 * median(seconds), 1), "kb": round(size / 1000, 1)}


def worst(told: dict[str, Row]) -> Row:
    """As columns of a row."""
    return {
        "slowest_tile_ms": max(row["ms"] for row in told.values()),
        "largest_tile_kb": max(row["kb"] for row in told.values()),
    }


def verdicts(rows: dict[str, Row]) -> list[str]:
    """Of all rows that tell of tiles."""
    told = [row for row in rows.values() if "slowest_tile_ms" in row]
    slow, large = (max(row[name] for row in told) for name in ("slowest_tile_ms", "largest_tile_kb"))
    return [
        f"Target: any tile of coverage in {SLOWEST_TARGET_MS} ms; {met(slow <= SLOWEST_TARGET_MS)} with {slow}.",
        f"Target: none above {LARGEST_TARGET_KB} KB unzipped; {met(large <= LARGEST_TARGET_KB)} with {large}.",
    ]


def met(good: bool) -> str:
    return "met" if good else "missed"
