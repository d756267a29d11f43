"""When crimes happen: days weighed by season, weekday and holiday, hours by the day of the week."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from data.demo import moments
from data.demo.crimes import Kind

from .rules import FIRST, HOLIDAYS, LAST, MONTHS, month

DAYS = (LAST - FIRST).days
DAY = 24 * 60


@dataclass(frozen=True)
class Calendar:
    """One kind's time: `days` (DAYS,) weights that sum to 1, `hours` (7, 24) each row a day's, summing to 1."""

    days: np.ndarray
    hours: np.ndarray

    def moments(self, first: int, last: int, count: int, rng: np.random.Generator) -> np.ndarray:
        """`count` minutes since FIRST in the days from `first` to before `last`."""
        cumulated = np.cumsum(self.days[first:last])
        day = first + np.searchsorted(cumulated, rng.random(count) * cumulated[-1])
        return self.on(np.minimum(day, last - 1), rng)

    def on(self, day: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """A minute since FIRST on each of these days, in steps of five."""
        cumulated = np.cumsum(self.hours, axis=1)
        drawn = rng.random(len(day))
        hour = (cumulated[(day + FIRST.weekday()) % 7] < drawn[:, None]).sum(axis=1)
        return day * DAY + np.minimum(hour, 23) * 60 + rng.integers(0, 12, len(day)) * 5


def month_starts() -> np.ndarray:
    """(MONTHS + 1,) the day, since FIRST, on which each month begins."""
    return np.array([(month(number) - FIRST).days for number in range(MONTHS + 1)])


def holidays() -> np.ndarray:
    """(DAYS,) whether each day is a holiday."""
    return np.array([any(m == d.month and a <= d.day <= b for m, a, b in HOLIDAYS) for d in _dates()])


def of_kind(kind: Kind) -> Calendar:
    """A kind's calendar from its months, hours and weekend; on holidays it is as on a Saturday, and more so."""
    dates = _dates()
    season = np.array([kind.months[day.month - 1] for day in dates]) / kind.months.mean()
    week = np.array([week_weights(kind.weekend)[day.weekday()] for day in dates])
    days = season * np.where(holidays(), kind.weekend * holiday_weight(kind), week)
    return Calendar(days / days.sum(), _hours(kind))


def of_accidents() -> Calendar:
    """Accidents: by the rush hours, more in summer, fewer on weekends and holidays."""
    return of_kind(Kind("", "", 1.0, moments.RUSH, moments.SUMMER, 0.85, {}, 0.0))


def week_weights(weekend: float) -> np.ndarray:
    """(7,) from Monday; Friday stands half-way."""
    return np.array([1, 1, 1, 1, (1 + weekend) / 2, weekend, weekend])


def holiday_weight(kind: Kind) -> float:
    """How many times a holiday outweighs a Saturday."""
    return 1.25 if kind.weekend > 1 else 0.8


def _hours(kind: Kind) -> np.ndarray:
    late = np.where(np.arange(24) < 5, 1.4, 1.0)
    rows = np.array([kind.hours * (late if day > 4 else 1.0) for day in range(7)])
    return rows / rows.sum(axis=1, keepdims=True)


def _dates() -> list[dt.date]:
    return [FIRST + dt.timedelta(days=n) for n in range(DAYS)]
