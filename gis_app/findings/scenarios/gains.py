"""What each camera of a set adds, in the order in which adding pays most. Arrays in, arrays out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Gain:
    """A camera's place in the order: its index in what was given, and the points that it is the first to see."""

    index: int
    points: np.ndarray


def in_order(sets: Sequence[np.ndarray], unseen: np.ndarray, weights: np.ndarray) -> list[Gain]:
    """Cameras by what each adds to those before it, the most first; of equals the one that was given first.

    sets: indices of the points that each camera sees. unseen: which points (bool) no camera sees yet. weights: of each
    point. All sets are given back, also those that add nothing.
    """
    open_points, left, found = unseen.copy(), dict(enumerate(sets)), []
    while left:
        adds = {index: float(weights[points[open_points[points]]].sum()) for index, points in left.items()}
        best = max(adds, key=lambda index: (adds[index], -index))
        points = left.pop(best)
        found.append(Gain(best, points[open_points[points]]))
        open_points[points] = False
    return found


def times_seen(sets: Sequence[np.ndarray], today: np.ndarray) -> np.ndarray:
    """How many cameras see each point: those of today and those whose sets are given."""
    counted = today.copy()
    for points in sets:
        counted[points] += 1
    return counted
