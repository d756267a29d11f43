"""What is seen within several distances, of a polygon that is already known."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely import MultiPolygon

from layers.methods.visibility.circle import STEPS
from layers.methods.visibility.shadows import multi
from layers.methods.visibility.view import View
from layers.methods.visibility.zones import NOTHING


def rings(seen: MultiPolygon, view: View, distances: Sequence[float]) -> list[MultiPolygon]:
    """The part of `seen` within each distance (metres) of the view's place: all of it, not a band.

    The circle is one of 128 corners on the true one. Nothing within 0 or less. Where many views are asked,
    `zones_many` gives the same from the sweep itself and is faster; a camera on a wall is to be `mounted` first.
    """
    angle = np.arange(STEPS) * 2 * np.pi / STEPS
    circle = np.column_stack([np.sin(angle), np.cos(angle)])
    return [
        multi(shapely.intersection(seen, shapely.polygons(circle * distance + (view.x, view.y))))
        if distance > 0
        else NOTHING
        for distance in distances
    ]
