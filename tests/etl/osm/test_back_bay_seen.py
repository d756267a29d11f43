"""Back Bay's eighteen cameras as the import reads them, odd directions and all, through the product's computation."""

import numpy as np
import pytest
import shapely

from etl.sources.osm.crawl import objects
from gis_app.devices.models import Camera
from gis_app.devices.optics import optics
from gis_app.findings.metric import Metric
from gis_app.findings.zones import CLEARANCE_M, OPEN, Spot, views, zones
from layers.methods.visibility import Buildings, mounted
from tests.real import real

METRIC = Metric("EPSG:32619")
EDITION = 2025
TWO_HEADS = {
    "node/7693359673": {0, 180},
    "node/7712030808": {160, 340},
    "node/7712030810": {70, 250},
    "node/7713979115": {160, 340},
    "node/7731670555": {50, 270},
}
DEEP_INSIDE = 2


class Bay:
    """Cameras by their key, each with its passport, its view as asked and as mounted, and its zones."""

    def __init__(self):
        rows = [row for row in objects(real("boston_back_bay/back_bay.osm.pbf"), near=None) if row]
        cameras = {row.key: found for row in rows for layer, found in row.records if layer == "cameras"}
        houses = [found for row in rows for layer, found in row.records if layer == "buildings"]
        walls = [one for one in houses if solid(one)]
        heights = [None if one["height_assumed"] else one["height_m"] for one in walls]
        self.keys = list(cameras)
        self.passports = {key: Camera(**passport(found)) for key, found in cameras.items()}
        self.buildings = Buildings(list(METRIC.shapes([one["shape"] for one in walls])), heights)
        spots = [
            Spot(found["point"].x, found["point"].y, optics(self.passports[key])) for key, found in cameras.items()
        ]
        asked = views(spots, METRIC)
        self.asked = dict(zip(self.keys, asked, strict=True))
        self.standing = dict(zip(self.keys, mounted(asked, self.buildings), strict=True))
        self.zones = dict(zip(self.keys, zones(spots, METRIC, EDITION, self.buildings), strict=True))


def solid(house):
    """As the store's buildings hide: no parts, no roofs on posts, nothing that begins above people."""
    return not house["is_part"] and house["kind"] not in OPEN and (house["base_m"] or 0) < CLEARANCE_M


def passport(found):
    names = ("kind", "azimuth", "sectors", "tilt", "hfov", "height_m", "assumed")
    return {name: found[name] for name in names}


@pytest.fixture(scope="module")
def bay():
    return Bay()


def degrees(view):
    point = METRIC.degrees([shapely.Point(view.x, view.y)])[0]
    return point.x, point.y


def aside(view, points):
    """Of points, by how many degrees each lies outside the nearest sector of a view; 0 or less within one."""
    east, north = (points - (view.x, view.y)).T
    bearing = np.degrees(np.arctan2(east, north))
    off = [np.abs((bearing - azimuth + 180) % 360 - 180) - hfov / 2 for azimuth, hfov in view.sectors]
    return np.min(off, axis=0)


def test_seven_look_where_their_tag_says_and_the_others_all_round(bay):
    """Five list two directions, two number-plate cameras one; domes of one direction and no angle look all round."""
    assert len(bay.keys) == 18
    directed = {key: len(view.sectors) for key, view in bay.asked.items() if view.sectors}
    assert sorted(directed.values()) == [1, 1, 2, 2, 2, 2, 2]
    assert {key for key, heads in directed.items() if heads == 2} == set(TWO_HEADS)
    for key, expected in TWO_HEADS.items():
        turn = float(METRIC.convergence(*degrees(bay.asked[key]))[()])
        assert {round(azimuth + turn) % 360 for azimuth, _hfov in bay.asked[key].sectors} == expected


def test_what_a_camera_sees_stays_within_its_sectors_and_its_reach(bay):
    looked = 0
    for key, seen in bay.zones.items():
        view = bay.standing[key]
        for shape in seen.values():
            corners = shapely.get_coordinates(shape)
            away = np.hypot(*(corners - (view.x, view.y)).T)
            assert away.max() <= view.reach_m + 1e-6
            assert (away[away > 1e-6] >= view.near_m * np.cos(np.pi / 128) - 1e-6).all()
            if view.sectors:
                assert aside(view, corners[away > 1e-3]).max() < 1e-3
                looked += 1
    assert looked == 25


def test_each_head_of_a_two_headed_camera_sees_ground_of_its_own(bay):
    for key in TWO_HEADS:
        view, seen = bay.standing[key], bay.zones[key][""]
        assert len(view.sectors) == 2
        points = shapely.get_coordinates([shapely.point_on_surface(part) for part in seen.geoms])
        for number in (0, 1):
            one = type(view)(view.x, view.y, view.reach_m, (view.sectors[number],))
            assert (aside(one, points) < 0).any(), (key, number)


def test_nothing_of_a_zone_lies_inside_a_house(bay):
    """Nor in the own one: a camera on its wall looks away from it."""
    for seen in bay.zones.values():
        for shape in seen.values():
            x, y = shape.centroid.coords[0]
            near = bay.buildings.parts[bay.buildings.tree.query(shape)]
            here = shapely.transform([shape, *near], lambda at, x=x, y=y: at - (x, y))
            inside = shapely.intersection(here[0], shapely.union_all(here[1:], grid_size=1e-9), grid_size=1e-9)
            assert inside.area < 1e-5


def test_all_but_the_two_deep_inside_a_garage_see_something(bay):
    deep = {key for key, view in bay.standing.items() if view is None}
    assert len(deep) == DEEP_INSIDE
    assert {key for key, seen in bay.zones.items() if not seen} == deep
    assert all(seen[""].area > 10 for seen in bay.zones.values() if seen)


def test_the_houses_do_hide(bay):
    """The same cameras on open ground see a good deal more: the buildings are in the computation."""
    keys = [key for key in bay.keys if bay.zones[key]]
    spots = [Spot(*degrees(bay.standing[key]), optics(bay.passports[key])) for key in keys]
    bare = zones(spots, METRIC, EDITION, Buildings([]))
    among = sum(bay.zones[key][""].area for key in keys)
    assert among < 0.9 * sum(seen[""].area for seen in bare)
