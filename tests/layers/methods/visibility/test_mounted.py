"""Cameras on walls, inside houses and on roofs."""

from math import pi

import pytest
from shapely import Point, Polygon, box

from layers.methods.visibility import Buildings, View, mounted, sees, visible

HOUSE = box(0, 0, 20, 10)
HALF = pi * 50**2 / 2


@pytest.mark.parametrize("depth", [-0.3, 0.0, 1e-9, 0.5, 1.9])
def test_a_camera_on_its_own_wall_sees_the_street_and_not_the_yard(depth):
    seen = visible(View(10, 10 - depth, 50), Buildings([HOUSE]))
    assert seen.area == pytest.approx(HALF, rel=0.03)
    assert seen.contains(Point(10, 30))
    assert not seen.intersects(Point(10, -5))


@pytest.mark.parametrize(("azimuth", "x"), [(90, 45), (0, None)])
def test_in_a_corner_it_hangs_on_the_wall_that_it_looks_out_of(azimuth, x):
    view = View(18.8, 8.9, 50, ((azimuth, 60),))
    (found,) = mounted([view], Buildings([HOUSE]))
    assert (found.x, found.y) == (pytest.approx((20.05, 8.9)) if azimuth == 90 else pytest.approx((18.8, 10.05)))


def test_at_the_very_corner_it_sees_three_quarters():
    seen = visible(View(20, 10, 50), Buildings([HOUSE]))
    assert seen.area == pytest.approx(1.5 * HALF, rel=0.02)
    assert not seen.intersects(Point(10, 5))


def test_on_the_party_wall_of_a_row_it_hangs_before_the_row():
    row = Buildings([box(0, 0, 10, 10), box(10, 0, 20, 10)])
    seen = visible(View(10, 9.5, 50, ((0, 120),)), row)
    assert seen.contains(Point(10, 40))
    assert seen.area == pytest.approx(pi * 50**2 / 3, rel=1e-3)


def test_deep_inside_it_sees_nothing_and_that_is_said():
    view, buildings = View(10, 5, 50), Buildings([HOUSE])
    assert mounted([view], buildings) == [None]
    assert visible(view, buildings).is_empty
    assert not sees(view, buildings, 10, 30)


def test_on_the_roof_it_sees_the_ground_beyond_the_edge():
    buildings, view = Buildings([HOUSE], [8]), View(10, 5, 200, height_m=12)
    assert mounted([view], buildings) == [view]
    seen = visible(view, buildings)
    assert not seen.intersects(Point(10, 5 + 5 * 3 - 0.01))
    assert seen.contains(Point(10, 5 + 5 * 3 + 0.01))


def test_in_the_yard_it_sees_the_yard():
    ring = Polygon(HOUSE.exterior, [box(5, 3, 15, 7).exterior])
    assert visible(View(10, 5, 50), Buildings([ring])).area == pytest.approx(40)
    assert visible(View(10, 3, 50), Buildings([ring])).area == pytest.approx(40, rel=0.01)
