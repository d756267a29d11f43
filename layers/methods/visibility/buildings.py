"""Footprints, indexed once for all the views among them."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon, STRtree

from layers.methods.visibility.crossings import uncrossed

POLYGON = 3


class Buildings:
    """Footprints in the metres of the views, with heights above the ground in metres, None or NaN where unknown.

    A building of unknown height blocks every sight line. Self-crossing footprints are mended; buildings may touch and
    overlap. `parts` are their single polygons, `heights` those of the parts (infinite where unknown), `walls` the
    ends (x1, y1, x2, y2) of their walls with the building on the left, those of part p from first[p] to first[p + 1].
    """

    def __init__(
        self, polygons: Sequence[Polygon | MultiPolygon], heights_m: Sequence[float | None] | None = None
    ) -> None:
        self.parts, building = _solid(np.asarray(polygons, dtype=object))
        told = np.full(len(polygons), np.nan) if heights_m is None else np.array(heights_m, dtype=float)
        self.heights = np.where(np.isnan(told), np.inf, told)[building]
        self.tree = STRtree(self.parts)
        self.walls, part = uncrossed(*_walls(self.parts), self._overlapping())
        self.first = np.searchsorted(part, np.arange(len(self.parts) + 1))

    def walls_of(self, parts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """All walls of the listed parts: which place of the list each belongs to, and its number."""
        count = self.first[parts + 1] - self.first[parts]
        place = np.repeat(np.arange(len(parts)), count)
        return place, np.arange(len(place)) - np.repeat(np.cumsum(count) - count - self.first[parts], count)

    def _overlapping(self) -> NDArray[np.int64]:
        pairs = self.tree.query(self.parts, predicate="overlaps")
        return pairs[:, pairs[0] < pairs[1]]


def _solid(given: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Valid single polygons, walked around with their inside on the left, and the number of each one's building."""
    valid = np.where(shapely.is_valid(given), given, shapely.make_valid(given))
    members, building = shapely.get_parts(valid, return_index=True)
    parts, member = shapely.get_parts(members, return_index=True)
    solid = (shapely.get_type_id(parts) == POLYGON) & (shapely.area(parts) > 0)
    return shapely.orient_polygons(shapely.force_2d(parts[solid])), building[member[solid]]


def _walls(parts: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    rings, part = shapely.get_rings(parts, return_index=True)
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[:-1] == ring[1:]
    return np.hstack([corners[:-1][same], corners[1:][same]]), part[ring[:-1][same]]
