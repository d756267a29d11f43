"""The fewest, or cheapest, candidates that see all that can be seen."""

import heapq
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_matrix

from layers.methods.maximal_cover.answer import Status
from layers.methods.maximal_cover.core import NEAR
from layers.methods.maximal_cover.problem import Floats, Truths, problem
from layers.methods.maximal_cover.solver import Model, solve


@dataclass(frozen=True)
class Cover:
    """Chosen candidates, ascending, what they cost, at least how much any cover costs, and what nobody can see."""

    chosen: tuple[int, ...]
    cost: float
    bound: float
    unreachable: tuple[int, ...]
    status: Status
    seconds: float


def set_cover(covers: csr_matrix, costs: ArrayLike | None = None, *, gap: float = 0.0, seconds: float = 300.0) -> Cover:
    """The cheapest cover (Toregas 1971), each candidate of cost 1 unless stated; OPTIMAL only when proven.

    Demand that no candidate sees is left out and told. Raises ValueError as `problem` does.
    """
    began = time.monotonic()
    matrix, prices, reached = _asked(covers, costs)
    first = _greedily(matrix, prices)
    whole = bool((prices == np.rint(prices)).all())
    solved = solve(
        _model(matrix[:, np.flatnonzero(reached)], prices),
        seconds=seconds,
        gap=gap,
        absolute=1 - NEAR if whole else 0.0,
        start=np.isin(np.arange(len(prices)), first).astype(float),
    )
    chosen = first if solved.values is None else np.flatnonzero(solved.values > 0.5)
    cost, bound = float(prices[chosen].sum()), -solved.bound
    return _told(chosen, cost, np.ceil(bound - NEAR) if whole else bound, reached, solved.status, began)


def greedy_cover(covers: csr_matrix, costs: ArrayLike | None = None) -> Cover:
    """Always the candidate that sees most of the unseen for its cost (Chvatal 1979); of equal ones the first.

    `bound` is the greedy cost over the harmonic number of the widest sight, which is what greed guarantees.
    """
    began = time.monotonic()
    matrix, prices, reached = _asked(covers, costs)
    chosen, cost = _greedily(matrix, prices), 0.0
    cost = float(prices[chosen].sum())
    widest = int(np.diff(matrix.indptr).max(initial=1))
    return _told(chosen, cost, cost / float((1 / np.arange(1, widest + 1)).sum()), reached, Status.GREEDY, began)


def _asked(covers: csr_matrix, costs: ArrayLike | None) -> tuple[csr_matrix, Floats, Truths]:
    n, m = covers.shape
    checked = problem(covers, np.ones(m), limit=n, costs=np.ones(n) if costs is None else costs)
    return checked.covers, checked.costs, np.bincount(checked.covers.indices, minlength=m) > 0


def _greedily(matrix: csr_matrix, costs: Floats) -> np.ndarray:
    unseen, chosen = np.ones(matrix.shape[1], dtype=bool), []
    heap = [(costs[row] / count, row) for row, count in enumerate(np.diff(matrix.indptr)) if count]
    heapq.heapify(heap)
    while heap:
        told, row = heap[0]
        sees = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
        new = int(unseen[sees].sum())
        if new and costs[row] / new > told:
            heapq.heapreplace(heap, (costs[row] / new, row))
            continue
        heapq.heappop(heap)
        if new:
            chosen.append(row)
            unseen[sees] = False
    return np.sort(np.array(chosen, dtype=np.int64))


def _model(matrix: csr_matrix, costs: Floats) -> Model:
    n, m = matrix.shape
    return Model(
        gains=-costs,
        lower=np.zeros(n),
        upper=np.ones(n),
        whole=np.ones(n, dtype=bool),
        matrix=csr_matrix(matrix.T, dtype=np.float64),
        low=np.ones(m),
        high=np.full(m, np.inf),
    )


def _told(chosen: np.ndarray, cost: float, bound: float, reached: Truths, status: Status, began: float) -> Cover:
    closed = cost - bound <= NEAR * max(cost, 1.0)
    named = status if status is not Status.OPTIMAL or closed else Status.WITHIN_GAP
    unreachable = tuple(np.flatnonzero(~reached).tolist())
    return Cover(tuple(chosen.tolist()), cost, float(bound), unreachable, named, time.monotonic() - began)
