"""C15: whatever system footprints and cameras came in, zones of the city's plane are the same, to 1e-9 of their area.

The store keeps degrees; `Metric` brings them to the city's UTM zone, and `zones` computes there.
"""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.affinity import translate

from gis_app.devices.optics import Optics
from gis_app.findings.metric import Metric
from gis_app.findings.zones import Spot, reach_m, views, zones
from layers.methods.pixel_density import EDITIONS
from layers.methods.visibility import Buildings, View, zones_many
from tests.layers.methods.visibility.towns import moved, outside, town

UTM, EAST, NORTH = 32619, 330_000, 4_690_000
EXACT, LEAST_M2 = 1e-9, 1e-6
EDITION = 2025
OPTICS = (
    Optics((40.0,), 90, 2560, 1440, 6, 20, 6.0),
    Optics((0.0, 180.0), 60, 1920, 1080, 4, 10, 4.0),
    Optics((), 360, 4000, 4000, 5, 90, None),
)


def same(one, other):
    assert one.keys() == other.keys()
    for name in one:
        here, there = (translate(shape, -EAST, -NORTH) for shape in (one[name], other[name]))
        apart = shapely.symmetric_difference(here, there, grid_size=1e-10).area
        assert apart <= EXACT * here.area + LEAST_M2, name


def in_degrees(shapes, crs):
    """As an import brings them to the store: from their own system to degrees."""
    return gpd.GeoSeries(gpd.GeoSeries(shapes, crs=UTM).to_crs(crs).to_numpy(), crs=crs).to_crs(4326).to_numpy()


@pytest.mark.parametrize("crs", [4326, 3857, 2249, 26986])
@pytest.mark.parametrize("seed", [3, 4, 5])
def test_zones_are_those_of_the_plane_whatever_system_the_town_came_in(seed, crs):
    """In degrees, the web's Mercator, feet and metres of Massachusetts; beside it what the plane itself gives."""
    houses, heights = town(seed)
    there = [moved(house, 0, EAST, NORTH) for house in houses]
    places = np.add(outside(seed, houses, len(OPTICS)), (EAST, NORTH))
    metric = Metric(f"EPSG:{UTM}")
    points = in_degrees(shapely.points(places), crs)
    spots = [Spot(point.x, point.y, optics) for point, optics in zip(points, OPTICS, strict=True)]
    found = zones(spots, metric, EDITION, Buildings(list(metric.shapes(in_degrees(there, crs))), heights))
    plain = [View(x, y, *rest(view)) for (x, y), view in zip(places, views(spots, metric), strict=True)]
    far = [
        [view.reach_m, *(reach_m(spot.optics, one.px_per_m) for one in EDITIONS[EDITION])]
        for view, spot in zip(plain, spots, strict=True)
    ]
    names = ["", *(one.name for one in EDITIONS[EDITION])]
    for one, direct in zip(found, zones_many(plain, far, Buildings(there, heights)), strict=True):
        assert len(one) > 2
        same(one, {name: shape for name, shape in zip(names, direct, strict=True) if not shape.is_empty})


def rest(view):
    return view.reach_m, view.sectors, view.near_m, view.height_m


def test_an_azimuth_is_of_the_true_north_and_not_of_the_plane_s():
    """In two UTM zones the same camera sees the same ground: 0.04 % of scale and the turn of north apart."""
    optics = replace(OPTICS[0], azimuths=(90.0,))
    spot = Spot(-71.99, 42.35, optics)
    shapes = []
    for crs in ("EPSG:32618", "EPSG:32619"):
        metric = Metric(crs)
        (seen,) = zones([spot], metric, EDITION, Buildings([]))
        (shape,) = metric.degrees([seen[""]])
        shapes.append(shape)
    flat = [shapely.transform(shape, lambda at: (at - (spot.lon, spot.lat)) * (82_000, 111_000)) for shape in shapes]
    assert shapely.symmetric_difference(*flat).area < 2e-3 * flat[0].area
    assert np.isclose(flat[0].centroid.y, 0, atol=0.05)
