"""Segments seen from the origin of the plane: rows of x1, y1, x2, y2."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def cross(ax: Floats, ay: Floats, bx: Floats, by: Floats) -> Floats:
    """Of vectors a and b: positive where b lies to the left of a."""
    found: Floats = ax * by - ay * bx
    return found


def turn(ends: Floats) -> Floats:
    """Twice the area between the origin and each segment: negative where it runs clockwise around the origin."""
    return cross(*ends.T)


def along(ends: Floats, ux: Floats, uy: Floats) -> Floats:
    """How far along the unit vectors u their lines meet those of the segments; not finite for one seen edge-on."""
    x1, y1, x2, y2 = ends.T
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = turn(ends) / cross(ux, uy, x2 - x1, y2 - y1)
    return found


def distance(ends: Floats) -> Floats:
    """Of the nearest point of each segment (none of length 0) from the origin."""
    x, y = ends[:, 0], ends[:, 1]
    dx, dy = ends[:, 2] - x, ends[:, 3] - y
    share = np.clip(-(x * dx + y * dy) / (dx * dx + dy * dy), 0, 1)
    return np.hypot(x + share * dx, y + share * dy)
