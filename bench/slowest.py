"""The slowest and the largest tile of every zoom, drawn anew over HTTP, where most is to be drawn."""

from collections.abc import Callable
from statistics import median

from bench import load
from bench.alone import crowded_place
from bench.load import Server
from bench.measure import Measured
from layers.address import Address, column_and_row
from layers.registry import LAYERS

ZOOMS = range(19)
ROUNDS = 3
SLOWEST_TARGET_MS, LARGEST_TARGET_KB = 250, 500


def measure(server: Server, forget: Callable[[], None]) -> Measured:
    """Each layer's tile of each zoom around the crowd of incidents and around that of buildings; medians of rounds."""
    measured = Measured("Slowest tile of each zoom, uncached")
    for zoom in ZOOMS:
        told = [tile(server, forget, path) for path in paths(zoom)]
        slowest = max(told)
        measured.rows[f"z{zoom}"] = {
            "slowest_ms": round(1000 * slowest[0], 1),
            "largest_kb": round(max(size for _seconds, size, _path in told) / 1000, 1),
        }
    slow = max(row["slowest_ms"] for row in measured.rows.values())
    large = max(row["largest_kb"] for row in measured.rows.values())
    measured.notes += [
        f"Target: any tile in {SLOWEST_TARGET_MS} ms; {'met' if slow <= SLOWEST_TARGET_MS else 'missed'} with {slow}.",
        f"Target: no tile above {LARGEST_TARGET_KB} KB unzipped; {'met' if large <= LARGEST_TARGET_KB else 'missed'}.",
    ]
    return measured


def paths(zoom: int) -> list[str]:
    places = {crowded_place(table, column) for table, column in CROWDS}
    tiles = {Address(zoom, *column_and_row(*place, zoom)) for place in places}
    layers = [layer.id for layer in LAYERS if layer.min_zoom <= zoom]
    return [
        f"/tiles/{layer}/{one.z}/{one.x}/{one.y}.pbf{query}" for layer in layers for one in tiles for query in QUERIES
    ]


CROWDS = (("incidents_crime", "point"), ("places_building", "shape"))
QUERIES = ("", "?from=2016-03-01&to=2021-09-01&kind=theft&kind=assault&kind=collision&precision=block")


def tile(server: Server, forget: Callable[[], None], path: str) -> tuple[float, int, str]:
    """Median seconds, bytes unzipped, and which it was."""
    told = []
    for _round in range(ROUNDS):
        forget()
        told.append(load.ask(server, [path])[0])
    return median(one.seconds for one in told), told[0].plain, path
