"""Cameras put up two years ago: where, beside what comparison, and what they do from then on."""

from dataclasses import dataclass

import numpy as np

from .ground import Ground, along, neighbours
from .kinds import KINDS
from .rows import Rows
from .rules import Cameras


@dataclass(frozen=True)
class Sites:
    """Segments: `listed` with cameras, `comparison` each listed one's pair, `beside` each listed one's neighbours that
    take what is displaced, `bad_year` chosen for their worst year."""

    listed: np.ndarray
    comparison: np.ndarray
    beside: list[np.ndarray]
    bad_year: np.ndarray


def choose(
    ground: Ground, shares: np.ndarray, year: np.ndarray, total: float, rules: Cameras, rng: np.random.Generator
) -> Sites:
    """`shares` (n,) of all crimes in the long run, `year` (n,) crimes of the last year, `total` expected in a year.

    Listed and comparison segments are pairs of like risk in one district, which of the two by lot. The bad-year sites
    are those left whose last year lay furthest above what is usual there.
    """
    listed, comparison = _pairs(ground, shares, max(4, round(len(shares) * rules.share)), rng)
    taken = np.zeros(len(shares), bool)
    taken[listed], taken[comparison] = True, True
    usual = shares * total
    excess = (year - usual) / np.sqrt(np.maximum(usual, 1e-9))
    excess[taken | (usual < 3) | (usual > np.quantile(usual, 0.97))] = -np.inf
    worst = np.sort(np.argsort(excess)[-max(4, round(len(shares) * rules.bad_year_share)) :])
    worst = worst[np.isfinite(excess[worst])]
    taken[worst] = True
    beside = [near[~taken[near] & (shares[near] > 0)] for near in neighbours(ground.ends, listed)]
    return Sites(listed, comparison, beside, worst)


def _pairs(ground: Ground, shares: np.ndarray, count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Neighbours in the order of risk within a district, among the busier segments; (count,) each, fewer if need be."""
    order = np.lexsort((shares, ground.district))
    order = order[(shares[order] >= np.quantile(shares, 0.8)) & (shares[order] <= np.quantile(shares, 0.99))]
    pairs = order[: len(order) // 2 * 2].reshape(-1, 2)
    pairs = pairs[ground.district[pairs[:, 0]] == ground.district[pairs[:, 1]]]
    chosen = pairs[np.sort(rng.permutation(len(pairs))[:count])]
    drawn = rng.permuted(chosen, axis=1)
    return drawn[:, 0], drawn[:, 1]


class Effect:
    """Takes crimes away where cameras are, and moves some of them to neighbouring segments."""

    def __init__(self, ground: Ground, sites: Sites, rules: Cameras) -> None:
        self._ground, self._displaced = ground, rules.displaced
        self._kinds = np.array([kind.name in rules.kinds for kind in KINDS])
        self._gone = np.zeros(len(ground.length))
        self._gone[sites.listed], self._gone[sites.bad_year] = 1 - rules.ratio, 1 - rules.bad_year_ratio
        self._beside = {int(one): near for one, near in zip(sites.listed, sites.beside, strict=True)}
        self.prevented, self.moved = 0, 0

    def on(self, rows: Rows, rng: np.random.Generator) -> Rows:
        """The rows that happen all the same, the displaced ones at their new places."""
        gone = self._kinds[rows.kind] & (rng.random(len(rows)) < self._gone[rows.segment])
        away = gone & (rng.random(len(rows)) < self._displaced)
        segment, place = rows.segment.copy(), rows.place.copy()
        for index in np.flatnonzero(away):
            near = self._beside.get(int(rows.segment[index]), np.zeros(0, int))
            away[index] = len(near) > 0
            segment[index] = rng.choice(near) if len(near) else segment[index]
        if away.any():
            shapes = self._ground.shapes[segment[away]]
            place[away] = along(shapes, rng.random(len(shapes)), rng.uniform(-5, 5, len(shapes)))
        self.moved += int(away.sum())
        self.prevented += int((gone & ~away).sum())
        moved = Rows(rows.kind, segment, place, rows.minute, rows.born & ~away, rows.delay)
        return moved.of(~gone | away)
