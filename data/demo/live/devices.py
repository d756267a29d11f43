"""Devices that beat: each every minute at its own second, but for the hours in which it is silent."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

EVERY = 60.0
HOUR = 3600.0


@dataclass(frozen=True)
class Devices:
    """`codes`, `places` (n, 2) longitude and latitude, `phase` (n,) seconds, `broken` (n,) those that never beat,
    `silent` the share of hours any other says nothing, drawn by `seed` from the device and the hour alone."""

    codes: list[str]
    places: np.ndarray
    phase: np.ndarray
    broken: np.ndarray
    silent: float
    seed: int

    def beating(self, begin: float, end: float) -> np.ndarray:
        """Numbers of those that beat in [begin, end), seconds from the start; once each, though twice be due."""
        due = np.ceil((begin - self.phase) / EVERY) * EVERY + self.phase < end
        return np.flatnonzero(due & ~self.broken & ~self._mute(int(begin // HOUR)))

    def _mute(self, hour: int) -> np.ndarray:
        return np.random.default_rng([self.seed, 301, hour]).random(len(self.codes)) < self.silent


def read(path: Path, seed: int, silent: float = 0.02) -> Devices:
    """The cameras of a generated cameras.csv that are on the city's network and have a place, by their first row.

    Those that the list calls offline or in repair are broken.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["inventory"]: row for row in reversed(list(csv.DictReader(file))) if _joined(row)}
    codes = sorted(rows)
    places = np.array([(float(rows[code]["longitude"]), float(rows[code]["latitude"])) for code in codes])
    phase = np.random.default_rng([seed, 300]).uniform(0, EVERY, len(codes))
    broken = np.array([rows[code]["status"] != "working" for code in codes], bool)
    return Devices(codes, places.reshape(-1, 2), phase, broken, silent, seed)


def _joined(row: dict[str, str]) -> bool:
    """Integrated, and not one of the file's declared defects; the city lies at 48 N, 33 W."""
    try:
        lat, lon = float(row["latitude"]), float(row["longitude"])
    except ValueError:
        return False
    return row["connection"] == "integrated" and abs(lat - 48) < 0.2 and abs(lon + 33) < 0.2
