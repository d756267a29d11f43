"""Where a camera that is drawn on a wall, or inside it, really hangs."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from shapely import LineString, Point, Polygon

from layers.methods.visibility.buildings import Buildings
from layers.methods.visibility.view import View

OFF_THE_WALL_M = 0.05
DEEP_M = 2.0


def mounted(views: Sequence[View], buildings: Buildings) -> list[View | None]:
    """The views as they are mounted; None where the camera stands deep inside a building and sees nothing.

    A camera less than 2 m inside a building hangs on its wall: it is moved out to 5 cm before it, where the axis of
    its first sector leaves the walls within 2 m, else by the shortest way; one nearer than 5 cm to a wall likewise.
    So its own building bounds its view as any other does, and does not blind it. Deeper inside, but above the roof of
    every building around it, it stands on the roof, where it is.
    """
    found: list[View | None] = list(views)
    places = shapely.points([(view.x, view.y) for view in views]) if views else []
    touching, _part = buildings.tree.query(places, predicate="dwithin", distance=OFF_THE_WALL_M)
    for number in np.unique(touching):
        found[number] = _mounted(views[number], buildings)
    return found


def _mounted(view: View, buildings: Buildings) -> View | None:
    place = Point(view.x, view.y)
    around = buildings.tree.query(place, predicate="dwithin", distance=DEEP_M + 3 * OFF_THE_WALL_M)
    solid = shapely.union_all(buildings.parts[around]).buffer(OFF_THE_WALL_M, join_style="mitre")
    out = _ahead(view, place, solid) or shapely.shortest_line(place, solid.boundary)
    if out.length <= DEEP_M + OFF_THE_WALL_M:
        x, y = out.coords[-1]
        return replace(view, x=x, y=y)
    holding = buildings.tree.query(place, predicate="intersects")
    above = view.height_m is not None and (buildings.heights[holding] < view.height_m).all()
    return view if above else None


def _ahead(view: View, place: Point, solid: Polygon) -> LineString | None:
    """The way out along the axis of the first sector, if it is short."""
    if not view.sectors or view.sectors[0][1] >= 360:
        return None
    azimuth, length = np.radians(view.sectors[0][0]), DEEP_M + OFF_THE_WALL_M
    axis = LineString([place, (view.x + length * np.sin(azimuth), view.y + length * np.cos(azimuth))])
    outside = axis.difference(solid)
    return None if outside.is_empty else shapely.shortest_line(place, outside)
