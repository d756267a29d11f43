"""C15: what is seen turns and moves with the town, and does not depend on the system that the town came in.

A full circle is drawn with 128 chords. Their first corner lies in the camera's direction, so they turn with it; of a
camera that states no direction it lies in the north of the plane and stays there: by a turn that is no multiple of a
chord its outline then changes between chord and arc, by at most 0.03 % of the radius. No polygon can do better and yet
never gain by one more building, for then its corners may not depend on the buildings.
"""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer
from shapely import Point
from shapely.affinity import rotate, translate

from layers.methods.visibility import Buildings, View, visible
from tests.layers.methods.visibility.test_properties import quick, seeds
from tests.layers.methods.visibility.towns import moved, outside, town

EXACT, FINE, LEAST_M2 = 1e-9, 1e-10, 1e-6
CHORD = 360 / 128
BETWEEN_M2 = np.pi * (90**2 + 3**2) * np.sin(np.pi / 128) ** 2
angles = st.floats(0, 360, allow_nan=False)
sectors = st.lists(st.tuples(angles, st.floats(1, 360)), min_size=1, max_size=3).map(tuple)
heights = st.sampled_from([None, 6.0, 25.0])
far = st.floats(-1e5, 1e5)


def both(seed, sectors, height, turn, east=0.0, north=0.0):
    """What a camera sees in a town, and in the town turned and shifted, the latter brought back."""
    houses, tall = town(seed)
    ((x, y),) = outside(seed, houses, 1)
    there = moved(Point(x, y), turn, east, north)
    turned = tuple((azimuth + turn, hfov) for azimuth, hfov in sectors)
    gone = visible(
        View(there.x, there.y, 90, turned, 3, height),
        Buildings([moved(house, turn, east, north) for house in houses], tall),
    )
    back = rotate(translate(gone, -east, -north), turn, origin=(0, 0))
    return visible(View(x, y, 90, sectors, 3, height), Buildings(houses, tall)), gone, back


def assert_same(here, gone, back, exact=EXACT):
    assert gone.area == pytest.approx(here.area, rel=exact, abs=LEAST_M2)
    assert shapely.symmetric_difference(here, back, grid_size=FINE).area <= exact * here.area + LEAST_M2


@quick
@given(seeds, sectors, heights, angles)
def test_a_turned_town_is_seen_alike(seed, sectors, height, turn):
    assert_same(*both(seed, sectors, height, turn))


@quick
@given(seeds, st.one_of(sectors, st.just(())), heights, far, far)
def test_a_shifted_town_is_seen_alike(seed, sectors, height, east, north):
    assert_same(*both(seed, sectors, height, 0, east, north))


@quick
@given(seeds, sectors, heights, angles, far, far)
def test_a_town_both_turned_and_shifted_is_seen_alike(seed, sectors, height, turn, east, north):
    assert_same(*both(seed, sectors, height, turn, east, north))


@quick
@given(seeds, heights, st.integers(0, 127), angles)
def test_a_camera_without_a_direction_turns_by_whole_chords_exactly_and_else_within_the_sliver(
    seed, height, chords, turn
):
    assert_same(*both(seed, (), height, chords * CHORD))
    here, _gone, back = both(seed, (), height, turn)
    assert shapely.symmetric_difference(here, back, grid_size=FINE).area < BETWEEN_M2


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("crs", [4326, 3857, 2249])
def test_a_town_that_came_in_another_system_is_seen_alike(crs, seed):
    """In degrees, in the web's Mercator and in feet of Massachusetts, each brought back to UTM 19N."""
    houses, tall = town(seed)
    ((x, y),) = outside(seed, houses, 1)
    east, north = 330_000, 4_690_000
    there = [moved(house, 0, east, north) for house in houses]
    away = Transformer.from_crs(32619, crs, always_xy=True).transform
    back = Transformer.from_crs(crs, 32619, always_xy=True).transform
    again = list(shapely.transform(shapely.transform(there, away, interleaved=False), back, interleaved=False))
    point = back(*away(x + east, y + north))
    for sectors, height in (((), 6.0), (((40, 120),), 25.0), ((), None)):
        direct = visible(View(x + east, y + north, 100, sectors, 3, height), Buildings(there, tall))
        other = visible(View(*point, 100, sectors, 3, height), Buildings(again, tall))
        local = [translate(one, -east, -north) for one in (direct, other)]
        assert_same(local[0], other, local[1])


def test_the_shadows_behind_lower_houses_are_among_what_is_compared():
    seen = [both(seed, ((30, 200),), 25.0, 77)[0].area for seed in range(5)]
    blind = [both(seed, ((30, 200),), None, 77)[0].area for seed in range(5)]
    assert np.greater(seen, np.multiply(blind, 1.01)).any()
