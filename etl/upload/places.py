"""Which columns hold coordinates, and of which system: the pair that puts most of the first rows into the city."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np
import pyproj

from etl.city import CitySpec

ENOUGH = 0.5
GAUSS_KRUEGER, WEB = 28400, "EPSG:3857"
MOST_COLUMNS = 8


@dataclass(frozen=True)
class Place:
    """The columns of the coordinates; `decimal` their point or comma; `crs` as in `source.yml`."""

    lon: str
    lat: str
    crs: str = "EPSG:4326"
    decimal: str = "."


def numbers(samples: Iterable[str], decimal: str) -> np.ndarray:
    """The samples as numbers, NaN where one is none."""
    return np.array([_number(sample, decimal) for sample in samples], dtype=float)


def _number(text: str, decimal: str) -> float:
    try:
        return float(text.replace(decimal, ".") if decimal != "." else text)
    except ValueError:
        return float("nan")


def decimal_of(samples: list[str]) -> str:
    """
    >>> decimal_of(["48,5", "48,6"]), decimal_of(["48.5"])
    (',', '.')
    """
    commas, points = (sum(mark in sample for sample in samples) for mark in ",.")
    return "," if commas > points else "."


def numeric(columns: list[dict[str, Any]]) -> dict[str, tuple[np.ndarray, str]]:
    """The columns whose first values are mostly numbers, with their decimal mark."""
    found = {}
    for column in columns:
        decimal = decimal_of(column["samples"])
        values = numbers(column["samples"], decimal)
        if len(values) and np.isfinite(values).mean() >= ENOUGH:
            found[column["name"]] = (values, decimal)
    return found


def systems(city: CitySpec) -> list[str]:
    """The coordinate systems that a table of this city may use, the likeliest first."""
    west, _south, east, _north = city.boundary.bounds
    middle = (west + east) / 2
    zones = [f"EPSG:{GAUSS_KRUEGER + int(middle // 6) + 1}"] if 18 <= middle < 180 else []
    return ["EPSG:4326", city.crs, WEB, *zones]


def find(columns: list[dict[str, Any]], named: dict[str, str], city: CitySpec) -> Place | None:
    """The pair of columns that puts at least half of the first rows into the city, those `named` lon and lat first.

    None where no pair does.
    """
    known = numeric(columns)
    first = [named[axis] for axis in ("lon", "lat") if named.get(axis) in known]
    names = first + [name for name in known if name not in first]
    best, share = None, 0.0
    for crs in systems(city):
        for lon, lat in permutations(names[:MOST_COLUMNS], 2):
            inside = fits(known[lon][0], known[lat][0], crs, city)
            if inside > share:
                best, share = Place(lon, lat, crs, known[lon][1]), inside
    return best if share >= ENOUGH else None


def fits(lon: np.ndarray, lat: np.ndarray, crs: str, city: CitySpec) -> float:
    """The share of the points that lie in the city."""
    size = min(len(lon), len(lat))
    lon, lat = lon[:size], lat[:size]
    if crs != "EPSG:4326":
        lon, lat = pyproj.Transformer.from_crs(crs, 4326, always_xy=True).transform(lon, lat)
    sound = np.isfinite(lon) & np.isfinite(lat)
    return float((sound & city.contains(np.where(sound, lon, 0), np.where(sound, lat, 0))).sum() / max(1, size))
