"""C15: a point is in the polygon exactly when the sight line to it is free, but for a millionth of a metre.

The sight line knows true circles, the polygon their chords: points between the two are judged by the chords, which the
test draws for itself. So only a millionth of a metre at the border is left out, at walls, sides and arcs alike.
"""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from shapely import MultiPolygon, Point

from layers.methods.visibility import Buildings, sees, visible_many
from layers.methods.visibility.view import windows
from tests.layers.methods.visibility.test_properties import views
from tests.layers.methods.visibility.towns import town

STEPS = 128
BORDER_M = 1e-6


def ground(view):
    """The sectors of a view, their outer and blind circles drawn with at most 128 chords."""
    shapes = []
    for start, width in windows(view):
        steps = int(np.ceil(width * STEPS / 360 - 1e-9))
        angle = np.radians(start + np.arange(steps + 1) * width / steps)
        arc = np.column_stack([np.sin(angle), np.cos(angle)])
        place = np.array([[view.x, view.y]])
        rings = [
            place + radius * (arc[:-1] if width >= 360 else np.vstack([arc, [[0, 0]]]))
            for radius in (view.reach_m, view.near_m)
            if radius > 0
        ]
        whole, *blind = [shapely.Polygon(ring) for ring in rings]
        shapes.append(whole.difference(blind[0]) if blind else whole)
    return shapely.union_all(shapes)


def asked(view, seen, rng):
    """Points anywhere around the camera, and points a little beside the border of what it sees."""
    anywhere = rng.uniform(-1, 1, (30, 2)) * view.reach_m * 1.05 + (view.x, view.y)
    border = seen.boundary
    on_it = shapely.line_interpolate_point(border, rng.uniform(0, border.length, 30))
    beside = rng.uniform(2 * BORDER_M, 20 * BORDER_M, 30)
    angle = rng.uniform(0, 2 * np.pi, 30)
    return np.vstack([anywhere, shapely.get_coordinates(on_it) + (beside * [np.sin(angle), np.cos(angle)]).T])


def told(view, buildings, seen, points):
    """Of the points that are not on a border: what the sight line says, and what the polygon says."""
    chords = ground(view)
    near = shapely.points(points)
    clear = (shapely.distance(seen.boundary, near) > BORDER_M) & (shapely.distance(chords.boundary, near) > BORDER_M)
    without_circles = replace(view, near_m=0, reach_m=2 * view.reach_m)
    free = [bool(chords.contains(Point(x, y))) and sees(without_circles, buildings, x, y) for x, y in points[clear]]
    return free, shapely.contains_xy(seen, points[clear]).tolist(), points[clear]


@pytest.mark.parametrize("seed", range(20))
def test_a_point_is_in_the_polygon_exactly_when_the_sight_line_is_free(seed):
    houses, heights = town(seed)
    buildings = Buildings(houses, heights)
    rng = np.random.default_rng(seed)
    judged = 0
    for view, seen in zip(chosen := views(seed, houses, 10), visible_many(chosen, buildings), strict=True):
        free, held, points = told(view, buildings, seen, asked(view, seen, rng))
        wrong = [point for point, one, other in zip(points, free, held, strict=True) if one != other]
        assert not wrong, (view, wrong)
        judged += len(points)
    assert judged > 500


def test_the_referee_is_not_blind():
    """A polygon that leaves out one house, or adds a hand's breadth, is found out."""
    houses, heights = town(3)
    view = views(3, houses, 1)[0]
    buildings, rng = Buildings(houses, heights), np.random.default_rng(3)
    for wrong in (visible_many([view], Buildings([]))[0], visible_many([view], buildings)[0].buffer(0.1)):
        wrong = wrong if isinstance(wrong, MultiPolygon) else MultiPolygon([wrong])
        free, held, _points = told(view, buildings, wrong, asked(view, wrong, rng))
        assert free != held
