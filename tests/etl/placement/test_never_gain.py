"""C15: one more building never raises the demand that a placement's views cover, one more camera never lowers it."""

from unittest.mock import patch

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from etl.derive.placement import views as product
from etl.derive.placement.places import Spots
from gis_app.findings.camera_models import catalogue
from gis_app.findings.metric import Metric
from layers.methods.visibility import Buildings
from tests.layers.methods.visibility.towns import moved, outside, town

METRIC = Metric("EPSG:32619")
ORIGIN = (330_000, 4_690_000)
CAMERAS, POINTS = 6, 400


def covers(spots, demand, houses, heights):
    """Which demand (points) each place covers (rows), by the product's own table; a full circle at each place."""
    among = Buildings([moved(house, 0, *ORIGIN) for house in houses], heights)
    with patch.object(product, "buildings_near", lambda *asked: among):
        found = product.views(spots, tuple(demand.T), ["fisheye_12mp"], catalogue(), METRIC, None)
    table = np.zeros((len(spots), len(demand)), dtype=bool)
    table[found.spot] = found.covers.toarray() > 0
    return table


def told(table, weights):
    """The weight covered: the union, each point once."""
    return float(weights[table.any(axis=0)].sum())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 39))
def test_more_buildings_never_raise_and_more_cameras_never_lower_what_is_covered(seed, kept):
    houses, heights = town(seed)
    rng = np.random.default_rng(seed)
    places = outside(seed, houses, CAMERAS)
    assume(len(places) == CAMERAS)
    spots = Spots.of("pole", np.add(places, ORIGIN))
    demand, weights = np.add(rng.uniform(0, 240, (POINTS, 2)), ORIGIN), rng.choice([1.0, 2.0, 5.0, 10.0], POINTS)
    fewer = covers(spots, demand, houses[:kept], heights[:kept])
    more = covers(spots, demand, houses[: kept + 1], heights[: kept + 1])
    assert not (more & ~fewer).any()
    assert told(more, weights) <= told(fewer, weights)
    worth = [told(more[:count], weights) for count in range(CAMERAS + 1)]
    assert worth == sorted(worth)
    assert worth[-1] <= sum(told(more[[row]], weights) for row in range(CAMERAS))


def test_a_wall_in_the_way_does_take_demand_away():
    houses, heights = town(5)
    spots = Spots.of("pole", np.add(outside(5, houses, CAMERAS), ORIGIN))
    demand = np.add(np.random.default_rng(5).uniform(0, 240, (POINTS, 2)), ORIGIN)
    assert covers(spots, demand, houses, heights).sum() < 0.8 * covers(spots, demand, [], []).sum()
