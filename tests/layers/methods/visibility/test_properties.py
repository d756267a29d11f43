"""What must hold of any camera among any buildings."""

from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyproj import Transformer
from shapely import Point

from layers.methods.visibility import Buildings, View, mounted, rings, sees, visible, visible_many, zones_many
from tests.layers.methods.visibility.towns import moved, outside, town

SAGITTA = 1 - np.cos(np.pi / 128)
seeds = st.integers(0, 10_000)
angles = st.floats(0, 360, allow_nan=False)
sectors = st.lists(st.tuples(angles, st.floats(0, 400)), max_size=3).map(tuple)
GRID = 1e-6  # without it GEOS's overlay of nearly equal lines can go wrong
quick = settings(max_examples=25, deadline=None)


def views(seed, houses, count, **more):
    """Cameras of all sorts, none of them in or on a house."""
    rng = np.random.default_rng(seed)
    return [
        View(
            x,
            y,
            rng.uniform(20, 120),
            tuple((rng.uniform(0, 360), rng.uniform(20, 140)) for _ in range(rng.integers(0, 3))),
            rng.choice([0.0, 0.0, 4.0]),
            rng.choice([None, 3.0, 6.0, 12.0]),
            **more,
        )
        for x, y in outside(seed, houses, count)
    ]


@pytest.mark.parametrize("seed", range(20))
def test_a_point_is_in_the_polygon_exactly_when_the_sight_line_is_free(seed):
    houses, heights = town(seed)
    buildings = Buildings(houses, heights)
    rng = np.random.default_rng(seed)
    for view, seen in zip(chosen := views(seed, houses, 10), visible_many(chosen, buildings), strict=True):
        points = rng.uniform(-1, 1, (50, 2)) * view.reach_m * 1.05 + (view.x, view.y)
        inside = shapely.contains_xy(seen, points)
        for (x, y), held in zip(points, inside, strict=True):
            if sees(view, buildings, x, y) != held:
                far = np.hypot(x - view.x, y - view.y)
                on_the_arc = any(0 <= edge - far <= SAGITTA * edge for edge in (view.reach_m, view.near_m))
                assert on_the_arc or seen.boundary.distance(Point(x, y)) < 1e-6, (view, x, y)


@quick
@given(seeds, sectors, angles, st.floats(-1e5, 1e5), st.floats(-1e5, 1e5))
def test_turning_and_shifting_the_whole_town_changes_nothing(seed, sectors, turn, east, north):
    houses, heights = town(seed)
    ((x, y),) = outside(seed, houses, 1)
    there = moved(Point(x, y), turn, east, north)
    turned = tuple((azimuth + turn, hfov) for azimuth, hfov in sectors)
    among = Buildings(houses, heights), Buildings([moved(house, turn, east, north) for house in houses], heights)
    for height, exact in ((None, 1e-9), (6, 1e-6)):
        here = visible(View(x, y, 90, sectors, 3, height), among[0])
        gone = visible(View(there.x, there.y, 90, turned, 3, height), among[1])
        assert gone.area == pytest.approx(here.area, rel=exact, abs=1e-6)


@quick
@given(seeds)
def test_one_more_building_never_raises_what_is_seen(seed):
    houses, heights = town(seed)
    chosen = views(seed, houses, 8)
    fewer = visible_many(chosen, Buildings(houses[:-5], heights[:-5]))
    more = visible_many(chosen, Buildings(houses, heights))
    for view, before, after in zip(chosen, fewer, more, strict=True):
        added = shapely.difference(after, before, grid_size=GRID)
        place = Point(view.x, view.y)
        within = place.buffer(view.reach_m * (1 - SAGITTA), 256).difference(place.buffer(view.near_m * 1.001, 256))
        assert shapely.intersection(added, within).area < 1e-3
        assert added.area < SAGITTA * 7 * view.reach_m**2


@quick
@given(seeds)
def test_the_union_is_never_above_the_sum_and_never_falls_with_one_more_camera(seed):
    houses, heights = town(seed)
    seen = visible_many(views(seed, houses, 8), Buildings(houses, heights))
    areas = [shapely.union_all(seen[: count + 1], grid_size=GRID).area for count in range(len(seen))]
    assert areas[-1] <= sum(one.area for one in seen) + 1e-3
    assert all(later >= earlier - 1e-3 for earlier, later in pairwise(areas))


@quick
@given(seeds)
def test_zones_are_valid_lie_in_each_other_and_outside_the_houses(seed):
    houses, heights = town(seed)
    buildings, chosen = Buildings(houses, heights), views(seed, houses, 8)
    solid = shapely.union_all(houses)
    for view, zones in zip(chosen, zones_many(chosen, [(5, 10, 40, 500)] * len(chosen), buildings), strict=True):
        assert all(zone.is_valid for zone in zones)
        assert all(zone.intersection(solid).area < 1e-3 for zone in zones)
        for inner, outer in pairwise(zones):
            assert shapely.difference(inner, outer, grid_size=GRID).area < SAGITTA * 7 * view.near_m**2 + 1e-3
        assert zones[-1].equals_exact(visible(view, buildings), 1e-9)


@quick
@given(seeds)
def test_a_sector_sees_what_the_full_circle_sees_in_it(seed):
    houses, heights = town(seed)
    ((x, y),), buildings = outside(seed, houses, 1), Buildings(houses, heights)
    whole = visible(View(x, y, 80), buildings)
    parts = visible_many([View(x, y, 80, ((azimuth, 72),)) for azimuth in range(0, 360, 72)], buildings)
    assert sum(part.area for part in parts) == pytest.approx(whole.area, rel=2e-3)
    assert (
        shapely.symmetric_difference(shapely.union_all(parts, grid_size=GRID), whole, grid_size=GRID).area
        < 2e-3 * whole.area
    )


@quick
@given(seeds, st.lists(st.floats(0, 130), min_size=1, max_size=4))
def test_rings_of_the_polygon_are_the_zones_of_the_sweep(seed, distances):
    houses, heights = town(seed)
    assume(all(distance == 0 or distance > 1 for distance in distances))
    ((x, y),), buildings = outside(seed, houses, 1), Buildings(houses, heights)
    view = View(x, y, 100, ((40, 100),))
    cut = rings(visible(view, buildings), view, distances)
    for ring, zone, distance in zip(cut, zones_many([view], [distances], buildings)[0], distances, strict=True):
        assert ring.area == pytest.approx(zone.area, rel=2e-3)
        assert zone.is_empty == (distance == 0)


def test_the_same_place_in_degrees_and_in_another_zone_gives_the_same():
    houses, heights = town(3)
    ((x, y),) = outside(3, houses, 1)
    east, north = 330_000, 4_690_000
    there = [moved(house, 0, east, north) for house in houses]
    to_degrees = Transformer.from_crs(32619, 4326, always_xy=True)
    back = Transformer.from_crs(4326, 32619, always_xy=True)
    degrees = shapely.transform(there, to_degrees.transform, interleaved=False)
    again = list(shapely.transform(degrees, back.transform, interleaved=False))
    point = back.transform(*to_degrees.transform(x + east, y + north))
    direct = visible(View(x + east, y + north, 100, height_m=6), Buildings(there, heights))
    assert visible(View(*point, 100, height_m=6), Buildings(again, heights)).area == pytest.approx(
        direct.area, abs=1e-3
    )


def test_alone_or_among_others_a_camera_sees_the_same_to_the_last_digit():
    houses, heights = town(5)
    buildings, chosen = Buildings(houses, heights), views(5, houses, 30)
    together = zones_many(chosen, [(10, 50, 200)] * len(chosen), buildings)
    alone = [zones_many([view], [(10, 50, 200)], buildings)[0] for view in chosen]
    assert [[zone.wkb for zone in zones] for zones in together] == [[zone.wkb for zone in zones] for zones in alone]


def test_buildings_out_of_reach_change_no_digit():
    houses, heights = town(5)
    view = views(5, houses, 1)[0]
    near = [n for n, house in enumerate(houses) if house.distance(Point(view.x, view.y)) <= view.reach_m + 5]
    fewer = Buildings([houses[n] for n in near], [heights[n] for n in near])
    assert len(near) < len(houses)
    assert visible(view, fewer).wkb == visible(view, Buildings(houses, heights)).wkb


def test_a_camera_before_its_wall_stays_where_it_is():
    houses, heights = town(7)
    chosen = views(7, houses, 20)
    assert mounted(chosen, Buildings(houses, heights)) == chosen
