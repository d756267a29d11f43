"""A country's cameras in parts: the same zones to the last digit, however it is cut."""

import geopandas as gpd
import numpy as np
import pytest

from etl.derive.country import country, seen
from layers.methods.visibility import Buildings, View, zones_many
from tests.layers.methods.visibility.towns import outside, town

HOUSES, HEIGHTS = town(21, 80, 400.0)
PLACES = outside(21, HOUSES, 30, 400.0)
DISTANCES = (90.0, 40.0, 10.0)


class Footprints:
    """Read where the part is computed; counts nothing, keeps nothing."""

    def __call__(self, box):
        frame = gpd.GeoDataFrame({"height_m": HEIGHTS}, geometry=HOUSES, crs=32619)
        west, south, east, north = box
        return frame.cx[west:east, south:north]


def cameras(crs=32619):
    many = len(PLACES)
    sectors = [((float(n * 12), 80.0),) for n in range(many)]
    return gpd.GeoDataFrame(
        {
            "sectors": sectors,
            "near_m": 2.0,
            "height_m": [None if n % 3 else 5.0 for n in range(many)],
            "distances": [DISTANCES] * many,
        },
        geometry=gpd.points_from_xy(*PLACES.T),
        crs=crs,
    )


def expected():
    frame = cameras()
    views = [
        View(point.x, point.y, 90, sectors, 2, None if np.isnan(height) else height)
        for point, sectors, height in zip(
            frame.geometry, frame["sectors"], frame["height_m"].astype(float), strict=True
        )
    ]
    return [
        [zone.wkb for zone in zones]
        for zones in zones_many(views, [DISTANCES] * len(views), Buildings(HOUSES, HEIGHTS))
    ]


def by_camera(found):
    return [[shape.wkb for shape in found.loc[[n]].geometry] for n in range(len(PLACES))]


@pytest.mark.parametrize("parts", [1, 4])
def test_parts_give_the_same_to_the_last_digit(parts):
    frame = cameras()
    found = [seen(frame.iloc[n::parts], Footprints()) for n in range(parts)]
    assert by_camera(gpd.pd.concat(found)) == expected()
    assert found[0]["distance_m"].tolist()[:3] == list(DISTANCES)


def test_degrees_are_refused():
    with pytest.raises(ValueError, match="must be one in metres"):
        seen(cameras(crs=4326), Footprints())


@pytest.mark.slow
def test_dask_gives_the_same_to_the_last_digit():
    pytest.importorskip("dask_geopandas", reason="the optional extra `country` is not installed")
    lazy = country(cameras(), Footprints(), parts=3)
    assert by_camera(lazy.compute(scheduler="processes", num_workers=2)) == expected()
