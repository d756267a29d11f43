"""Reads of the editions that are there: when each was made, what is in it, and what is told to planners alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import orjson

from layers.public.declared import Edition
from layers.public.package import ACCOUNT, accounts, editions, made_at

CSV = ".csv"


@dataclass(frozen=True)
class Table:
    """One layer of an edition: how many figures, how many incidents in none (None where nobody noted it), bytes."""

    layer: str
    figures: int | None
    withheld: int | None
    size: int


@dataclass(frozen=True)
class Kept:
    """An edition: the name of its folder, the moment in the city's zone, its tables and files."""

    name: str
    made: datetime
    tables: tuple[Table, ...]
    files: tuple[str, ...]

    @property
    def figures(self) -> int | None:
        return total([one.figures for one in self.tables])

    @property
    def withheld(self) -> int | None:
        return total([one.withheld for one in self.tables])


def total(numbers: list[int | None]) -> int | None:
    """The sum; None where one of them is not known."""
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def kept(zone: ZoneInfo) -> list[Kept]:
    """Every edition that is there, the newest first."""
    return [_kept(path, zone) for path in editions()]


def _kept(path: Path, zone: ZoneInfo) -> Kept:
    noted = _noted(path.name)
    tables = tuple(
        Table(file.stem, noted["figures"].get(file.stem), noted["withheld"].get(file.stem), file.stat().st_size)
        for file in sorted(path.glob(f"*{CSV}"))
    )
    files = (ACCOUNT, *(f"{one.layer}{CSV}" for one in tables))
    return Kept(path.name, made_at(path.name, zone), tables, files)


def _noted(name: str) -> dict[str, dict[str, int]]:
    """What was noted beside the edition when it was made; nothing of one that is older than the notes."""
    try:
        told = orjson.loads((accounts() / f"{name}.json").read_bytes())
        return {"figures": dict(told["figures"]), "withheld": dict(told["withheld"])}
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return {"figures": {}, "withheld": {}}


def next_due(declared: Edition, newest: datetime | None, now: datetime) -> datetime | None:
    """When the clock makes the next edition; None where they are made by hand."""
    if declared.every is None:
        return None
    return max(now, newest + timedelta(days=declared.every)) if newest else now
