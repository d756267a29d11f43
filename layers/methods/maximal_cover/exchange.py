"""Swaps that improve a choice: one chosen candidate for one that is not (Teitz and Bart 1968)."""

from collections.abc import Callable

import numpy as np

from layers.methods.maximal_cover.core import Core
from layers.methods.maximal_cover.problem import Numbers, Truths


def exchanged(core: Core, rows: list[int], stop: Callable[[], bool] = lambda: False, swaps: int = 200) -> list[int]:
    """A choice worth no less, after at most so many swaps; each the best for the candidate that goes."""
    chosen, left = list(rows), swaps
    counts = np.bincount(core.covers[np.array(chosen, dtype=np.int64)].indices, minlength=len(core.units))
    position, unchanged = 0, 0
    while chosen and left and unchanged < len(chosen) and not stop():
        position %= len(chosen)
        better = _instead(core, chosen, position, counts)
        if better is None:
            unchanged += 1
        else:
            counts[core.seen(better)] += 1
            counts[core.seen(chosen[position])] -= 1
            chosen[position], left, unchanged = better, left - 1, 0
        position += 1
    return chosen


def _instead(core: Core, chosen: list[int], position: int, counts: Numbers) -> int | None:
    going = chosen[position]
    sees = core.seen(going)
    alone = sees[counts[sees] == 1]
    if core.must[alone].any():
        return None
    unseen = np.where(counts == 0, core.units, 0)
    unseen[alone] = core.units[alone]
    gains = core.covers @ unseen
    gains[~_may(core, chosen, position)] = 0
    best = int(gains.argmax())
    return best if gains[best] > core.units[alone].sum() else None


def _may(core: Core, chosen: list[int], position: int) -> Truths:
    rest = np.array(chosen[:position] + chosen[position + 1 :], dtype=np.int64)
    left = core.budget - core.costs[rest].sum()
    return ~np.isin(core.groups, core.groups[rest]) & (core.costs <= left)
