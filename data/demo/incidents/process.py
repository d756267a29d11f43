"""Five years of crimes, month by month, so that memory stays what it is."""

from collections.abc import Iterator

import numpy as np

from . import risk
from .calendar import DAY, DAYS, month_starts, of_kind
from .ground import Ground, along
from .kinds import KINDS
from .programme import Effect, Sites, choose
from .repeats import Offspring
from .rows import Rows, fresh, joined
from .rules import FIRST, INSTALLED, MONTHS, Rules


class Crimes:
    """The process over one ground; `count` crimes are expected to happen in all the time before anything is lost.

    `counts` (n, MONTHS) are the crimes in the files by segment, whole once `months` is spent; the same seed gives the
    same rows. `sites` is there from the month INSTALLED on.
    """

    def __init__(self, ground: Ground, count: int, seed: int, rules: Rules | None = None) -> None:
        self.rules, self.ground, self.count = rules or Rules(), ground, count
        self._rng = np.random.default_rng([seed, 201])
        self.risk = risk.of_crimes(ground, self.rules, np.random.default_rng([seed, 200]))
        self._calendars = [of_kind(kind) for kind in KINDS]
        self._repeats = Offspring(ground, self._calendars, self.rules.repeats)
        self.counts = np.zeros((len(ground.length), MONTHS), np.int32)
        self.born, self.total = np.zeros(len(KINDS), int), np.zeros(len(KINDS), int)
        self.uncounted, self.unreported = 0, np.zeros(self.rules.delay.longest + 1, int)
        self.sites: Sites | None = None
        self.effect: Effect | None = None

    def months(self) -> Iterator[Rows]:
        """Each month's rows as the files have them, in order of time."""
        starts = month_starts()
        later = _nothing()
        for month in range(MONTHS):
            if month == INSTALLED:
                self._install()
            first, last = int(starts[month]), int(starts[month + 1])
            due = later.minute < last * DAY
            parents = joined([self._background(first, last), later.of(due)])
            rows, more = self._repeats.all_of(parents, last * DAY, self._rng)
            later = joined([later.of(~due), more])
            yield self._counted(rows, month)

    def _install(self) -> None:
        year = self.counts[:, INSTALLED - 12 : INSTALLED].sum(axis=1)
        rules, own = self.rules.cameras, self.risk.shares()
        self.sites = choose(self.ground, own, year, float(year.sum()), rules, self._rng)
        self.effect = Effect(self.ground, self.sites, rules)

    def _background(self, first: int, last: int) -> Rows:
        """Crimes that no other has called forth, in the days from `first` to before `last`."""
        years = ((first + last) / 2 - DAYS / 2) / 365.25
        trend = np.exp(self.risk.trend * years)[self.ground.district]
        parts = [self._of_kind(number, first, last, trend) for number in range(len(KINDS))]
        kind, segment, minute = (np.concatenate(one) for one in zip(*parts, strict=True))
        shapes, rng = self.ground.shapes[segment], self._rng
        place = along(shapes, rng.beta(1.4, 1.4, len(shapes)), rng.uniform(-5, 5, len(shapes)))
        return fresh(kind, segment, place, minute, False)

    def _of_kind(self, number: int, first: int, last: int, trend: np.ndarray) -> tuple[np.ndarray, ...]:
        one, repeats = KINDS[number], self.rules.repeats
        calendar, rng = self._calendars[number], self._rng
        own = 1 - (repeats.branching if one.name in repeats.kinds else 0.0)
        weights = np.cumsum(self.risk.weights[number] * trend)
        count = rng.poisson(self.count * one.share * own * calendar.days[first:last].sum() * weights[-1])
        segment = np.searchsorted(weights, rng.random(count) * weights[-1], side="right")
        segment = np.minimum(segment, len(weights) - 1)
        return np.full(count, number), segment, calendar.moments(first, last, count, rng)

    def _counted(self, rows: Rows, month: int) -> Rows:
        """The rows that reach the file: cameras, the definition and the delay have taken theirs."""
        rows = self.effect.on(rows, self._rng) if self.effect else rows
        rows = self._reported(self._defined(rows)).in_order()
        self.counts[:, month] = np.bincount(rows.segment, minlength=len(self.counts))
        self.total += np.bincount(rows.kind, minlength=len(KINDS))
        self.born += np.bincount(rows.kind[rows.born], minlength=len(KINDS))
        return rows

    def _defined(self, rows: Rows) -> Rows:
        rule = self.rules.definition
        since = (rule.since - FIRST).days * DAY
        touched = np.array([kind.name == rule.kind for kind in KINDS])[rows.kind] & (rows.minute >= since)
        gone = touched & (self._rng.random(len(rows)) >= rule.kept)
        self.uncounted += int(gone.sum())
        return rows.of(~gone)

    def _reported(self, rows: Rows) -> Rows:
        """With their delays, without those that the last day had not heard of yet."""
        rule, rng = self.rules.delay, self._rng
        late = 1 + np.minimum(rng.exponential(rule.mean_days, len(rows)), rule.longest - 1).astype(int)
        delay = np.where(rng.random(len(rows)) < rule.at_once, 0, late)
        age = DAYS - 1 - rows.minute // DAY
        known = delay <= age
        self.unreported += np.bincount(age[~known], minlength=len(self.unreported))[: len(self.unreported)]
        return Rows(rows.kind, rows.segment, rows.place, rows.minute, rows.born, delay).of(known)


def _nothing() -> Rows:
    return fresh(np.zeros(0, int), np.zeros(0, int), np.zeros((0, 2)), np.zeros(0, int), False)
