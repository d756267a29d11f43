"""How far points are from the nearest of others, on a plane or a sphere, and which lie within a radius."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import KDTree

RADIUS_M = 6_371_000.0
OWN_M = 0.5
# Interior meets interior: a way along a wall or by a corner enters nothing.
THROUGH = "T********"


@dataclass(frozen=True)
class Reached:
    """`nearest` (n,) index of the nearest station, `metres` (n,) how far it is, `within` (n,) whether in the radius."""

    nearest: NDArray[np.intp]
    metres: NDArray[np.float64]
    within: NDArray[np.bool_]

    @property
    def share(self) -> float:
        """The part of the points within the radius; nan of none."""
        return float(self.within.mean()) if len(self.within) else float("nan")


class Stations:
    """Places to be near to, (m, 2) with m > 0, indexed once for many questions.

    East and north in metres of a plane or, given a sphere's radius in metres, lon and lat in degrees on it. Raises
    ValueError without any.
    """

    def __init__(self, places: ArrayLike, sphere_m: float | None = None) -> None:
        self.sphere_m = sphere_m
        there = self._in_space(places)
        if not len(there):
            raise ValueError("There are no stations to be near to.")
        self.tree = KDTree(there)

    def nearest(self, points: ArrayLike, count: int = 1) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
        """Metres to the `count` nearest of each point, the nearest first, and their indices, both (n, count).

        There are never more than m. Great circles and chords have the same order, so a tree of chords finds those of a
        sphere; their length is the haversine's: 2 R asin(chord / 2).
        """
        count = min(count, self.tree.n)
        far, which = self.tree.query(self._in_space(points), k=np.arange(1, count + 1))
        if self.sphere_m is not None:
            far = 2 * self.sphere_m * np.arcsin(np.clip(far / 2, 0, 1))
        return np.asarray(far, dtype=float), np.asarray(which, dtype=np.intp)

    def _in_space(self, places: ArrayLike) -> NDArray[np.float64]:
        flat = np.asarray(places, dtype=float).reshape(-1, 2)
        if self.sphere_m is None:
            return flat
        lon, lat = np.radians(flat).T
        return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def reached(points: ArrayLike, stations: ArrayLike, radius_m: float, sphere_m: float | None = None) -> Reached:
    """Each point's nearest station as the crow flies, and whether it is within the radius: at exactly that it is.

    points: (n, 2), stations: (m, 2), on a plane or a sphere as of `Stations`. Raises ValueError without stations.

    >>> found = reached([[0, 0], [300, 400]], [[0, 30]], 200)
    >>> found.within.tolist(), found.metres.round(1).tolist()
    ([True, False], [30.0, 476.3])
    >>> reached([[0, 1]], [[0, 0.001]], 200, RADIUS_M).metres.round(1).tolist()
    [111083.7]
    """
    metres, nearest = Stations(stations, sphere_m).nearest(points)
    return Reached(nearest[:, 0], metres[:, 0], metres[:, 0] <= radius_m)


def first_on_the_way(
    here: tuple[float, float], there: tuple[float, float], walls: NDArray[np.object_]
) -> tuple[int, float] | None:
    """Which of the shapes the straight way from `here` first enters, and after how many metres; None for none.

    walls: shapely polygons in the same metric coordinates. One that `here` lies in, or within half a metre of, is where
    one stands and not in the way.
    """
    way, start = shapely.LineString([here, there]), shapely.Point(here)
    crossed = shapely.relate_pattern(walls, way, THROUGH) & (shapely.distance(walls, start) > OWN_M)
    if not crossed.any():
        return None
    far = np.where(crossed, shapely.distance(shapely.intersection(way, walls), start), np.inf)
    return int(far.argmin()), float(far.min())
