"""Greed: always the candidate that adds most, or most for its cost; lazily, since what one adds only ever falls."""

import heapq
import time
from collections.abc import Callable, Iterable

import numpy as np

from layers.methods.maximal_cover.answer import BY_BUDGET, BY_COUNT, BY_GROUP, Answer, Status
from layers.methods.maximal_cover.bound import Bounding
from layers.methods.maximal_cover.core import Core, core_of
from layers.methods.maximal_cover.problem import Problem

Worth = Callable[[int, int], float]


class DeadEnd(ValueError):
    """Greed found no choice that sees all that must be seen. It does not say that there is none."""


def lazy_greedy(problem: Problem, *, rounds: int = 300) -> Answer:
    """Choose greedily; of equal candidates the first. Of a budget the better of two: by gain, and by gain for cost.

    rounds: how many steps the proof of the bound may take; with 0 it is the one that follows from greed alone.
    Raises ValueError when a place that must be seen can be seen by none, and its kind DeadEnd when greed found no
    choice that sees them all, though another way may.
    """
    began = time.monotonic()
    core = core_of(problem)
    picked = greedy(core)
    bounding = Bounding(core, picked)
    bounding.improve(rounds, core.worth(np.array(picked, dtype=np.int64)))
    return answered(core, picked, core.rounded(bounding.best), Status.GREEDY, began, guarantee(problem, core))


def greedy(core: Core) -> list[int]:
    """Rows of the core in the order of choice."""
    tries = [_run(core, lambda gain, row: gain)]
    if np.isfinite(core.budget):
        tries.append(_run(core, lambda gain, row: gain / core.costs[row] if core.costs[row] else np.inf))
    return max(tries, key=lambda rows: core.worth(np.array(rows, dtype=np.int64)))


def in_order(core: Core, chosen: Iterable[int]) -> list[int]:
    """The same candidates by what each adds to those before it; those that add nothing are left out."""
    picking, left = Picking(core), sorted(int(row) for row in chosen)
    _lazily(picking, lambda gain, row: gain, dict.fromkeys(left, 0))
    for row in left:
        if row not in picking.chosen and picking.must[core.seen(row)].any():
            picking.take(row)
    return picking.chosen


def guarantee(problem: Problem, core: Core) -> float | None:
    """The share of the best possible that `lazy_greedy` reaches on any data of this form."""
    if core.must.any() or (problem.budget is not None and (problem.limit is not None or core.grouped)):
        return None
    if problem.budget is not None:
        return BY_BUDGET
    return BY_GROUP if core.grouped else BY_COUNT


def answered(
    core: Core, rows: list[int], bound: float, status: Status, began: float, promised: float | None = None
) -> Answer:
    """The answer in the problem's own numbers; what the candidates add is counted anew, in the problem's weights."""
    ordered = in_order(core, rows)
    seen, gains = np.zeros(len(core.weights), dtype=bool), []
    for row in ordered:
        new = core.seen(row)[~seen[core.seen(row)]]
        gains.append(float(core.weights[new].sum()))
        seen[new] = True
    all_gains = (*core.gains, *gains)
    return Answer(
        chosen=(*core.taken, *(int(core.rows[row]) for row in ordered)),
        gains=all_gains,
        bound=max(bound + sum(core.gains), sum(all_gains)),
        cost=core.spent + float(core.costs[ordered].sum()),
        status=status,
        seconds=time.monotonic() - began,
        guarantee=promised,
    )


class Picking:
    """Candidates chosen one after the other; what each adds in whole units."""

    def __init__(self, core: Core) -> None:
        self.core, self.chosen = core, list[int]()
        self.unseen, self.must = core.units.copy(), core.must.copy()
        self.free = np.ones(int(core.groups.max(initial=-1)) + 1, dtype=bool)
        self.left = core.budget * (1 + 1e-12)

    @property
    def full(self) -> bool:
        return len(self.chosen) >= self.core.limit

    def may(self, row: int) -> bool:
        """Whether its group is free and it can be paid; once untrue it stays so."""
        return bool(self.free[self.core.groups[row]]) and bool(self.core.costs[row] <= self.left)

    def gain(self, row: int) -> int:
        return int(self.unseen[self.core.seen(row)].sum())

    def take(self, row: int) -> None:
        self.unseen[self.core.seen(row)] = 0
        self.must[self.core.seen(row)] = False
        self.free[self.core.groups[row]] = False
        self.left -= self.core.costs[row]
        self.chosen.append(row)


def _run(core: Core, worth: Worth) -> list[int]:
    picking = Picking(core)
    _see_what_must_be(picking)
    first = core.covers @ picking.unseen
    _lazily(picking, worth, {int(row): int(first[row]) for row in np.flatnonzero(first)})
    return picking.chosen


def _lazily(picking: Picking, worth: Worth, gains: dict[int, int]) -> None:
    """Minoux 1978: look again only at the candidate that seemed best; of an unknown gain (0) at first too."""
    heap = [(-worth(gain, row) if gain else -np.inf, row) for row, gain in gains.items()]
    heapq.heapify(heap)
    while heap and not picking.full:
        told, row = heap[0]
        gain = picking.gain(row) if picking.may(row) else 0
        if not gain:
            heapq.heappop(heap)
        elif -worth(gain, row) > told:
            heapq.heapreplace(heap, (-worth(gain, row), row))
        else:
            heapq.heappop(heap)
            picking.take(row)


def _see_what_must_be(picking: Picking) -> None:
    core = picking.core
    while picking.must.any():
        counts = core.covers @ picking.must.astype(np.int64)
        counts[[row for row in np.flatnonzero(counts) if not picking.may(int(row))]] = 0
        if picking.full or not counts.any():
            raise DeadEnd(
                "No choice was found that sees all that must be seen with so few cameras or so little money; a search "
                "for the best choice may find one."
            )
        best = np.flatnonzero(counts == counts.max()).tolist()
        picking.take(max(best, key=picking.gain))
