"""What is seen inside a room or a yard: an environment given by its walls, without thickness."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely import LineString, MultiPolygon

from layers.methods.visibility.outline import outlines
from layers.methods.visibility.sweep import stretches
from layers.methods.visibility.view import View, outlooks


def enclosed(x: float, y: float, walls: Sequence[LineString]) -> MultiPolygon:
    """The points seen from (x, y) in all directions as far as the walls; these may meet but not cross.

    The visibility region of computational geometry, regularised: without parts that have no area. Where no wall ends
    the sight, an arc beyond the farthest wall does.
    """
    corners, line = shapely.get_coordinates(np.asarray(walls, dtype=object), return_index=True)
    same = line[:-1] == line[1:]
    one_way = np.hstack([corners[:-1][same], corners[1:][same]])
    both = np.vstack([one_way, one_way[:, [2, 3, 0, 1]]])
    reach = 1 + 2 * float(np.abs(corners - (x, y)).max())
    looks = outlooks([View(x, y, reach)])
    polygons, _outlook = outlines(looks, stretches(looks, np.zeros(len(both), dtype=np.int64), both), looks.reach)
    return MultiPolygon(list(polygons))
