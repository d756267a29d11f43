"""Where demand is left over: squares of the city in the order of what stays unseen in them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Left:
    """A square: its column and row, the weight left in it, the indices of the points that make it up."""

    column: int
    row: int
    weight: float
    points: NDArray[np.intp]


def squares(places: NDArray[np.float64], side_m: float) -> NDArray[np.int64]:
    """Column and row (n, 2) of the square of `side_m` metres in which each place (n, 2) lies.

    >>> squares(np.array([[0.0, 99.9], [-0.1, 100.0]]), 50).tolist()
    [[0, 1], [-1, 2]]
    """
    return np.floor(np.asarray(places, dtype=float) / side_m).astype(np.int64)


def gaps(cells: NDArray[np.int64], weights: NDArray[np.float64], most: int) -> list[Left]:
    """The `most` squares with the greatest sum of weights, the greatest first; ties by column, then row.

    cells: (n, 2) as `squares` gives them, weights: (n,). Points of no weight make no gap and belong to none.
    """
    heavy = np.flatnonzero(np.asarray(weights) > 0)
    if not len(heavy):
        return []
    found, which = np.unique(cells[heavy], axis=0, return_inverse=True)
    which = which.reshape(-1)
    sums = np.bincount(which, weights=weights[heavy])
    order = np.argsort(-sums, kind="stable")[:most]
    by_square = np.argsort(which, kind="stable")
    ends = np.cumsum(np.bincount(which))
    return [
        Left(int(found[n][0]), int(found[n][1]), float(sums[n]), heavy[by_square[ends[n - 1] if n else 0 : ends[n]]])
        for n in order
    ]


def middle_of(places: NDArray[np.float64], weights: NDArray[np.float64]) -> int:
    """Index of the place nearest to the weighted middle of all: a place that exists, unlike the middle itself."""
    middle = np.average(places, axis=0, weights=weights)
    return int(((places - middle) ** 2).sum(axis=1).argmin())
