"""One-to-one assignment of two lists by the costs of candidate pairs, component by component."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components


def assign(first: ArrayLike, second: ArrayLike, cost: ArrayLike, limit: float) -> NDArray[np.int64]:
    """Positions of the chosen candidates, ascending: each of `first` and of `second` at most once.

    first, second: numbers of the two ends of each candidate, from 0; cost: its cost. A candidate is worth
    `limit - cost`; of all one-to-one choices the one of the greatest total worth is taken, candidates without worth
    never. Candidates that share no end with another are decided apart (Kuhn 1955, by scipy's linear_sum_assignment).

    >>> assign([0, 0, 1], [0, 1, 0], [1.0, 2.0, 1.5], limit=10).tolist()
    [1, 2]
    """
    a, b = np.asarray(first, dtype=np.int64), np.asarray(second, dtype=np.int64)
    worth = limit - np.asarray(cost, dtype=float)
    useful = np.flatnonzero(worth > 0)
    if not useful.size:
        return useful.astype(np.int64)
    chosen = [_component(part, a, b, worth) for part in _components(useful, a, b)]
    return np.sort(np.concatenate(chosen))


def _components(useful: NDArray[np.int64], a: NDArray[np.int64], b: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    count_a, count_b = a.max() + 1, b.max() + 1
    ends = (a[useful], count_a + b[useful])
    graph = coo_array((np.ones(useful.size), ends), shape=(count_a + count_b,) * 2)
    labels = connected_components(graph, directed=False)[1][a[useful]]
    order = np.argsort(labels, kind="stable")
    return np.split(useful[order], np.flatnonzero(np.diff(labels[order])) + 1)


def _component(
    part: NDArray[np.int64], a: NDArray[np.int64], b: NDArray[np.int64], worth: NDArray[np.float64]
) -> NDArray[np.int64]:
    rows, at_row = np.unique(a[part], return_inverse=True)
    columns, at_column = np.unique(b[part], return_inverse=True)
    gain, which = np.zeros((rows.size, columns.size)), np.full((rows.size, columns.size), -1, dtype=np.int64)
    gain[at_row, at_column], which[at_row, at_column] = worth[part], part
    found = which[linear_sum_assignment(gain, maximize=True)]
    return found[found >= 0]
