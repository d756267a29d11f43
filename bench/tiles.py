"""Tiles over HTTP beside the same SQL in PostgreSQL alone, beside a peer, and beside our own cache."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median

from django.conf import settings
from django.test import Client

from bench import alone, load, paint, peer, scale, slowest
from bench.load import Server
from bench.measure import Measured, interleaved
from gis_app.config import product
from gis_app.people.models import User
from layers import cache
from layers.address import Address

LAYER, TABLE = "crimes", "incidents_crime"
TILES = {14: 150, 16: 1_000}
TARGETS = {14: 0.7, 16: 0.5}
CACHED_TARGET, ROUNDS = 10, 3
ALONE, FRESH, KEPT, PEER = "PostgreSQL alone", "ours, uncached", "ours, cached", "tipg"


def measure(folder: Path, *, full: bool) -> Measured:
    """Fill a store at a city's size, start the product on it, and take tiles a second in rounds that alternate."""
    product.open_store()
    scale.build(folder, scale.FULL if full else scale.SMALL)
    user, ours = viewer()
    product.start()
    size = (scale.FULL if full else scale.SMALL).incidents
    measured = Measured(f"Tiles of {size:,} incidents, a second")
    with ExitStack() as stack:
        beside = other(stack, folder, measured)
        for zoom in TILES:
            speeds(measured, zoom, folder, user, ours, beside)
    add(measured, slowest.measure(ours, forget))
    add(measured, paint.measure(ours))
    measured.notes.append(
        f"Medians of {ROUNDS} interleaved rounds over the same busy tiles, {load.CLIENTS} clients each."
    )
    return measured


def add(measured: Measured, more: Measured) -> None:
    measured.rows |= more.rows
    measured.notes += more.notes


def viewer() -> tuple[User, Server]:
    """A planner and the cookie of a session."""
    user = User.objects.create(username="bench", roles=["planner"], password="!")
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return user, Server(settings.PORT, f"{name}={client.cookies[name].value}")


def other(stack: ExitStack, folder: Path, measured: Measured) -> Server | None:
    try:
        return stack.enter_context(peer.running(folder))
    except peer.Absent as reason:
        measured.notes.append(f"tipg is not beside: {reason}.")
        return None


def speeds(measured: Measured, zoom: int, folder: Path, user: User, ours: Server, beside: Server | None) -> None:
    """Add the rows of a zoom."""
    tiles = alone.busy_tiles(TABLE, zoom, TILES[zoom])
    script = folder / f"z{zoom}.sql"
    alone.write_script(script, [alone.statements(LAYER, user, tile) for tile in tiles])
    paths = [path(LAYER, tile) for tile in tiles]
    contenders: dict[str, Callable[[], float]] = {
        ALONE: partial(alone.seconds, script),
        FRESH: partial(fresh, ours, paths),
        KEPT: partial(load.seconds, ours, paths),
    }
    if beside:
        theirs = [peer.path(LAYER, tile.z, tile.x, tile.y) for tile in tiles]
        contenders[PEER] = partial(load.seconds, beside, theirs)
    for contender in contenders.values():
        contender()
    told = interleaved(contenders, ROUNDS)
    for name, seconds in told.items():
        share = median(a / b for a, b in zip(told[ALONE], seconds, strict=True))
        rate = round(len(tiles) / median(seconds), 1)
        measured.rows[f"z{zoom} {name}"] = {"tiles": len(tiles), "tiles_per_s": rate, "of_postgres": round(share, 2)}
    verdict(measured, zoom, median(a / b for a, b in zip(told[FRESH], told[KEPT], strict=True)))


def verdict(measured: Measured, zoom: int, cached: float) -> None:
    share = measured.rows[f"z{zoom} {FRESH}"]["of_postgres"]
    measured.notes += [
        f"Target at z{zoom}: {TARGETS[zoom]} of PostgreSQL alone; {met(share >= TARGETS[zoom])} with {share}.",
        f"Target at z{zoom}: cached {CACHED_TARGET} times as many; {met(cached >= CACHED_TARGET)} with {cached:.1f}.",
    ]


def met(good: bool) -> str:
    return "met" if good else "missed"


def fresh(server: Server, paths: list[str]) -> float:
    """All of them drawn anew."""
    forget()
    return load.seconds(server, paths)


def forget() -> None:
    """Empty the cache of tiles."""
    if keys := cache.store().keys(f"{cache.PREFIX}*"):
        cache.store().delete(*keys)


def path(layer: str, tile: Address) -> str:
    return f"/tiles/{layer}/{tile.z}/{tile.x}/{tile.y}.pbf"
