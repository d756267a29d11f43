"""The doors: what views see among buildings, whole or within several distances."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from layers.methods.visibility.buildings import Buildings
from layers.methods.visibility.mounted import mounted
from layers.methods.visibility.outline import outlines
from layers.methods.visibility.reaching import blocking
from layers.methods.visibility.shadows import shadows
from layers.methods.visibility.sweep import stretches
from layers.methods.visibility.view import View, outlooks

AT_ONCE = 256
GRID_M, WRONG_M2 = 1e-7, 1e-5
NOTHING = MultiPolygon()


def visible(view: View, buildings: Buildings) -> MultiPolygon:
    """The ground that a camera sees: its sectors cut by the buildings, without footprints and what lies behind them.

    A building lower than the camera hides only the strip that its roof shades, as far as distance * h / (h - H) for
    heights h of the camera and H of the roof. Arcs are chords of a circle of 128 corners, never outside the true one.
    Empty for a camera without reach, or deep inside a building.
    """
    return visible_many([view], buildings)[0]


def visible_many(views: Sequence[View], buildings: Buildings) -> list[MultiPolygon]:
    """As `visible`, for all of them in fewer steps."""
    return [zones[0] for zones in zones_many(views, [(view.reach_m,) for view in views], buildings)]


def zones_many(
    views: Sequence[View], distances: Sequence[Sequence[float]], buildings: Buildings
) -> list[list[MultiPolygon]]:
    """What each view sees within each of its distances (metres; as many for each view), in their order.

    Each is all that is seen within it: a greater distance holds the smaller. Beyond a view's own reach nothing counts.
    """
    found: list[list[MultiPolygon]] = []
    for start in range(0, len(views), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        found += _zones(views[part], np.array(distances[part], dtype=float), buildings).tolist()
    return found


def _zones(views: Sequence[View], distances: NDArray[np.float64], buildings: Buildings) -> NDArray[np.object_]:
    """Rows of views, columns of distances."""
    standing = mounted(views, buildings)
    looks = outlooks(standing)
    seen = stretches(looks, *blocking(standing, looks, buildings))
    found = np.full(distances.shape, NOTHING, dtype=object)
    for column in range(distances.shape[1]):
        reach = np.minimum(distances[looks.view, column], looks.reach)
        polygons, outlook = outlines(looks, seen, reach)
        shapely.multipolygons(polygons, indices=looks.view[outlook], out=found[:, column])
    widest = found[np.arange(len(found)), distances.argmax(axis=1)]
    return _without(found, shadows(standing, looks, buildings, widest))


def _without(found: NDArray[np.object_], dark: dict[int, shapely.Geometry]) -> NDArray[np.object_]:
    for view, shadow in dark.items():
        found[view] = [multi(left) for left in _difference(found[view], shadow)]
    return found


def _difference(shapes: NDArray[np.object_], shadow: shapely.Geometry) -> NDArray[np.object_]:
    """The overlay of nearly equal lines can go wrong without a word: areas that do not add up are done on a grid."""
    left, cut = shapely.difference(shapes, shadow), shapely.intersection(shapes, shadow)
    wrong = np.abs(shapely.area(shapes) - shapely.area(left) - shapely.area(cut)) > WRONG_M2
    left[wrong] = shapely.difference(shapes[wrong], shadow, grid_size=GRID_M)
    return left


def multi(geometry: shapely.Geometry) -> MultiPolygon:
    """The polygons of what an overlay left."""
    return MultiPolygon([part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"])
