"""Five years of road accidents, month by month: at junctions by what enters them, the others along streets."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from . import risk
from .calendar import month_starts, of_accidents
from .ground import Ground, along
from .rules import MONTHS, Rules

NEAR_M = 15.0
FAR_M = 40.0


@dataclass(frozen=True)
class Crash:
    """n accidents in order of time: `minute` since rules.FIRST, `place` (n, 2) local metres, `segment`, and `junction`,
    which is -1 between them."""

    minute: np.ndarray
    place: np.ndarray
    segment: np.ndarray
    junction: np.ndarray


class Crashes:
    """The process over one ground; `count` accidents are expected. `counts` (m,) by junction grow with `months`."""

    def __init__(self, ground: Ground, count: int, seed: int, rules: Rules | None = None) -> None:
        self.rules, self.ground, self.count = rules or Rules(), ground, count
        self.risk = risk.of_accidents(ground, self.rules, np.random.default_rng([seed, 202]))
        self._rng, self._calendar = np.random.default_rng([seed, 203]), of_accidents()
        order = np.argsort(ground.ends.ravel(), kind="stable")
        self._arms, self._first = order, np.searchsorted(ground.ends.ravel()[order], np.arange(len(ground.degree) + 1))
        self.counts = np.zeros(len(ground.junctions), int)
        self.total = 0

    def months(self) -> Iterator[Crash]:
        starts = month_starts()
        for month in range(MONTHS):
            first, last = int(starts[month]), int(starts[month + 1])
            mean = self.count * self._calendar.days[first:last].sum()
            near = self._near(int(self._rng.poisson(mean * self.rules.at_junctions)))
            along_streets = self._straight(int(self._rng.poisson(mean * (1 - self.rules.at_junctions))))
            place, segment, junction = (np.concatenate(one) for one in zip(near, along_streets, strict=True))
            minute = self._calendar.moments(first, last, len(segment), self._rng)
            order = np.argsort(minute, kind="stable")
            self.counts += np.bincount(junction[junction >= 0], minlength=len(self.counts))
            self.total += len(order)
            yield Crash(minute[order], place[order], segment[order], junction[order])

    def _near(self, count: int) -> tuple[np.ndarray, ...]:
        """Places on one of the junction's streets, within FAR_M of it."""
        rng = self._rng
        junction = rng.choice(len(self.risk.junctions), count, p=self.risk.junctions)
        wide = self._first[junction + 1] - self._first[junction]
        arm = self._arms[self._first[junction] + (rng.random(count) * wide).astype(int)]
        segment, at_end = arm // 2, arm % 2 == 1
        length = np.maximum(self.ground.length[segment], 1.0)
        share = np.minimum(np.minimum(rng.exponential(NEAR_M, count), FAR_M) / length, 0.5)
        place = along(self.ground.shapes[segment], np.where(at_end, 1 - share, share), rng.uniform(-4, 4, count))
        return place, segment, junction

    def _straight(self, count: int) -> tuple[np.ndarray, ...]:
        rng = self._rng
        segment = rng.choice(len(self.risk.segments), count, p=self.risk.segments)
        place = along(self.ground.shapes[segment], rng.uniform(0.1, 0.9, count), rng.uniform(-4, 4, count))
        return place, segment, np.full(count, -1)
