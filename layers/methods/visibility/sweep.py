"""The angular sweep: which wall each direction meets first, exactly, for many outlooks at once.

Events are the ends of the walls that face an outlook; between two events the order of walls does not change, since
walls meet at their ends only, so one ray in the middle decides (after Asano 1985; Suri and O'Rourke 1986).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from layers.methods.visibility import plane
from layers.methods.visibility.view import TAU, Outlooks

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SAME_DIRECTION = 1e-9


class Stretches(NamedTuple):
    """Spans of directions of the outlooks, clockwise, each with the piece of wall seen in it from end to end.

    begin, end: radians from the outlook's start; ends: x1, y1, x2, y2 in metres from its place, NaN where no wall is.
    """

    outlook: Ints
    begin: Floats
    end: Floats
    ends: Floats


class _Walls(NamedTuple):
    """Walls that face an outlook, as `ends` from its place, and the directions they cover: events from first to last.

    whole: whether the first and the last are the wall's own ends, not those of the window.
    """

    outlook: Ints
    ends: Floats
    begin: Floats
    end: Floats
    whole: NDArray[np.bool_]


class _Events(NamedTuple):
    outlook: Ints
    angle: Floats
    first: Ints
    last: Ints


def stretches(looks: Outlooks, outlook: Ints, walls: Floats) -> Stretches:
    """What the outlooks see among walls (x1, y1, x2, y2, the solid on the left), `outlook` that which meets each."""
    facing = _in_window(looks, *_facing(looks, outlook, walls))
    events = _events(looks, facing)
    spans = np.flatnonzero(events.outlook[:-1] == events.outlook[1:])
    seen = _nearest(looks, facing, events, spans)
    at = events.outlook[spans]
    begin = np.flatnonzero(np.append(True, (at[1:] != at[:-1]) | (seen[1:] != seen[:-1]))[: len(spans)])
    end = np.append(begin[1:], len(spans))[: len(begin)] - 1
    return _stretches(looks, facing, events, seen[begin], spans[begin], spans[end] + 1)


def _facing(looks: Outlooks, outlook: Ints, walls: Floats) -> tuple[Ints, Floats]:
    """The walls within reach that turn their outer side to the outlook, as seen from its place."""
    place = np.column_stack([looks.x, looks.y])[outlook]
    ends = walls - np.hstack([place, place])
    turned = plane.turn(ends) < 0
    outlook, ends = outlook[turned], ends[turned]
    within = plane.distance(ends) <= looks.reach[outlook]
    return outlook[within], ends[within]


def _in_window(looks: Outlooks, outlook: Ints, ends: Floats) -> _Walls:
    """The parts of the walls within the window; one across its start is two."""
    start, width = looks.start[outlook], looks.width[outlook]
    begin = (np.arctan2(ends[:, 0], ends[:, 1]) - start) % TAU
    end = (np.arctan2(ends[:, 2], ends[:, 3]) - start) % TAU
    end = np.where(end < begin, end + TAU, end)
    found = []
    for turn in (0.0, TAU):
        low, high = np.maximum(begin - turn, 0), np.minimum(end - turn, width)
        # rounding may turn a wall seen edge-on inside out: it then seems to cover nearly the whole circle
        kept = (high - low > SAME_DIRECTION) & (end - begin < np.pi)
        whole = np.column_stack([low == begin - turn, high == end - turn])
        found.append(_Walls(outlook[kept], ends[kept], low[kept], high[kept], whole[kept]))
    return _Walls(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _events(looks: Outlooks, walls: _Walls) -> _Events:
    """Directions where what is seen may change, ascending in each outlook, and the numbers of each wall's own two."""
    count, size = len(looks.x), len(walls.begin)
    outlook = np.concatenate([np.arange(count), np.arange(count), walls.outlook, walls.outlook])
    angle = np.concatenate([np.zeros(count), looks.width, walls.begin, walls.end])
    order = np.lexsort((angle, outlook))
    new = np.ones(len(order), dtype=bool)
    new[1:] = (np.diff(outlook[order]) > 0) | (np.diff(angle[order]) > SAME_DIRECTION)
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.cumsum(new) - 1
    first = 2 * count
    return _Events(outlook[order][new], angle[order][new], number[first : first + size], number[first + size :])


def _nearest(looks: Outlooks, walls: _Walls, events: _Events, spans: Ints) -> Ints:
    """The wall that the middle ray of each span (between an event and the next) meets first, -1 for none."""
    middle = np.zeros(len(events.angle))
    middle[spans] = looks.start[events.outlook[spans]] + (events.angle[spans] + events.angle[spans + 1]) / 2
    count = events.last - events.first
    wall = np.repeat(np.arange(len(count)), count)
    span = np.arange(len(wall)) - np.repeat(np.cumsum(count) - count - events.first, count)
    distance = plane.along(walls.ends[wall], np.sin(middle)[span], np.cos(middle)[span])
    nearest = np.full(len(events.angle), np.inf)
    np.minimum.at(nearest, span, distance)
    seen = np.full(len(events.angle), -1, dtype=np.int64)
    first = distance == nearest[span]
    seen[span[first]] = wall[first]
    return seen[spans]


def _stretches(looks: Outlooks, walls: _Walls, events: _Events, seen: Ints, first: Ints, last: Ints) -> Stretches:
    """Each wall's seen piece: to its very corner where the corner is seen, else to where the ray meets it."""
    nothing = np.full((1, 4), np.nan)
    ends = np.vstack([walls.ends, nothing])[seen]
    outlook, begin, end = events.outlook[first], events.angle[first], events.angle[last]
    whole = np.vstack([walls.whole, [[False, False]]])[seen]
    own_first, own_last = np.append(events.first, -1)[seen] == first, np.append(events.last, -1)[seen] == last
    start = looks.start[outlook]
    corner = np.column_stack([whole[:, 0] & own_first, whole[:, 1] & own_last])
    met = [_met(ends, start + angle) for angle in (begin, end)]
    pieces = [np.where(corner[:, [n]], ends[:, 2 * n : 2 * n + 2], met[n]) for n in (0, 1)]
    return Stretches(outlook, begin, end, np.hstack(pieces))


def _met(ends: Floats, angle: Floats) -> Floats:
    sin, cos = np.sin(angle), np.cos(angle)
    return plane.along(ends, sin, cos)[:, None] * np.column_stack([sin, cos])
