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
from layers.methods.visibility.shadows import shadows, without
from layers.methods.visibility.sweep import stretches
from layers.methods.visibility.view import View, outlooks

AT_ONCE = 256
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
    return without(found, standing, shadows(standing, looks, buildings, widest))
