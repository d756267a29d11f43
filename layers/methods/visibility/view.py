"""What a camera could see were there no buildings, and the windows of directions in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

TAU = 2 * np.pi
SAME_DEGREES = 1e-9


@dataclass(frozen=True)
class View:
    """A camera at a place of a metric plane; x grows to the east, y to the north.

    reach_m: beyond it nothing counts; 0 or less sees nothing. sectors: (azimuth, hfov) each, in degrees clockwise from
    north, an hfov above 0 and at most 360; 360, or no sector at all, is the full circle. near_m: the radius of the
    blind circle below it. height_m: above the ground; without it every building blocks.
    Raises ValueError when one of the numbers is not finite, or an hfov is none of these.
    """

    x: float
    y: float
    reach_m: float
    sectors: tuple[tuple[float, float], ...] = ()
    near_m: float = 0.0
    height_m: float | None = None

    def __post_init__(self) -> None:
        numbers = (self.x, self.y, self.reach_m, self.near_m, self.height_m or 0.0, *sum(self.sectors, ()))
        if not all(isfinite(number) for number in numbers):
            raise ValueError("The numbers of a view must be finite.")
        if not all(0 < hfov <= 360 for _azimuth, hfov in self.sectors):
            raise ValueError("The angle of a sector must be above 0 and at most 360 degrees.")


class Outlooks(NamedTuple):
    """Windows of directions, several for a view of several heads: `view` is its number, angles are in radians.

    `start` is clockwise from north, `width` up to a full turn; x, y, reach and near are metres.
    """

    view: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    start: NDArray[np.float64]
    width: NDArray[np.float64]
    reach: NDArray[np.float64]
    near: NDArray[np.float64]

    @property
    def closed(self) -> NDArray[np.bool_]:
        """Which of them are the full circle."""
        return self.width >= TAU


def windows(view: View) -> list[tuple[float, float]]:
    """The directions of its sectors united: (start, width) in degrees, apart from each other.

    A full circle starts in the direction of its sector, without one in the north.

    >>> windows(View(0, 0, 50, sectors=((350, 40), (20, 30))))
    [(330.0, 65.0)]
    """
    if not view.sectors:
        return [(0.0, 360.0)]
    whole = [azimuth for azimuth, hfov in view.sectors if hfov == 360]
    united: list[list[float]] = [[0.0, 360.0]] if whole else []
    for start, end in sorted(_unrolled(view.sectors)):
        if united and start <= united[-1][1] + SAME_DEGREES:
            united[-1][1] = max(united[-1][1], end)
        else:
            united.append([start, end])
    if united == [[0.0, 360.0]]:
        return [(float(whole[0] if whole else view.sectors[0][0]) % 360, 360.0)]
    return _joined(united)


def outlooks(views: Sequence[View | None]) -> Outlooks:
    """The windows of all the views that see anything, in the order of the views."""
    rows = [
        (number, view.x, view.y, start, width, view.reach_m, max(view.near_m, 0.0))
        for number, view in enumerate(views)
        if view is not None and view.reach_m > max(view.near_m, 0.0)
        for start, width in windows(view)
    ]
    number, x, y, start, width, reach, near = np.array(rows, dtype=float).reshape(-1, 7).T
    whole = np.where(width >= 360, TAU, np.radians(width))
    return Outlooks(number.astype(np.int64), x, y, np.radians(start), whole, reach, near)


def _unrolled(sectors: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    """Their spans of degrees within 0 to 360; one across north is two."""
    spans = []
    for azimuth, hfov in sectors:
        start = (azimuth - hfov / 2) % 360
        spans += [(start, min(start + hfov, 360.0)), (0.0, max(start + hfov - 360, 0.0))]
    return [(start, end) for start, end in spans if end > start]


def _joined(united: list[list[float]]) -> list[tuple[float, float]]:
    if len(united) > 1 and united[0][0] == 0 and united[-1][1] == 360:
        united[-1][1] += united.pop(0)[1]
    return [(float(start), float(end - start)) for start, end in united]
