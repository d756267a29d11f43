"""How far points are from the nearest of others, on a sphere, and how many lie within a radius."""

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


def reached(points: ArrayLike, stations: ArrayLike, radius_m: float, sphere_m: float = RADIUS_M) -> Reached:
    """Each point's nearest station along the great circle.

    points: (n, 2), stations: (m, 2) with m > 0, both lon and lat in degrees. A point at exactly `radius_m` counts as
    within. Great circles and chords have the same order, so a tree of chords finds the nearest; its length is the
    haversine's: 2 R asin(chord / 2). Raises ValueError without stations.

    >>> found = reached([[0, 0], [0, 1]], [[0, 0.001]], 200)
    >>> found.within.tolist(), found.metres.round(1).tolist()
    ([True, False], [111.2, 111083.7])
    """
    here, there = _on_sphere(points), _on_sphere(stations)
    if not len(there):
        raise ValueError("There are no stations to be near to.")
    chords, nearest = KDTree(there).query(here)
    metres = 2 * sphere_m * np.arcsin(np.clip(chords / 2, 0, 1))
    return Reached(np.asarray(nearest, dtype=np.intp), metres, metres <= radius_m)


def _on_sphere(degrees: ArrayLike) -> NDArray[np.float64]:
    lon, lat = np.radians(np.asarray(degrees, dtype=float).reshape(-1, 2)).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


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
