"""Places where cameras may hang, by geometry alone."""

import numpy as np
import pytest
import shapely

from etl.derive.placement.places import Spots, along, apart, crossings, facades, joined

ROAD = shapely.LineString([(0, 0), (100, 0)])


def test_poles_stand_beside_the_street_on_one_side_and_the_other():
    found = along([ROAD], [4], 25)
    assert found.x.tolist() == pytest.approx([12.5, 37.5, 62.5, 87.5])
    assert np.abs(found.y).tolist() == pytest.approx([5] * 4)
    assert np.sign(found.y).tolist() in ([1, -1, 1, -1], [-1, 1, -1, 1])
    assert set(found.mount) == {"pole"}


def test_a_short_street_has_no_pole():
    assert len(along([shapely.LineString([(0, 0), (9, 0)])], [4], 40)) == 0
    assert len(along([], [], 40)) == 0


def test_a_pole_of_a_crossing_stands_in_its_widest_corner_off_every_carriageway():
    lines = [shapely.LineString([(0, 0), (100, 0)]), shapely.LineString([(50, 0), (50, 80)])]
    lines[0] = shapely.LineString([(0, 0), (50, 0), (100, 0)])
    found = crossings(lines, [4, 4])
    assert (len(found), found.mount[0]) == (1, "crossing")
    assert (found.x[0], found.y[0]) == pytest.approx((50, -5))
    assert min(line.distance(shapely.Point(found.x[0], found.y[0])) for line in lines) >= 5 - 1e-9


def test_a_bend_and_an_end_are_no_crossing():
    assert len(crossings([shapely.LineString([(0, 0), (50, 0), (50, 50)])], [4])) == 0


def test_places_on_walls_look_away_from_the_house():
    found = facades([shapely.box(0, 0, 20, 5)], 40)
    assert sorted(found.y.tolist()) == pytest.approx([-0.3, 5.3])
    assert found.x.tolist() == pytest.approx([10, 10])
    assert {round(y, 1): facing for y, facing in zip(found.y, found.facing, strict=True)} == {-0.3: 180, 5.3: 0}


def test_a_courtyard_has_no_places():
    yard = shapely.Polygon(shapely.box(0, 0, 50, 50).exterior, [shapely.box(10, 10, 40, 40).exterior])
    found = facades([yard], 100)
    assert len(found) == 4
    assert not shapely.contains_xy(shapely.box(0, 0, 50, 50), found.x, found.y).any()


def test_of_places_close_to_each_other_the_first_stays():
    both = joined(
        [Spots.of("crossing", np.array([[10.0, 10.0]])), Spots.of("pole", np.array([[11.0, 10.5], [40, 10]]))]
    )
    assert apart(both, 3).mount.tolist() == ["crossing", "pole"]


def test_places_are_told_apart_by_metres_wherever_they_lie():
    across = Spots.of("pole", np.array([[2.99, 1.0], [3.01, 1.0], [20.1, 20.1], [22.9, 22.9], [26, 22.9], [27, 22.9]]))
    assert apart(across, 3).x.tolist() == [2.99, 20.1, 22.9, 26]
    chain = Spots.of("pole", np.array([[0.0, 0.0], [2, 0], [4, 0]]))
    assert apart(chain, 3).x.tolist() == [0, 4]
    assert len(apart(Spots.of("pole", np.zeros((0, 2))), 3)) == 0
