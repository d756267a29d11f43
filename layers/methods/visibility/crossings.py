"""Walls of buildings that overlap are cut where they cross, so that walls meet at their ends only."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def uncrossed(walls: Floats, part: Ints, overlapping: Ints) -> tuple[Floats, Ints]:
    """The walls (x1, y1, x2, y2 of each) in pieces, and the part of each piece; those of a part stay together.

    part: ascending; overlapping: two rows, the numbers of the parts whose walls may cross.
    """
    first = np.searchsorted(part, np.arange(part[-1] + 2 if part.size else 1))
    cuts = [_cuts(walls, slice(first[a], first[a + 1]), slice(first[b], first[b + 1])) for a, b in overlapping.T]
    if not cuts:
        return walls, part
    wall, share = (np.concatenate(column) for column in zip(*cuts, strict=True))
    return _pieces(walls, part, wall, share)


def _cuts(walls: Floats, a: slice, b: slice) -> tuple[Ints, Floats]:
    """Which walls of either part are cut by one of the other, and at which share of their length."""
    p, r = walls[a, None, :2], walls[a, None, 2:] - walls[a, None, :2]
    q, s = walls[None, b, :2], walls[None, b, 2:] - walls[None, b, :2]
    turn = _cross(r, s)
    with np.errstate(divide="ignore", invalid="ignore"):
        t, u = _cross(q - p, s) / turn, _cross(q - p, r) / turn
    i, j = np.nonzero((turn != 0) & (t > 0) & (t < 1) & (u > 0) & (u < 1))
    return np.concatenate([i + a.start, j + b.start]), np.concatenate([t[i, j], u[i, j]])


def _pieces(walls: Floats, part: Ints, wall: Ints, share: Floats) -> tuple[Floats, Ints]:
    every = np.arange(len(walls))
    wall = np.concatenate([every, every, wall])
    share = np.concatenate([np.zeros(len(walls)), np.ones(len(walls)), share])
    order = np.lexsort((share, wall))
    wall, share = wall[order], share[order]
    start, end = walls[wall, :2], walls[wall, 2:]
    point = np.where(share[:, None] == 1, end, start + share[:, None] * (end - start))
    piece = (wall[:-1] == wall[1:]) & (share[:-1] < share[1:])
    return np.hstack([point[:-1][piece], point[1:][piece]]), part[wall[:-1][piece]]


def _cross(a: Floats, b: Floats) -> Floats:
    cross: Floats = a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    return cross
