"""P12: what the chosen views see, computed anew by the method of visibility, covers the demand that the answer tells.

Not by the placement's own table of views and points: from the cameras as answered, the town's own footprints and the
weights of the incidents, among houses high and low.
"""

import numpy as np
import pytest
import shapely
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon

from etl import jobs
from gis_app.findings.camera_models import catalogue
from gis_app.findings.demand import rules
from gis_app.findings.metric import Metric
from gis_app.findings.placements.actions import ask
from gis_app.findings.zones import Spot, views
from layers.methods.visibility import Buildings, visible_many
from tests.etl.placement.town import LAST, LAT, WEST, question, street
from tests.layers import made

pytestmark = pytest.mark.django_db
METRIC = Metric("EPSG:32625")
KINDS = ("robbery", "theft", "alcohol", "homicide")


class Town:
    """A street with houses of stated and of unknown height beside it, and incidents of several weights among them."""

    def __init__(self, seed):
        rng = np.random.default_rng(seed)
        street()
        side = rng.choice([-1, 1], 14) * rng.uniform(0.00012, 0.0004, 14)
        at = np.column_stack([WEST + rng.uniform(0, 0.004, 14), LAT + side])
        half = rng.uniform(0.00003, 0.00008, 14)
        self.houses = [shapely.box(x - r, y - r, x + r, y + r) for (x, y), r in zip(at, half, strict=True)]
        self.heights = [None if rng.random() < 0.4 else float(rng.uniform(2, 9)) for _ in self.houses]
        for house, height in zip(self.houses, self.heights, strict=True):
            shape = MultiPolygon(GEOSGeometry(memoryview(house.wkb), srid=4326))
            made.Building.objects.create(**made.origin(shape=shape, kind="garages", height_m=height))
        places = np.column_stack([WEST + rng.uniform(0, 0.004, 120), LAT + rng.uniform(-0.0006, 0.0006, 120)])
        self.places = places[~shapely.contains_xy(shapely.union_all(self.houses), places)]
        kinds = rng.choice(KINDS, len(self.places))
        for (lon, lat), kind in zip(self.places, kinds, strict=True):
            made.crime(lon, lat, kind=kind, day=LAST)
        self.weights = np.array([rules().of(kind) for kind in kinds])

    def covered(self, cameras, houses=slice(None)):
        """The weight of all incidents that these cameras of an answer see among the town's houses."""
        spots = [
            Spot(
                one["lon"],
                one["lat"],
                catalogue().model(one["model"]).optics(one["azimuth"], one["hfov"], one["height_m"]),
            )
            for one in cameras
        ]
        among = Buildings(list(METRIC.shapes(self.houses[houses])), self.heights[houses])
        seen = shapely.union_all(visible_many(views(spots, METRIC), among), grid_size=1e-6)
        points = np.column_stack(METRIC.metres(*self.places.T))
        return float(self.weights[shapely.contains_xy(seen, points)].sum())


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("more", [{}, {"exact": True, "gap": 0, "one_view_per_pole": False}])
def test_the_chosen_views_computed_anew_cover_the_objective(city, pavel, seed, more):
    town = Town(seed)
    placement = ask(by=pavel, parameters=question(number=4, models=["bullet_4mp", "dome_5mp"], **more))
    jobs.perform(placement.job.pk)
    placement.refresh_from_db()
    answer = placement.answer
    assert len(answer["cameras"]) == 4
    assert answer["demand"]["total"] == pytest.approx(town.weights.sum(), abs=1e-3)
    assert town.covered(answer["cameras"]) == pytest.approx(answer["objective"], abs=1e-3)
    gains = [town.covered(answer["cameras"][:count]) for count in range(1, 5)]
    assert gains == pytest.approx(np.cumsum([camera["gain"] for camera in answer["cameras"]]), abs=5e-3)
    assert town.covered(answer["cameras"], slice(0)) > answer["objective"], "the houses hide something"
