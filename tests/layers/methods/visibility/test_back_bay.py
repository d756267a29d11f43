"""Eighteen real cameras with odd directions among the buildings of Boston's Back Bay."""

import gzip
import json

import numpy as np
import pytest
import shapely
from pyproj import Transformer
from shapely.geometry import shape

from layers.methods.visibility import Buildings, View, mounted, sees, visible_many
from tests.real import real

REACH = 90.0
DEEP_INSIDE = 2
ON_A_WALL = 6


@pytest.fixture(scope="module")
def town():
    """The footprints, all taken as higher than the cameras, and a full circle at each camera; UTM 19N."""
    metres = Transformer.from_crs(4326, 32619, always_xy=True).transform
    with gzip.open(real("boston_back_bay/osm_buildings.geojson.gz"), "rt") as file:
        houses = [shape(feature["geometry"]) for feature in json.load(file)["features"]]
    cameras = json.loads(real("boston_back_bay/osm_cameras.geojson").read_text())["features"]
    places = np.column_stack(metres(*np.array([one["geometry"]["coordinates"] for one in cameras]).T))
    flat = list(shapely.transform(houses, metres, interleaved=False))
    return Buildings(flat), [View(float(x), float(y), REACH) for x, y in places]


def test_two_of_eighteen_stand_deep_inside_and_the_others_see(town):
    buildings, views = town
    standing, seen = mounted(views, buildings), visible_many(views, buildings)
    assert len(views) == 18
    assert [one is None for one in standing] == [zone.is_empty for zone in seen]
    assert standing.count(None) == DEEP_INSIDE
    moved = [view for view, one in zip(views, standing, strict=True) if one not in (None, view)]
    assert len(moved) == ON_A_WALL


def test_no_camera_sees_into_a_house_or_beyond_its_reach(town):
    buildings, views = town
    for view, zone in zip(views, visible_many(views, buildings), strict=True):
        near = buildings.parts[buildings.tree.query(zone)]
        assert zone.is_valid
        assert shapely.intersection(zone, shapely.union_all(near, grid_size=1e-6), grid_size=1e-6).area < 1e-2
        assert zone.is_empty or shapely.hausdorff_distance(zone, shapely.Point(view.x, view.y)) <= REACH + 0.1


def test_each_sight_line_says_what_the_polygon_says(town):
    buildings, views = town
    rng = np.random.default_rng(5)
    for view, zone in zip(views, visible_many(views, buildings), strict=True):
        for x, y in np.add(rng.uniform(-REACH, REACH, (20, 2)) * 0.7, (view.x, view.y)):
            point = shapely.Point(x, y)
            assert sees(view, buildings, x, y) == zone.contains(point) or zone.boundary.distance(point) < 1e-6
