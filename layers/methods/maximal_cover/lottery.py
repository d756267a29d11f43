"""What chance would see: the yardstick beside every placement."""

import numpy as np

from layers.methods.maximal_cover.problem import Floats, Numbers, Problem


def random_gains(problem: Problem, number: int, *, times: int, rng: np.random.Generator) -> Floats:
    """(times, number + 1) weights seen by the first 0, 1, … of random candidates, drawn by the problem's rules.

    Every candidate that is not forbidden may be drawn, one of a group; existing demand is worth nothing. Budget and
    limit are the caller's: it asks for as many as it compares with. Fewer candidates than that add nothing more.
    """
    worth = np.where(problem.existing, 0.0, problem.weights)
    rows = np.flatnonzero(~problem.forbidden)
    rows = rows[np.argsort(problem.groups[rows], kind="stable")]
    starts = np.flatnonzero(np.diff(problem.groups[rows], prepend=-1))
    sizes = np.diff(starts, append=len(rows))
    return np.array([_seen(problem, worth, _drawn(rows, starts, sizes, number, rng), number) for _ in range(times)])


def _drawn(rows: Numbers, starts: Numbers, sizes: Numbers, number: int, rng: np.random.Generator) -> Numbers:
    """One of each of so many groups, both by lot; the rows of a group follow each other."""
    groups = rng.permutation(len(starts))[:number]
    return rows[starts[groups] + rng.integers(0, sizes[groups])] if len(groups) else rows[:0]


def _seen(problem: Problem, worth: Floats, rows: Numbers, number: int) -> Floats:
    left, found = worth.copy(), np.zeros(number + 1)
    for at, row in enumerate(rows, start=1):
        sees = problem.covers.indices[problem.covers.indptr[row] : problem.covers.indptr[row + 1]]
        found[at] = left[sees].sum()
        left[sees] = 0
    return np.cumsum(found)
