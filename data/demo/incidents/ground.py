"""What the processes need to know of the ground, as plain arrays; data.demo.city.segments.Segments is one."""

from typing import Protocol

import numpy as np
import shapely


class Ground(Protocol):
    """n street segments between m junctions.

    `shapes` (n,) LineStrings in local metres, `length` (n,) m, `traffic` (n,) vehicles a day, `use` (n,) of the land
    around ("field" where nobody is), `people` (n,) who live along it, `district` (n,) from 0, `ends` (n, 2) junction
    numbers, `junctions` (m, 2) local metres, `degree` (m,) streets that meet.
    """

    @property
    def shapes(self) -> np.ndarray: ...
    @property
    def length(self) -> np.ndarray: ...
    @property
    def traffic(self) -> np.ndarray: ...
    @property
    def use(self) -> np.ndarray: ...
    @property
    def people(self) -> np.ndarray: ...
    @property
    def district(self) -> np.ndarray: ...
    @property
    def ends(self) -> np.ndarray: ...
    @property
    def junctions(self) -> np.ndarray: ...
    @property
    def degree(self) -> np.ndarray: ...


def along(shapes: np.ndarray, share: np.ndarray, aside: np.ndarray) -> np.ndarray:
    """Points at shares of the lines' lengths, moved aside by metres; (n, 2)."""
    here = _at(shapes, share)
    way = _at(shapes, np.minimum(share + 0.02, 1)) - _at(shapes, np.maximum(share - 0.02, 0))
    across = np.column_stack([-way[:, 1], way[:, 0]]) / np.maximum(np.hypot(*way.T), 1e-9)[:, None]
    return here + across * aside[:, None]


def _at(shapes: np.ndarray, share: np.ndarray) -> np.ndarray:
    return shapely.get_coordinates(shapely.line_interpolate_point(shapes, share, normalized=True))


def middles(ground: Ground) -> np.ndarray:
    """(n, 2) local metres."""
    return _at(ground.shapes, np.full(len(ground.length), 0.5))


def neighbours(ends: np.ndarray, of: np.ndarray) -> list[np.ndarray]:
    """For each segment of `of` the segments that share a junction with it, without itself, in order."""
    order = np.argsort(ends.ravel(), kind="stable")
    starts = np.searchsorted(ends.ravel()[order], np.arange(int(ends.max()) + 2))
    found = []
    for one in of:
        beside = np.concatenate([order[starts[j] : starts[j + 1]] // 2 for j in ends[one]])
        found.append(np.unique(beside[beside != one]))
    return found
