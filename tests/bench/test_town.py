"""The bench's town is what it says: houses apart from the streets, cameras on facades and in the streets."""

import numpy as np
import pytest
import shapely

from bench.town import town


@pytest.mark.parametrize("houses", [1_000, 2_500])
def test_cameras_in_the_streets_stand_in_no_house(houses):
    made = town(houses, 300)
    solid = shapely.union_all(made.houses, grid_size=1e-6)
    assert len(made.houses) == houses // 10 * 10
    assert not shapely.contains_xy(solid, made.places[100:]).any()
    assert shapely.distance(shapely.points(made.places[:100]), solid.boundary).max() < 1e-6


def test_the_same_numbers_give_the_same_town():
    assert (town(500, 60).places == town(500, 60).places).all()
    assert np.isnan(town(500, 60).heights_m).any()
