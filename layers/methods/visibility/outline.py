"""What is seen up to a distance as polygons: stretches of wall cut by circles, and arcs where no wall is met."""

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from layers.methods.visibility import circle
from layers.methods.visibility.sweep import Stretches
from layers.methods.visibility.view import TAU, Outlooks

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LEAST_M2 = 1e-9
SAME_POINT_M = 1e-9


class _Pieces(NamedTuple):
    """Parts of the outline in clockwise order: straight from end to end (x1, y1, x2, y2), or arcs of a radius > 0.

    begin, end: radians from the outlook's start; radius is NaN for a straight piece; blind: nothing is seen there.
    """

    outlook: Ints
    begin: Floats
    end: Floats
    ends: Floats
    radius: Floats
    blind: NDArray[np.bool_]

    def take(self, which: NDArray[np.generic]) -> "_Pieces":
        return _Pieces(*(column[which] for column in self))


def outlines(looks: Outlooks, seen: Stretches, reach: Floats) -> tuple[NDArray[np.object_], Ints]:
    """The polygons seen within `reach` (metres, one for each outlook), and the number of each one's outlook."""
    pieces = _from_the_blind_on(looks, _pieces(looks, seen, reach))
    run, pieces = _runs(pieces)
    if not run.size:
        return np.empty(0, dtype=object), run
    whole = _whole(looks, pieces, run)
    pieces, ring = _closed(looks, pieces, run, whole)
    return _polygons(looks, pieces, ring)


def _pieces(looks: Outlooks, seen: Stretches, reach: Floats) -> _Pieces:
    """Each stretch cut where its wall crosses the circles of reach and near: arc, wall, blind, wall, arc."""
    # where the chords of the outer circle would cut the inner one, there is but a hair's breadth between them
    seen = Stretches(*(column[(reach * circle.DIP > looks.near)[seen.outlook]] for column in seen))
    far, near = reach[seen.outlook], looks.near[seen.outlook]
    wall = seen.ends, looks.start[seen.outlook], seen.begin, circle.step(looks)[seen.outlook]
    low, high = circle.inside(*wall, far)
    blind_low, blind_high = (np.clip(share, low, high) for share in circle.inside(*wall, near))
    share = np.column_stack([np.zeros(len(low)), low, blind_low, blind_high, high, np.ones(len(low))])
    row, kind = np.nonzero(np.diff(share) > 1e-12)
    cut = [(share[row, kind + n], _point(seen.ends, share, row, kind + n)) for n in (0, 1)]
    begin, end = (_angle(seen, row, part, point) for part, point in cut)
    radius = np.where(np.isin(kind, (0, 4)), far[row], np.nan)
    return _seamless(
        looks, _Pieces(seen.outlook[row], begin, end, np.hstack([cut[0][1], cut[1][1]]), radius, kind == 2)
    )


def _seamless(looks: Outlooks, pieces: _Pieces) -> _Pieces:
    """Neighbouring arcs are one, across the start of a full circle too: what lies beyond the reach changes nothing."""
    arc = ~np.isnan(pieces.radius)
    joined = arc[1:] & arc[:-1] & (pieces.outlook[1:] == pieces.outlook[:-1])
    first, last = _ends_of(np.cumsum(np.append(True, ~joined)[: len(arc)]))
    pieces = pieces.take(first)._replace(end=pieces.end[last])
    arc = arc[first]
    first, last = _ends_of(pieces.outlook)
    cut = looks.closed[pieces.outlook[first]] & (first < last) & arc[first] & arc[last]
    pieces.begin[first[cut]] = pieces.begin[last[cut]] - TAU
    return pieces.take(np.setdiff1d(np.arange(len(pieces.outlook)), last[cut]))


def _point(ends: Floats, share: Floats, row: Ints, column: Ints) -> Floats:
    """Where on the wall that share of its length is; its very ends for 0 and 1."""
    part = share[row, column][:, None]
    between = ends[row, :2] + part * (ends[row, 2:] - ends[row, :2])
    return np.where(part == 1, ends[row, 2:], between)


def _angle(seen: Stretches, row: Ints, share: Floats, point: Floats) -> Floats:
    x1, y1, x, y = seen.ends[row, 0], seen.ends[row, 1], point[:, 0], point[:, 1]
    between = seen.begin[row] + np.arctan2(y1 * x - x1 * y, x1 * x + y1 * y)
    return np.where(share == 0, seen.begin[row], np.where(share == 1, seen.end[row], between))


def _from_the_blind_on(looks: Outlooks, pieces: _Pieces) -> _Pieces:
    """A full circle with blind pieces is read from behind one of them, so that no polygon is cut at its start."""
    count = np.bincount(pieces.outlook, minlength=len(looks.x))
    place = np.arange(len(pieces.outlook)) - (np.cumsum(count) - count)[pieces.outlook]
    blind = np.flatnonzero(pieces.blind & looks.closed[pieces.outlook])
    after = np.zeros(len(looks.x), dtype=np.int64)
    after[pieces.outlook[blind]] = place[blind] + 1
    turned = (place - after[pieces.outlook]) % count[pieces.outlook]
    return pieces.take(np.lexsort((turned, pieces.outlook)))


def _runs(pieces: _Pieces) -> tuple[Ints, _Pieces]:
    """The pieces where something is seen, and the number of the unbroken run that each belongs to."""
    new = np.ones(len(pieces.outlook), dtype=bool)
    new[1:] = (pieces.outlook[1:] != pieces.outlook[:-1]) | pieces.blind[:-1]
    seen = ~pieces.blind
    return np.unique(np.cumsum(new)[seen], return_inverse=True)[1], pieces.take(seen)


def _whole(looks: Outlooks, pieces: _Pieces, run: Ints) -> NDArray[np.bool_]:
    """Which runs go around the full circle."""
    first, last = _ends_of(run)
    turn = pieces.end[last] - pieces.begin[first]
    return looks.closed[pieces.outlook[first]] & (turn >= TAU - 1e-6)


def _closed(looks: Outlooks, pieces: _Pieces, run: Ints, whole: NDArray[np.bool_]) -> tuple[_Pieces, Ints]:
    """The pieces with those that close each run: back along the blind circle, or through the camera's own place.

    Rings are numbered 2 * run for a shell, one more for the hole in a full circle.
    """
    first, last = _ends_of(run)
    outlook = pieces.outlook[first]
    near = looks.near[outlook]
    begin = pieces.end[last] + np.where(pieces.end[last] < pieces.begin[first], TAU, 0)
    back = _Pieces(outlook, begin, pieces.begin[first], np.zeros((len(first), 4)), near, np.zeros(len(first), bool))
    needed = np.flatnonzero(~whole | (near > 0))
    ring = np.concatenate([2 * run, (2 * np.arange(len(first)) + whole)[needed]])
    added = back.take(needed)
    every = _Pieces(*(np.concatenate(columns) for columns in zip(pieces, added, strict=True)))
    order = np.argsort(ring, kind="stable")
    return every.take(order), ring[order]


def _polygons(looks: Outlooks, pieces: _Pieces, ring: Ints) -> tuple[NDArray[np.object_], Ints]:
    corners, piece = _corners(looks, pieces)
    outlook, ring = pieces.outlook[piece], ring[piece]
    kept = _distinct(corners, ring)
    corners, outlook, ring = corners[kept], outlook[kept], ring[kept]
    corners += np.column_stack([looks.x, looks.y])[outlook]
    number, dense = np.unique(ring, return_inverse=True)
    if not number.size:
        return np.empty(0, dtype=object), number
    rings = shapely.linearrings(corners, indices=dense)
    run, shell = np.unique(number // 2, return_inverse=True)
    found = shapely.orient_polygons(shapely.polygons(rings, indices=shell))
    place = outlook[np.searchsorted(ring, run * 2)]
    real = shapely.area(found) > LEAST_M2
    return found[real], place[real]


def _corners(looks: Outlooks, pieces: _Pieces) -> tuple[Floats, Ints]:
    """Points of the outline from the outlook's place, and the piece that each is of."""
    arc = ~np.isnan(pieces.radius)
    chord = circle.step(looks)[pieces.outlook]
    first, last = circle.corners_between(pieces.begin, pieces.end, chord)
    onward = np.where(pieces.end >= pieces.begin, 1, -1)
    steps = np.where(arc, np.maximum((last - first) * onward + 1, 0) + 1, 1)
    steps = np.where(arc & (pieces.radius == 0), 0, steps)
    piece = np.repeat(np.arange(len(steps)), steps + 1)
    place = np.arange(len(piece)) - np.repeat(np.cumsum(steps + 1) - steps - 1, steps + 1)
    angle = ((first - onward)[piece] + place * onward[piece]) * chord[piece]
    angle = np.where(place == 0, pieces.begin[piece], np.where(place == steps[piece], pieces.end[piece], angle))
    distance = circle.edge(pieces.radius[piece], angle, chord[piece])
    angle += looks.start[pieces.outlook[piece]]
    round_ = distance[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
    straight = np.where(place[:, None] == 0, pieces.ends[piece, :2], pieces.ends[piece, 2:])
    return np.where(arc[piece][:, None], round_, straight), piece


def _distinct(corners: Floats, ring: Ints) -> NDArray[np.bool_]:
    """Corners that differ from the one before in their ring, of rings that keep three."""
    before = np.arange(len(ring)) - 1
    before = np.where(ring[before] == ring, before, np.searchsorted(ring, ring, side="right") - 1)
    moved = np.abs(corners - corners[before]).max(axis=1, initial=0) > SAME_POINT_M
    number = np.unique(ring, return_inverse=True)[1]
    return moved & (np.bincount(number, weights=moved)[number] >= 3)


def _ends_of(run: Ints) -> tuple[Ints, Ints]:
    """Where each run of equal numbers begins and ends."""
    first = np.flatnonzero(np.append(True, run[1:] != run[:-1])[: len(run)])
    return first, np.append(first[1:], len(run))[: len(first)] - 1
