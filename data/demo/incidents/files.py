"""Incidents into files as departments export them, month by month, with defects that the accounts count."""

import csv
import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from data.demo import accidents as cards
from data.demo import crimes as police
from data.demo.ground import lonlat

from . import truth
from .crashes import Crash, Crashes
from .ground import Ground
from .kinds import KINDS
from .process import Crimes
from .programme import Sites
from .rows import Rows
from .rules import FIRST, MONTHS
from .totals import Totals

Tell = Callable[[float], None]
DEFECTIVE = {
    "no_coordinates": 27,
    "zero_coordinates": 18,
    "swapped_coordinates": 20,
    "outside_city": 14,
    "bad_date": 11,
    "unknown_kind": 14,
    "duplicate": 17,
}
"""Of 10,000 rows."""


class Places(Protocol):
    """Words for (n, 2) local places: addresses, and names of districts."""

    def addresses(self, places: np.ndarray) -> np.ndarray: ...
    def districts(self, places: np.ndarray) -> np.ndarray: ...


@dataclass(frozen=True)
class Department:
    """Who registers which kinds (None: those that no other does), in what file, encoding and numbers."""

    file: str
    encoding: str
    number: str
    kinds: tuple[str, ...] | None


DEPARTMENTS = (
    Department("crimes.csv", "cp1251", "02", None),
    Department("crimes_economic.csv", "utf-8", "07", ("мошенничество", "наркотики")),
)
CRIME_FILES = tuple(one.file for one in DEPARTMENTS)


def crimes(folder: Path, ground: Ground, places: Places, count: int, seed: int, tell: Tell) -> tuple[dict, dict, Sites]:
    """Write each department's file; ({file: account}, what the truth says of crimes, where cameras were put up)."""
    process, rng = Crimes(ground, count, seed), np.random.default_rng([seed, 204])
    totals, numbers = [Totals() for _ in DEPARTMENTS], [0] * len(DEPARTMENTS)
    with ExitStack() as open_files:
        tables = [_table(open_files, folder / one.file, one.encoding) for one in DEPARTMENTS]
        for month, rows in enumerate(process.months()):
            for index, one in enumerate(DEPARTMENTS):
                own = rows.of(_registered(one)[rows.kind])
                written = _lines(own, one.number, numbers[index], places, rng)
                numbers[index] += len(own)
                damaged, account = police.damaged(written, rng, _some(len(own), rng))
                tables[index].writerows(damaged)
                totals[index].add(account)
            tell((month + 1) / MONTHS)
    files = {one.file: total.told() for one, total in zip(DEPARTMENTS, totals, strict=True)}
    return files, truth.of_crimes(process, lonlat), truth.sites_of(process)


def _table(open_files: ExitStack, path: Path, encoding: str):
    file = open_files.enter_context(path.open("w", encoding=encoding, newline=""))
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(police.COLUMNS)
    return writer


def _registered(one: Department) -> np.ndarray:
    """(kinds,) whether this department registers each."""
    claimed = {name for each in DEPARTMENTS for name in each.kinds or ()}
    return np.array([kind.name in one.kinds if one.kinds else kind.name not in claimed for kind in KINDS])


def _some(rows: int, rng: np.random.Generator) -> dict[str, int]:
    """How many rows of so many get each defect; by lot, so that small months get theirs too."""
    return {reason: min(int(rng.poisson(rows * share / 10_000)), rows // 20) for reason, share in DEFECTIVE.items()}


def _lines(rows: Rows, code: str, first: int, places: Places, rng: np.random.Generator) -> list[list[str]]:
    """Rows in police.COLUMNS."""
    globe, texts, districts = lonlat(rows.place), places.addresses(rows.place), places.districts(rows.place)
    moments = np.datetime_as_string(np.datetime64(FIRST, "m") + rows.minute, unit="m").tolist()
    solved = rng.random(len(rows)) < np.array([kind.solved for kind in KINDS])[rows.kind]
    columns = zip(moments, rows.kind.tolist(), texts, globe.tolist(), districts, solved.tolist(), strict=True)
    return [
        [
            f"1{moment[2:4]}{code}{first + n + 1:07d}",
            f"{moment[8:10]}.{moment[5:7]}.{moment[:4]} {moment[11:]}",
            text,
            KINDS[kind].name,
            KINDS[kind].article,
            f"{lat:.6f}",
            f"{lon:.6f}",
            district,
            "да" if known else "нет",
        ]
        for n, (moment, kind, text, (lon, lat), district, known) in enumerate(columns)
    ]


def accidents(path: Path, ground: Ground, places: Places, count: int, seed: int, tell: Tell) -> tuple[dict, dict]:
    """Write a dtp-stat file; (its account, what the truth says of accidents)."""
    process, rng, totals = Crashes(ground, count, seed), np.random.default_rng([seed, 205]), Totals()
    first = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for month, rows in enumerate(process.months()):
            features = list(_cards(rows, first, places, rng))
            wrong = {"no_coordinates": 1, "swapped_coordinates": month % 2, "outside_city": 1 - month % 2}
            collection, account = cards.damaged(features, rng, wrong if len(features) > 20 else {})
            for feature in collection["features"]:
                file.write((",\n" if first else "\n") + json.dumps(feature, ensure_ascii=False))
                first += 1
            totals.add(account)
            tell((month + 1) / MONTHS)
        file.write("\n]}\n")
    return totals.told(), truth.of_accidents(process, lonlat)


def _cards(rows: Crash, first: int, places: Places, rng: np.random.Generator) -> Iterator[dict]:
    globe, texts, districts = lonlat(rows.place), places.addresses(rows.place), places.districts(rows.place)
    start = dt.datetime.combine(FIRST, dt.time())
    for n, minute in enumerate(rows.minute.tolist()):
        moment = start + dt.timedelta(minutes=minute)
        yield cards.feature(first + n, moment, districts[n], texts[n], globe[n], rng)
