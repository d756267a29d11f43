"""What must hold of any camera among any buildings."""

from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely import Point

from layers.methods.visibility import Buildings, View, mounted, rings, visible, visible_many, zones_many
from tests.layers.methods.visibility.towns import outside, town

SAGITTA = 1 - np.cos(np.pi / 128)
seeds = st.integers(0, 10_000)
EXACT, FINE, LEAST_M2 = 1e-9, 1e-9, 1e-6
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


@quick
@given(seeds)
def test_one_more_building_never_raises_what_is_seen(seed):
    houses, heights = town(seed)
    chosen = views(seed, houses, 8)
    kept = np.random.default_rng(seed).integers(0, len(houses))
    fewer = visible_many(chosen, Buildings(houses[:kept], heights[:kept]))
    more = visible_many(chosen, Buildings(houses[: kept + 1], heights[: kept + 1]))
    for before, after in zip(fewer, more, strict=True):
        assert after.area <= before.area * (1 + EXACT) + LEAST_M2
        assert shapely.difference(after, before, grid_size=FINE).area <= before.area * EXACT + LEAST_M2


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
