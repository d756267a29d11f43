"""What buildings lower than the camera hide: on each ray from their near wall to where the roof's edge lets the ground
be seen again, at distance * h / (h - H)."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from layers.methods.visibility import plane
from layers.methods.visibility.buildings import Buildings
from layers.methods.visibility.reaching import heights, within_reach
from layers.methods.visibility.view import Outlooks, View

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
GRID_M = 1e-9


def shadows(
    views: Sequence[View | None], looks: Outlooks, buildings: Buildings, seen: NDArray[np.object_]
) -> dict[int, NDArray[np.object_]]:
    """By the number of the view, the polygons that lower buildings hide from it; views without any are left out.

    seen: what each view sees where higher buildings alone are heeded; what does not touch it hides nothing more.
    """
    outlook, part = within_reach(looks, buildings)
    low = buildings.heights[part] < heights(views)[looks.view[outlook]]
    view, part = np.unique(np.column_stack([looks.view[outlook[low]], part[low]]), axis=0).T
    touched = shapely.intersects(seen[view], buildings.parts[part])
    view, part = view[touched], part[touched]
    place, wall = buildings.walls_of(part)
    strips, owner = _strips(views, buildings, view[place], part[place], wall)
    shapes, owner = np.append(strips, buildings.parts[part]), np.append(owner, view)
    return {number: shapes[owner == number] for number in np.unique(view).tolist()}


def without(
    found: NDArray[np.object_], views: Sequence[View | None], dark: dict[int, NDArray[np.object_]]
) -> NDArray[np.object_]:
    """What is seen (a row a view) less the shadows, on a grid of a millionth of a millimetre around the camera.

    Without the grid, and with numbers as large as those of a country's plane, GEOS's overlay of nearly equal lines
    fails, or goes wrong without a word.
    """
    for number, shapes in dark.items():
        view = views[number]
        if view is not None:
            shadow = shapely.union_all(_moved(shapes, -view.x, -view.y), grid_size=GRID_M)
            left = shapely.difference(_moved(found[number], -view.x, -view.y), shadow, grid_size=GRID_M)
            found[number] = [multi(one) for one in _moved(left, view.x, view.y)]
    return found


def multi(geometry: shapely.Geometry) -> MultiPolygon:
    """The polygons of what an overlay left."""
    return MultiPolygon([part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"])


def _moved(shapes: NDArray[np.object_], x: float, y: float) -> NDArray[np.object_]:
    return np.asarray(shapely.transform(shapes, lambda corners: np.add(corners, (x, y))), dtype=object)


def _strips(
    views: Sequence[View | None], buildings: Buildings, view: Ints, part: Ints, wall: Ints
) -> tuple[NDArray[np.object_], Ints]:
    """Behind each wall that turns its inner side to the camera, from the wall to where its top's shade ends."""
    place = np.array([(0.0, 0.0) if one is None else (one.x, one.y) for one in views]).reshape(-1, 2)[view]
    ends = buildings.walls[wall] - np.hstack([place, place])
    away = plane.turn(ends) > 0
    view, part, ends, place = view[away], part[away], ends[away], place[away]
    tall = heights(views)[view]
    factor = tall / (tall - buildings.heights[part])
    beyond = np.array([1.0 if one is None else 2 * one.reach_m for one in views])[view] / plane.distance(ends)
    longer = np.maximum(np.minimum(factor, beyond), 1)[:, None] * ends
    foot = buildings.walls[wall[away]]  # the very numbers of the footprint: a union of nearly equal lines can go wrong
    corners = [foot[:, :2], foot[:, 2:], place + longer[:, 2:], place + longer[:, :2]]
    return shapely.polygons(np.stack(corners, axis=1)), view
