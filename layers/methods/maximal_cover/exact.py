"""The best choice, proven: greed and swaps below, prices above, and HiGHS between them on what is left undecided."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, eye_array, hstack, vstack

from layers.methods.maximal_cover.answer import Answer, Status
from layers.methods.maximal_cover.bound import Bounding
from layers.methods.maximal_cover.core import NEAR, Core, core_of, taking
from layers.methods.maximal_cover.exchange import exchanged
from layers.methods.maximal_cover.greedy import answered, greedy
from layers.methods.maximal_cover.problem import Floats, Numbers, Problem, Truths
from layers.methods.maximal_cover.solver import Model, Solved, solve

Watch = Callable[[float, float, float], bool]
ROUNDS, EVERY_S = 1000, 0.2


def exact(problem: Problem, *, gap: float = 0.0, seconds: float = 300.0, watch: Watch | None = None) -> Answer:
    """The best choice, or one within `gap` of what is possible, or the best found when the seconds are over.

    watch: told (objective, bound, seconds so far) now and then; when it answers True the search ends as cancelled.
    The status is OPTIMAL only when nothing better exists. Raises ValueError when what must be seen cannot be.
    """
    search = _Search(problem, gap, seconds, watch)
    search.begin()
    if not search.over:
        pricing = search.price()
        if not search.over:
            search.finish(pricing)
    return search.answer()


@dataclass
class _Search:
    """What is known so far: `rows` of the core, worth `floor`; nothing is worth more than `bound`."""

    problem: Problem
    wanted: float
    seconds: float
    watch: Watch | None

    def __post_init__(self) -> None:
        self.began = self.told = time.monotonic()
        self.core = core_of(self.problem)
        self.rows: list[int] = []
        self.bound, self.ended = float(self.core.weights.sum()), Status.OPTIMAL

    @property
    def floor(self) -> float:
        return self.core.worth(np.array(self.rows, dtype=np.int64))

    @property
    def sound(self) -> bool:
        """Whether the rows see all that must be seen, so that their worth is possible at all."""
        return bool(self.rows) or not self.core.must.any()

    @property
    def closed(self) -> bool:
        """Whether nothing better exists; of whole weights, nothing better by one."""
        return self.sound and self.bound - self.floor < (1 - NEAR if self.core.whole else NEAR * max(self.floor, NEAR))

    @property
    def near(self) -> bool:
        return self.sound and self.bound - self.floor <= self.wanted * self.bound

    @property
    def over(self) -> bool:
        return self.closed or self.near or self.ended is not Status.OPTIMAL

    def lower(self, bound: float) -> None:
        """A bound was proven; of whole weights a whole one."""
        self.bound = max(self.floor, min(self.bound, self.core.rounded(bound)))

    def stop(self) -> bool:
        """Whether to end now, which is remembered; asks the watcher some times a second."""
        now = time.monotonic()
        if now - self.told < EVERY_S or self.ended is not Status.OPTIMAL:
            return self.ended is not Status.OPTIMAL
        self.told, gained = now, sum(self.core.gains)
        if self.watch is not None and self.watch(self.floor + gained, self.bound + gained, now - self.began):
            self.ended = Status.CANCELLED
        elif now - self.began > self.seconds:
            self.ended = Status.TIME_OUT
        return self.ended is not Status.OPTIMAL

    def begin(self) -> None:
        """Greed, and swaps. Where greed cannot see all that must be seen the solver is left to try."""
        try:
            self.rows = greedy(self.core)
        except ValueError:
            return
        self.rows = exchanged(self.core, self.rows, self.stop)

    def price(self) -> Bounding:
        """Lower the bound by prices, and swap on from the best choice met on the way."""

        def enough(bound: float) -> bool:
            self.lower(bound)
            return self.closed or self.near or self.stop()

        pricing = Bounding(self.core, self.rows)
        pricing.improve(ROUNDS, self.floor, enough)
        if self.sound and not self.over:
            found = exchanged(self.core, pricing.rows, self.stop)
            if self.core.worth(np.array(found, dtype=np.int64)) > self.floor:
                self.rows = found
        self.lower(pricing.best)
        return pricing

    def finish(self, pricing: Bounding) -> None:
        """HiGHS decides what the prices leave open; what is known stays among the choices."""
        may, must = self._open(pricing)
        left = taking(self.core, must, may)
        if not len(left.rows):
            return self.lower(sum(left.gains) - sum(self.core.gains))
        begun = np.flatnonzero(np.isin(left.rows, self.core.rows[self.rows]))
        solved = solve(
            model(left),
            seconds=max(0.1, self.seconds - (time.monotonic() - self.began)),
            gap=self.wanted,
            absolute=1 - NEAR if self.core.whole else 0.0,
            start=_witnessed(left, begun) if self.sound else None,
            watch=lambda best, bound: self._watched(bound, left),
        )
        return self._take(solved, left)

    def _open(self, pricing: Bounding) -> tuple[Truths, Numbers]:
        if not self.sound:
            return np.ones(len(self.core.rows), dtype=bool), np.zeros(0, dtype=np.int64)
        may, must = pricing.decided(self.floor)
        may[self.rows] = True
        return may, must[np.isin(must, self.rows)]

    def _watched(self, bound: float, left: Core) -> bool:
        if self.sound and np.isfinite(bound):
            self.lower(bound + sum(left.gains) - sum(self.core.gains))
        return self.stop()

    def _take(self, solved: Solved, left: Core) -> None:
        if solved.values is not None:
            found = np.flatnonzero(solved.values[: len(left.rows)] > 0.5)
            known = np.isin(self.core.rows, [*left.taken, *left.rows[found]])
            rows = np.flatnonzero(known).tolist()
            if not self.sound or self.core.worth(np.array(rows, dtype=np.int64)) > self.floor:
                self.rows = rows
        if not self.sound:
            raise ValueError("No choice that sees all that must be seen was found in the time allowed.")
        self.lower(solved.bound + sum(left.gains) - sum(self.core.gains))
        self.ended = solved.status if self.ended is Status.OPTIMAL else self.ended

    def answer(self) -> Answer:
        status = Status.OPTIMAL if self.closed else Status.WITHIN_GAP if self.near else self.ended
        return answered(self.core, self.rows, self.bound, status, self.began)


def model(core: Core) -> Model:
    """Church and ReVelle's programme: x of the candidates whole, then y of the demand, seen only if one sees it."""
    n, m = core.covers.shape
    rows = [hstack([core.covers.T, -eye_array(m)], format="csr")]
    low, high = [np.zeros(m)], [np.full(m, np.inf)]
    for coefficients, most in _rules(core):
        rows.append(hstack([csr_matrix(coefficients), csr_matrix((coefficients.shape[0], m))], format="csr"))
        low.append(np.full(coefficients.shape[0], -np.inf))
        high.append(np.full(coefficients.shape[0], most))
    return Model(
        gains=np.concatenate([np.zeros(n), core.weights]),
        lower=np.concatenate([np.zeros(n), core.must.astype(float)]),
        upper=np.ones(n + m),
        whole=np.arange(n + m) < n,
        matrix=csr_matrix(vstack(rows, format="csr"), dtype=np.float64),
        low=np.concatenate(low),
        high=np.concatenate(high),
    )


def _rules(core: Core) -> list[tuple[csr_matrix, float]]:
    """How many, how much, and one of each group: coefficients of the candidates and what they sum to at most."""
    n, rules = len(core.rows), []
    if core.limit < n:
        rules.append((csr_matrix(np.ones((1, n))), float(core.limit)))
    if np.isfinite(core.budget):
        rules.append((csr_matrix(core.costs[None, :]), core.budget))
    if core.grouped:
        sizes = np.bincount(core.groups)
        member = csr_matrix((np.ones(n), (core.groups, np.arange(n))), shape=(len(sizes), n))
        rules.append((member[np.flatnonzero(sizes > 1)], 1.0))
    return rules


def _witnessed(core: Core, rows: Numbers) -> Floats:
    """The model's values of a choice."""
    n, m = core.covers.shape
    values = np.zeros(n + m)
    values[rows] = 1
    values[n + np.unique(core.covers[rows].indices)] = 1
    return values
