"""The rules by which incidents fall. They are the truth: whatever a method finds is judged by them."""

import datetime as dt
from dataclasses import dataclass

FIRST = dt.date(2021, 11, 1)
MONTHS = 60
LAST = dt.date(2026, 11, 1)
INSTALLED = 36
HOLIDAYS = ((1, 1, 8), (2, 23, 23), (3, 8, 8), (5, 1, 2), (5, 9, 9), (6, 12, 12), (11, 4, 4))
"""(month, first day, last day), every year."""


def month(number: int) -> dt.date:
    """The first day of a month, counted from FIRST."""
    years, rest = divmod(FIRST.month - 1 + number, 12)
    return dt.date(FIRST.year + years, rest + 1, 1)


@dataclass(frozen=True)
class Repeats:
    """One crime calls forth others near it, soon after (self-exciting, subcritical).

    `branching`: direct offspring of one crime on average, so also the share of offspring among all crimes of `kinds`.
    Lags are whole days, geometric, cut at `days` - 1; distances exponential with mean `mean_m`, cut at `reach_m`.
    """

    branching: float = 0.25
    kinds: tuple[str, ...] = ("кража", "вандализм", "грабёж", "угон")
    mean_days: float = 4.0
    days: int = 14
    mean_m: float = 60.0
    reach_m: float = 200.0


@dataclass(frozen=True)
class Cameras:
    """Cameras put up two years ago, in pairs of listed and comparison segments drawn by lot; and at bad-year sites.

    `ratio`: crimes of `kinds` after, as a multiple of what there would have been. `displaced`: the share of the
    prevented ones that happens on a neighbouring segment instead. `bad_year_ratio`: the same at the segments that
    were chosen because of their worst year. `share`, `bad_year_share`: of all segments.
    """

    ratio: float = 0.7
    displaced: float = 0.3
    kinds: tuple[str, ...] = ("кража", "хулиганство", "побои", "вандализм", "грабёж", "угон", "разбой")
    bad_year_ratio: float = 1.0
    share: float = 0.012
    bad_year_share: float = 0.008


@dataclass(frozen=True)
class Delay:
    """Days from a crime to its report: `at_once` the same day, the others 1 + exponential with `mean_days`."""

    at_once: float = 0.62
    mean_days: float = 9.0
    longest: int = 90


@dataclass(frozen=True)
class Definition:
    """From `since` only `kept` of a kind's cases are counted as crimes (the threshold of petty theft was raised)."""

    kind: str = "кража"
    since: dt.date = dt.date(2023, 1, 1)
    kept: float = 0.72


@dataclass(frozen=True)
class Rules:
    """All of them. `hot_share` of the segments carries `hot_load` of the crimes; `trend`: largest yearly change of a
    district's rate, in logarithms; `dispersion`: shape of the gamma by which junctions differ (negative binomial);
    `at_junctions`: share of accidents near a junction.
    """

    hot_share: float = 0.05
    hot_load: float = 0.53
    repeats: Repeats = Repeats()
    cameras: Cameras = Cameras()
    delay: Delay = Delay()
    definition: Definition = Definition()
    trend: float = 0.08
    dispersion: float = 1.5
    at_junctions: float = 0.75
    exponent: float = 0.8
