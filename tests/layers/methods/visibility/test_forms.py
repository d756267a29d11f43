"""Sectors, blind circles, heights, and what bad files hold."""

from math import pi

import numpy as np
import pytest
from shapely import MultiPolygon, Point, Polygon, box
from shapely.affinity import translate

from layers.methods.visibility import Buildings, View, visible, visible_many, zones_many
from tests.layers.methods.visibility.towns import outside, town

OPEN = Buildings([])
DISC = pi * 50**2


@pytest.mark.parametrize(
    ("sectors", "share"),
    [
        ((), 1),
        (((0, 360),), 1),
        (((77, 360), (10, 20)), 1),
        (((350, 60),), 1 / 6),
        (((0, 180), (180, 180)), 1),
        (((0, 60), (180, 60)), 1 / 3),
        (((0, 60), (30, 60)), 1 / 4),
        (((10, 300),), 5 / 6),
    ],
)
def test_sectors_are_united(sectors, share):
    seen = visible(View(0, 0, 50, sectors), OPEN)
    assert seen.is_valid
    assert seen.area == pytest.approx(share * DISC, rel=1e-3)


def test_a_sector_across_north_looks_to_both_sides_of_it():
    seen = visible(View(0, 0, 50, ((0, 90),)), OPEN)
    assert seen.contains(Point(20, 30)) == seen.contains(Point(-20, 30)) is True
    assert not seen.intersects(Point(30, 20))


@pytest.mark.parametrize("reach", [0, -5, 3])
def test_without_reach_or_only_a_blind_circle_nothing_is_seen(reach):
    assert visible(View(0, 0, reach, near_m=3), OPEN).is_empty


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_view_has_finite_numbers(number):
    with pytest.raises(ValueError, match="must be finite"):
        View(0, 0, number)


@pytest.mark.parametrize("hfov", [0, -20, 360.001, 400])
def test_an_angle_that_cannot_be_is_refused(hfov):
    with pytest.raises(ValueError, match="above 0 and at most 360"):
        View(0, 0, 50, ((77, 60), (90, hfov)))


@pytest.mark.parametrize(("sectors", "share"), [((), 1), (((200, 90),), 1 / 4)])
def test_below_the_camera_is_a_blind_circle(sectors, share):
    seen = visible(View(0, 0, 50, sectors, near_m=10), OPEN)
    assert seen.area == pytest.approx(share * (DISC - pi * 10**2), rel=1e-3)
    assert seen.is_valid
    assert not seen.intersects(Point(0, -9))


@pytest.mark.parametrize("sectors", [(), ((25, 75),)])
@pytest.mark.parametrize("wider", [0, 0.0001, 0.0002, 0.0004, 0.001])
def test_a_zone_hardly_wider_than_the_blind_circle_is_valid_or_empty(sectors, wider):
    seen = visible(View(0, 0, 8 * (1 + wider), sectors, near_m=8), OPEN)
    assert seen.is_valid
    assert seen.is_empty == (wider < 0.0003)


def test_a_wall_inside_the_blind_circle_hides_as_any_other():
    buildings = Buildings([box(-2, 5, 2, 6), box(-3, -20, 3, -18)])
    seen = visible(View(0, 0, 50, near_m=10), buildings)
    assert seen.is_valid
    assert not seen.intersects(Point(0, 30))
    assert not seen.intersects(Point(0, -30))
    assert seen.contains(Point(30, 0))
    assert not seen.intersects(Point(0, 4))


def test_a_roof_lower_than_the_camera_shades_a_strip():
    buildings, view = Buildings([box(10, -5, 20, 5)], [3]), View(0, 0, 100, height_m=6)
    seen = visible(view, buildings)
    assert not seen.intersects(Point(39.99, 0))
    assert seen.contains(Point(40.01, 0))
    assert seen.contains(Point(9.99, 0))


@pytest.mark.parametrize(("camera", "roof"), [(None, 3), (6, None), (6, float("nan")), (6, 6), (6, 9), (None, None)])
def test_a_building_as_high_or_of_unknown_height_hides_all_behind_it(camera, roof):
    seen = visible(View(0, 0, 100, height_m=camera), Buildings([box(10, -5, 20, 5)], [roof]))
    assert not seen.intersects(Point(99, 0))


def test_a_high_house_behind_a_low_one_still_ends_the_view():
    buildings = Buildings([box(10, -50, 12, 50), box(30, -50, 32, 50)], [2, 20])
    seen = visible(View(0, 0, 100, ((90, 40),), height_m=6), buildings)
    assert seen.contains(Point(25, 0))
    assert not seen.intersects(Point(15, 0))
    assert not seen.intersects(Point(60, 0))


def test_the_thinnest_wall_leaks_nothing():
    wall = box(10, -5, 10.001, 5)
    seen = visible(View(0, 0, 300), Buildings([wall]))
    behind = Polygon([(11, -5.49), (11, 5.49), (200, 99.9), (200, -99.9)])
    assert seen.intersection(behind).area == 0


def test_two_houses_that_touch_at_a_corner_leak_nothing():
    seen = visible(View(0, 0, 300), Buildings([box(10, 0, 20, 10), box(10, -10, 20, 0)]))
    assert not seen.intersects(box(25, -20, 250, 20))
    touching = Buildings([box(10, 0, 20, 10), box(20, -10, 30, 0)])
    assert visible(View(0, 0, 300), touching).area == pytest.approx(
        visible(View(0, 0, 300), Buildings([box(10, 0, 20, 10)])).area
        - (visible(View(0, 0, 300), OPEN).area - visible(View(0, 0, 300), Buildings([box(20, -10, 30, 0)])).area),
        rel=1e-6,
    )


def test_houses_that_cross_hide_what_their_union_hides():
    pair = [box(10, -2, 40, 2), box(20, -15, 24, 15)]
    apart, united = Buildings(pair), Buildings([pair[0].union(pair[1])])
    for x, y in ((0, 0), (0, 14), (30, 8), (22, 30)):
        assert visible(View(x, y, 100), apart).symmetric_difference(visible(View(x, y, 100), united)).area < 1e-6


def test_a_self_crossing_footprint_is_mended():
    bow = Polygon([(10, -5), (20, 5), (20, -5), (10, 5)])
    seen = visible(View(0, 0, 60), Buildings([bow]))
    assert seen.is_valid
    assert not seen.intersects(Point(50, 0))


@pytest.mark.parametrize("odd", [Polygon(), MultiPolygon(), Polygon([(5, 5), (5, 5), (5, 5)])])
def test_a_footprint_without_area_hides_nothing(odd):
    assert visible(View(0, 0, 50), Buildings([odd], [None])).area == pytest.approx(DISC, rel=1e-3)


def test_a_wall_seen_edge_on_hides_nothing_more_than_the_house():
    seen = visible(View(0, 0, 50), Buildings([box(10, 0, 20, 5)]))
    assert seen.contains(Point(30, -0.001))
    assert not seen.intersects(Point(30, 0.001))


def test_each_distance_has_its_zone_and_none_has_an_empty_one():
    zones = zones_many([View(0, 0, 50, ((0, 90),)), View(0, 0, 0)], [(0, 10, 70), (1, 2, 3)], OPEN)
    assert [zone.is_empty for zone in zones[0]] == [True, False, False]
    assert zones[0][1].area == pytest.approx(pi * 10**2 / 4, rel=1e-3)
    assert zones[0][2].area == pytest.approx(DISC / 4, rel=1e-3)
    assert [zone.is_empty for zone in zones[1]] == [True, True, True]
    assert zones_many([], [], OPEN) == []


def test_nothing_of_the_caller_is_changed():
    heights, house = [3.0, None], [box(10, 0, 20, 5), box(-20, 0, -10, 5)]
    before = [shape.wkb for shape in house]
    visible(View(0, 0, 50, height_m=6), Buildings(np.array(house), heights))
    assert heights == [3.0, None]
    assert [shape.wkb for shape in house] == before


def test_roofs_of_a_country_s_coordinates_do_not_break_the_overlay():
    made = town(11, 60)
    shapes = [translate(house, 438_500, 4_628_500) for house in made[0]]
    places = np.add(outside(11, made[0], 40), (438_500, 4_628_500))
    buildings = Buildings(shapes, made[1])
    for seen in visible_many([View(x, y, 120, height_m=9) for x, y in places], buildings):
        assert seen.is_valid
        assert not seen.is_empty
