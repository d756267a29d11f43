"""Crimes as a police portal exports them: gathered on few street segments, by season and hour of the week."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

import numpy as np

from . import moments as when
from .defects import Account, spread
from .districts import district_of
from .ground import lonlat
from .plan import Plan
from .shapes import Building
from .spots import Addresses, along

COLUMNS = ["номер", "дата", "адрес", "вид", "статья", "широта", "долгота", "район", "раскрыто"]
HOTTEST = 16.0
DEFECTS = {
    "no_coordinates": 9,
    "zero_coordinates": 6,
    "swapped_coordinates": 7,
    "outside_city": 5,
    "bad_date": 4,
    "unknown_kind": 5,
    "duplicate": 6,
}


@dataclass(frozen=True)
class Kind:
    """A kind of crime: its article of law, share of all, hours, months, weekend's weight, where, share solved."""

    name: str
    article: str
    share: float
    hours: np.ndarray
    months: np.ndarray
    weekend: float
    places: dict[str, float]
    solved: float


KINDS = (
    Kind("кража", "ст. 158 УК РФ", 0.36, when.EVENING, when.SUMMER, 1.1, {"centre": 6, "flats": 2}, 0.38),
    Kind("мошенничество", "ст. 159 УК РФ", 0.15, when.OFFICE, when.EVEN, 0.5, {"flats": 4, "centre": 3}, 0.24),
    Kind("хулиганство", "ст. 213 УК РФ", 0.11, when.NIGHT, when.SUMMER, 2.0, {"centre": 5, "flats": 2}, 0.61),
    Kind("побои", "ст. 116 УК РФ", 0.1, when.NIGHT, when.SUMMER, 1.8, {"flats": 4, "centre": 2}, 0.72),
    Kind("вандализм", "ст. 214 УК РФ", 0.08, when.NIGHT, when.SUMMER, 1.5, {"flats": 3, "centre": 3}, 0.22),
    Kind("грабёж", "ст. 161 УК РФ", 0.07, when.NIGHT, when.WINTER, 1.4, {"centre": 4, "flats": 3}, 0.49),
    Kind("угон", "ст. 166 УК РФ", 0.05, when.NIGHT, when.WINTER, 1.1, {"flats": 6}, 0.55),
    Kind("наркотики", "ст. 228 УК РФ", 0.05, when.EVENING, when.EVEN, 1.2, {"industry": 4, "flats": 3}, 0.7),
    Kind("разбой", "ст. 162 УК РФ", 0.02, when.NIGHT, when.WINTER, 1.3, {"centre": 3, "industry": 2}, 0.58),
    Kind("убийство", "ст. 105 УК РФ", 0.01, when.NIGHT, when.WINTER, 1.5, {"flats": 3}, 0.9),
)


def crimes(plan: Plan, built: list[Building], rng: np.random.Generator) -> tuple[list[list[str]], dict]:
    """Rows of crimes.csv and the account of what is wrong with them."""
    drawn = _drawn(plan, built, rng)
    places = np.array([place for _, _, place in drawn])
    globe, districts = lonlat(places), district_of(plan.districts, places)
    addresses = Addresses(built)
    rows = []
    for index, (moment, kind, place) in enumerate(drawn):
        district = plan.districts[districts[index]].name
        solved = "да" if rng.random() < kind.solved else "нет"
        lon, lat = globe[index]
        number = f"1{moment:%y}02{index + 1:06d}"
        stamp = f"{moment:%d.%m.%Y %H:%M}"
        where = [f"{lat:.6f}", f"{lon:.6f}"]
        rows.append([number, stamp, addresses.at(place), kind.name, kind.article, *where, district, solved])
    return damaged(rows, rng)


def _drawn(plan: Plan, built: list[Building], rng: np.random.Generator) -> list[tuple[dt.datetime, Kind, np.ndarray]]:
    """(moment, kind, local point) in order of time."""
    fronts, uses = _fronts(plan, built)
    heat = np.minimum(rng.pareto(1.15, len(fronts)), HOTTEST) + 0.12
    counts = rng.multinomial(plan.ground.size.crimes, [kind.share for kind in KINDS])
    found = []
    for kind, count in zip(KINDS, counts, strict=True):
        weights = heat * np.array([kind.places.get(use, 1.0) * 0.5 for use in uses])
        chosen = rng.choice(len(fronts), count, p=weights / weights.sum())
        times = when.moments(rng, int(count), kind.hours, kind.months, kind.weekend)
        for moment, front in zip(times, chosen, strict=True):
            place = along(plan.edges[fronts[front]].points, float(rng.beta(1.6, 1.6)), float(rng.uniform(-5, 5)))
            found.append((moment, kind, place))
    return sorted(found, key=lambda item: (item[0], item[1].name))


def _fronts(plan: Plan, built: list[Building]) -> tuple[list[int], list[str]]:
    """Street segments that houses stand on, and the use of the first of their blocks."""
    use: dict[int, str] = {}
    for building in built:
        use.setdefault(building.edge, plan.blocks[building.block].use)
    return list(use), list(use.values())


def damaged(
    rows: list[list[str]], rng: np.random.Generator, defects: dict[str, int] = DEFECTS
) -> tuple[list[list[str]], dict]:
    """The rows with the declared defects worked in, and their account."""
    account, repeats = Account(), []
    for reason, index in spread(defects, len(rows), rng):
        account.reject(reason)
        if reason == "duplicate":
            repeats.append(index)
        else:
            rows[index] = _broken(rows[index], reason, rng)
            account.lost.add(index)
    shares = _shares([row for index, row in enumerate(rows) if index not in account.lost])
    for index in sorted(repeats, reverse=True):
        rows.insert(index + 1, list(rows[index]))
    return rows, account.totals(len(rows)) | shares


def _broken(row: list[str], reason: str, rng: np.random.Generator) -> list[str]:
    number, stamp, address, kind, article, lat, lon, *rest = row
    if reason == "no_coordinates":
        lat = lon = ""
    elif reason == "zero_coordinates":
        lat = lon = "0"
    elif reason == "swapped_coordinates":
        lat, lon = lon, lat
    elif reason == "outside_city":
        lat, lon = f"{48.3 + rng.uniform(0, 0.4):.6f}", f"{-33.6 + rng.uniform(0, 0.3):.6f}"
    elif reason == "bad_date":
        stamp = "31.02.2026" + stamp[10:]
    elif reason == "unknown_kind":
        kind, article = "происшествие без квалификации", ""
    return [number, stamp, address, kind, article, lat, lon, *rest]


def _shares(sound: list[list[str]]) -> dict[str, dict[str, int]]:
    """How many sound rows there are of each kind and in each district."""
    kinds, places = (Counter(row[column] for row in sound) for column in (3, 7))
    return {"kinds": dict(sorted(kinds.items())), "districts": dict(sorted(places.items()))}
