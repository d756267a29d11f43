"""Which buildings come into question for which outlook."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from layers.methods.visibility.buildings import Buildings
from layers.methods.visibility.view import TAU, Outlooks, View

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def blocking(views: Sequence[View | None], looks: Outlooks, buildings: Buildings) -> tuple[Ints, Floats]:
    """The walls that may end a sight line: the outlook that meets each, and its x1, y1, x2, y2."""
    outlook, part = within_reach(looks, buildings)
    high = buildings.heights[part] >= heights(views)[looks.view[outlook]]
    place, wall = buildings.walls_of(part[high])
    return outlook[high][place], buildings.walls[wall]


def heights(views: Sequence[View | None]) -> Floats:
    """Of the cameras; below everything where unknown, so that every building blocks."""
    return np.array([-np.inf if view is None or view.height_m is None else view.height_m for view in views])


def within_reach(looks: Outlooks, buildings: Buildings) -> tuple[Ints, Ints]:
    """Outlooks and the parts of buildings whose box touches that of their sector, in the buildings' own order."""
    outlook, part = buildings.tree.query(shapely.box(*_boxes(looks)))
    order = np.lexsort((part, outlook))
    return outlook[order], part[order]


def _boxes(looks: Outlooks) -> tuple[Floats, Floats, Floats, Floats]:
    """Around the place, the ends of the arc, and those of its points that lie farthest to a side."""
    edges = looks.start[:, None] + np.column_stack([np.zeros(len(looks.x)), looks.width])
    sides = np.arange(4) * TAU / 4
    held = (sides - looks.start[:, None]) % TAU <= looks.width[:, None]
    angle = np.hstack([edges, np.where(held, sides, edges[:, :1])])
    east, north = looks.reach[:, None] * np.sin(angle), looks.reach[:, None] * np.cos(angle)
    return (
        looks.x + np.minimum(east.min(axis=1, initial=0), 0),
        looks.y + np.minimum(north.min(axis=1, initial=0), 0),
        looks.x + np.maximum(east.max(axis=1, initial=0), 0),
        looks.y + np.maximum(north.max(axis=1, initial=0), 0),
    )
