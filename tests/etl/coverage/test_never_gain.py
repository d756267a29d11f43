"""C15 through the store: one more building never raises the demand covered, one more camera never lowers it."""

import numpy as np
import pytest
from django.contrib.gis.geos import MultiPolygon

from etl.derive.coverage import compute
from etl.derive.visibility import see
from gis_app.findings.coverage.models import Demand
from gis_app.places.models import Building
from tests.etl.coverage.streets import Ground
from tests.layers import made
from tests.layers.methods.visibility.towns import outside, town

pytestmark = pytest.mark.django_db
HOUSES, CRIMES, CAMERAS, STEPS = 14, 150, 5, 3


class Quarter:
    """A town of houses in Smallhaven, with crimes and cameras outside all the houses that it will ever have."""

    def __init__(self, city, seed):
        self.rng, self.ground = np.random.default_rng(seed), Ground(city)
        self.houses, self.heights = town(seed, HOUSES, 140.0)
        self.ground.street((0, 0), (140, 0))
        for x, y in outside(seed, self.houses, CRIMES, 140.0):
            self.ground.crime(x, y)
        self.places = outside(seed + 1, self.houses, CAMERAS, 140.0).tolist()

    def build(self):
        house, height = self.houses.pop(), self.heights.pop()
        shape = self.ground.degrees(house)
        Building.objects.create(**made.origin(shape=MultiPolygon(shape), kind="garages", height_m=height))

    def mount(self):
        x, y = self.places.pop()
        sight = {"azimuth": float(self.rng.uniform(0, 360)), "hfov": float(self.rng.uniform(50, 110))}
        picture = {"width_px": 2560, "height_px": 1440, "height_m": 5, "tilt": 25}
        self.ground.camera(x, y, code=f"C-{len(self.places)}", **sight, **picture)

    def covered(self):
        """Crimes that some camera sees, anew from the buildings to the figures."""
        see(list(made.Camera.objects.values_list("pk", flat=True)))
        compute()
        return set(Demand.objects.filter(measure="crimes", seen__gt=0).values_list("record", flat=True))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_never_rise_by_a_building_nor_fall_by_a_camera(city, seed):
    quarter = Quarter(city, seed)
    for _ in range(CAMERAS - 2):
        quarter.mount()
    before = open_ground = quarter.covered()
    for _ in range(STEPS):
        for _ in range((HOUSES - STEPS) // STEPS):
            quarter.build()
        after = quarter.covered()
        assert after <= before
        before = after
    assert before < open_ground, "the houses hide something"
    for _ in range(2):
        quarter.mount()
        after = quarter.covered()
        assert after >= before
        before = after
