"""Crimes and road accidents of the city, month by month so that memory stays what it is."""

import csv
import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import shapely

from data.demo import accidents as cards
from data.demo import crimes as police
from data.demo import moments as when
from data.demo.ground import lonlat

from .addressed import Addressed
from .districts import District, district_of
from .segments import Segments

FIRST, YEARS = (2021, 11), 5
ALIKE = {"old": "centre", "towers": "flats", "field": "villas", "park": "centre"}
HOTTEST = 60.0
DEFECTIVE = {
    "no_coordinates": 27,
    "zero_coordinates": 18,
    "swapped_coordinates": 20,
    "outside_city": 14,
    "bad_date": 11,
    "unknown_kind": 14,
    "duplicate": 17,
}
Tell = Callable[[float], None]


def months() -> list[dt.datetime]:
    """The first moment of each month, and of the one after the last."""
    year, month = FIRST
    starts = [divmod(year * 12 + month - 1 + n, 12) for n in range(YEARS * 12 + 1)]
    return [dt.datetime.combine(dt.date(y, m + 1, 1), dt.time()) for y, m in starts]


def crimes(
    path: Path, ground: Segments, areas: list[District], addressed: Addressed, count: int, rng, tell: Tell
) -> dict:
    """Write crimes.csv; its account."""
    heat = np.minimum(rng.pareto(1.05, len(ground.length)), HOTTEST) + 0.1
    starts, total = months(), Counter()
    shares = _month_shares(starts)
    number = 0
    with path.open("w", encoding="cp1251", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(police.COLUMNS)
        for index, share in enumerate(shares):
            rows = _month(ground, heat, areas, addressed, starts[index : index + 2], round(count * share), number, rng)
            number += len(rows)
            rows, account = police.damaged(rows, rng, _some(DEFECTIVE, len(rows)))
            writer.writerows(rows)
            _add(total, account)
            tell((index + 1) / len(shares))
    return _told(total)


def _month_shares(starts: list[dt.datetime]) -> np.ndarray:
    season = np.array([0.6 * when.SUMMER[start.month - 1] + 0.4 * when.EVEN[0] * 9 for start in starts[:-1]])
    return season / season.sum()


def _some(defects: dict[str, int], rows: int) -> dict[str, int]:
    """Defects of 10,000 rows, for this many."""
    return {reason: round(count * rows / 10_000) for reason, count in defects.items()}


def _month(
    ground: Segments, heat, areas, addressed, span: list[dt.datetime], count: int, first: int, rng
) -> list[list[str]]:
    """One month's rows in order of time."""
    kind = rng.choice(len(police.KINDS), count, p=[one.share for one in police.KINDS])
    chosen, minutes = np.zeros(count, int), np.zeros(count, int)
    use = [ALIKE.get(name, name) for name in ground.use]
    base = heat * np.sqrt(ground.length) * (1 + ground.people / 200) * (ground.use != "field")
    for number, one in enumerate(police.KINDS):
        own = np.flatnonzero(kind == number)
        weights = base * np.array([one.places.get(name, 1.0) for name in use])
        chosen[own] = rng.choice(len(weights), len(own), p=weights / weights.sum())
        minutes[own] = _minutes(span, one, len(own), rng)
    order = np.lexsort((kind, minutes))
    kind, chosen, minutes = kind[order], chosen[order], minutes[order]
    places = along(ground.shapes[chosen], rng.beta(1.4, 1.4, count), rng.uniform(-5, 5, count))
    globe, where = lonlat(places), np.maximum(district_of(areas, places), 0)
    texts, solved = addressed.all(places), rng.random(count)
    rows = []
    for n in range(count):
        moment, one = span[0] + dt.timedelta(minutes=int(minutes[n])), police.KINDS[kind[n]]
        rows.append(
            [
                f"1{moment:%y}02{first + n + 1:07d}",
                f"{moment:%d.%m.%Y %H:%M}",
                texts[n],
                one.name,
                one.article,
                f"{globe[n, 1]:.6f}",
                f"{globe[n, 0]:.6f}",
                areas[where[n]].names["ru"],
                "да" if solved[n] < one.solved else "нет",
            ]
        )
    return rows


def _minutes(span: list[dt.datetime], one: police.Kind, count: int, rng: np.random.Generator) -> np.ndarray:
    """Minutes from the month's beginning, by the kind's hours and weekends."""
    days = (span[1] - span[0]).days
    weights = np.array([one.weekend if (span[0] + dt.timedelta(days=d)).weekday() >= 5 else 1.0 for d in range(days)])
    day = rng.choice(days, count, p=weights / weights.sum())
    hour = rng.choice(24, count, p=one.hours / one.hours.sum())
    return day * 1440 + hour * 60 + rng.integers(0, 12, count) * 5


def along(shapes: np.ndarray, share: np.ndarray, aside: np.ndarray) -> np.ndarray:
    """Points at shares of the lines' lengths, moved aside by metres; (n, 2)."""
    here = shapely.get_coordinates(shapely.line_interpolate_point(shapes, share, normalized=True))
    there = shapely.get_coordinates(
        shapely.line_interpolate_point(shapes, np.minimum(share + 0.02, 1), normalized=True)
    )
    way = there - here
    across = np.column_stack([-way[:, 1], way[:, 0]]) / np.maximum(np.hypot(*way.T), 1e-9)[:, None]
    return here + across * aside[:, None]


def accidents(
    path: Path, ground: Segments, areas: list[District], addressed: Addressed, count: int, rng, tell: Tell
) -> dict:
    """Write accidents.geojson; its account. They fall near junctions, by traffic."""
    starts, total = months(), Counter()
    shares = _month_shares(starts)
    weights = ground.traffic.astype(float) ** 0.8 * (rng.pareto(1.6, len(ground.traffic)) + 0.3)
    first = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for index, share in enumerate(shares):
            features = list(
                _cards(ground, weights, areas, addressed, starts[index : index + 2], round(count * share), first, rng)
            )
            collection, account = cards.damaged(
                features, rng, {"no_coordinates": 1, "swapped_coordinates": index % 2, "outside_city": 1 - index % 2}
            )
            file.write(
                (", " if first else "")
                + ", ".join(json.dumps(one, ensure_ascii=False) for one in collection["features"])
            )
            first += len(features)
            _add(total, account)
            tell((index + 1) / len(shares))
        file.write("]}")
    return _told(total)


def _cards(ground: Segments, weights, areas, addressed, span, count: int, first: int, rng) -> Iterator[dict]:
    chosen = rng.choice(len(weights), count, p=weights / weights.sum())
    share = np.minimum(rng.exponential(0.12, count), 0.6)
    share = np.where(rng.random(count) < 0.5, share, 1 - share)
    places = along(ground.shapes[chosen], share, rng.uniform(-4, 4, count))
    globe, where = lonlat(places), np.maximum(district_of(areas, places), 0)
    texts = addressed.all(places)
    days = (span[1] - span[0]).days
    hours = rng.choice(24, count, p=when.RUSH / when.RUSH.sum())
    minutes = np.sort(rng.integers(0, days, count) * 1440 + hours * 60 + rng.integers(0, 12, count) * 5)
    for n in range(count):
        moment = span[0] + dt.timedelta(minutes=int(minutes[n]))
        yield cards.feature(first + n, moment, areas[where[n]].names["ru"], str(texts[n]), globe[n], rng)


def _add(total: Counter, account: dict) -> None:
    """Add up accounts, those within them too."""
    for name, value in account.items():
        if isinstance(value, dict):
            total.update({(name, key): number for key, number in value.items()})
        else:
            total[name] += value


def _told(total: Counter) -> dict:
    """The sum as an account again."""
    told: dict = {"reasons": {}}
    for name, value in total.items():
        if isinstance(name, tuple):
            if value:
                told.setdefault(name[0], {})[name[1]] = value
        else:
            told[name] = value
    return {name: dict(sorted(value.items())) if isinstance(value, dict) else value for name, value in told.items()}
