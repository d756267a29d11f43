"""The circles of a view as chords at fixed directions, counted from the start of each window.

They depend on the view alone, so that what more buildings leave to see lies within what fewer do, and a smaller circle
within a greater one.
"""

import numpy as np
from numpy.typing import NDArray

from layers.methods.visibility import plane
from layers.methods.visibility.view import TAU, Outlooks

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
STEPS = 128  # of a full circle: an arc lies up to 0.03 % of its radius inside the true one
DIP = np.cos(np.pi / STEPS)
SAME_CORNER = 1e-9


def step(looks: Outlooks) -> Floats:
    """The angle of one chord of each outlook, radians: its width in equal parts."""
    width: Floats = looks.width / np.maximum(np.ceil(looks.width * STEPS / TAU - SAME_CORNER), 1)
    return width


def edge(radius: Floats, angle: Floats, chord: Floats) -> Floats:
    """How far the chords of a circle are in a direction: `angle` from the window's start, `chord` the angle of one."""
    aside = angle - (np.floor(angle / chord) + 0.5) * chord
    found: Floats = radius * np.cos(chord / 2) / np.cos(aside)
    return found


def corners_between(begin: Floats, end: Floats, chord: Floats) -> tuple[Ints, Ints]:
    """The first of the circle's corners on the way from one angle to another, and the last; either way around."""
    low, high = np.minimum(begin, end) / chord, np.maximum(begin, end) / chord
    least, most = np.floor(low + SAME_CORNER) + 1, np.ceil(high - SAME_CORNER) - 1
    onward = end >= begin
    return np.where(onward, least, most).astype(np.int64), np.where(onward, most, least).astype(np.int64)


def inside(ends: Floats, start: Floats, begin: Floats, chord: Floats, radius: Floats) -> tuple[Floats, Floats]:
    """From and to which share of its length a wall lies within the chords of a circle; (0, 0) if nowhere.

    ends: x1, y1, x2, y2 from the place; start: the window's, begin: where the wall begins, from there, both radians.
    """
    low, high = _within(ends, radius)
    outer = np.maximum(np.hypot(ends[:, 0], ends[:, 1]), np.hypot(ends[:, 2], ends[:, 3]))
    row = np.flatnonzero((high > low) & (outer > radius * DIP))
    low[row], high[row] = _clipped(ends[row], start[row], begin[row], chord[row], radius[row], low[row], high[row])
    return low, high


def _within(ends: Floats, radius: Floats) -> tuple[Floats, Floats]:
    """As `inside`, of the true circle."""
    x, y = ends[:, 0], ends[:, 1]
    dx, dy = ends[:, 2] - x, ends[:, 3] - y
    square, half, rest = dx * dx + dy * dy, x * dx + y * dy, x * x + y * y - radius * radius
    root = np.sqrt(np.maximum(half * half - square * rest, 0))
    crossed = root > 0
    low, high = np.clip((-half - root) / square, 0, 1), np.clip((-half + root) / square, 0, 1)
    return np.where(crossed, low, 0), np.where(crossed, high, 0)


def _clipped(
    ends: Floats, start: Floats, begin: Floats, chord: Floats, radius: Floats, low: Floats, high: Floats
) -> tuple[Floats, Floats]:
    """A line crosses a chord at most half a chord's angle from where it crosses the circle: three of them decide."""
    x, y = ends[:, 0], ends[:, 1]
    dx, dy = ends[:, 2] - x, ends[:, 3] - y
    apothem = radius * np.cos(chord / 2)
    for share in (low, high):
        there_x, there_y = x + share * dx, y + share * dy
        angle = begin + np.arctan2(plane.cross(there_x, there_y, x, y), x * there_x + y * there_y)
        for beside in (-0.5, 0.5, 1.5):
            normal = start + (np.floor(angle / chord) + beside) * chord
            sin, cos = np.sin(normal), np.cos(normal)
            here, there = sin * x + cos * y - apothem, sin * (x + dx) + cos * (y + dy) - apothem
            with np.errstate(divide="ignore", invalid="ignore"):
                crossing = here / (here - there)
            low = np.where((here > 0) & (there <= 0), np.maximum(low, crossing), low)
            high = np.where((here <= 0) & (there > 0), np.minimum(high, crossing), high)
            high = np.where((here > 0) & (there > 0), 0, high)
    return np.where(high > low, low, 0), np.where(high > low, high, 0)
