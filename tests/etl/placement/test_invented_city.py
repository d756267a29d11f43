"""Fifty cameras in an invented city whose hot spots are known."""

from datetime import date

import pytest

from data.demo.city import IMPORTS
from etl.derive.placement.choice import chance
from etl.derive.placement.incidents import years_before
from etl.derive.placement.run import gathered
from etl.run import deliver, load_city
from gis_app.findings.metric import Metric
from gis_app.findings.placements.parameters import parsed
from gis_app.places.models import City
from layers.methods.maximal_cover import Status, exact, lazy_greedy

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
FIFTY = 50


@pytest.fixture
def field(small_city, pavel):
    """All that the choice is made from: poles and crossings, and the last year's crimes."""
    load_city(small_city.folder / "city.yml")
    for name in IMPORTS:
        if "camera" not in name:
            deliver(small_city.folder / name, into_demo=True)
    end = date.fromisoformat(small_city.truth["incidents"]["crimes"]["to"])
    demand = {"layers": ["crimes"], "from": years_before(end, 1).isoformat(), "to": end.isoformat()}
    asked = parsed({"demand": demand, "quality": "perceive", "number": FIFTY, "models": ["bullet_8mp"]})
    city = City.objects.get()
    return gathered(asked, pavel, city, Metric.of(city), lambda done: False)[0]


def test_greeds_fifty_are_near_the_best_and_far_from_chance(field):
    weights = field.found.summed(field.asked.demand.from_, field.asked.demand.to)
    asked = field.problem(weights)
    greedy = lazy_greedy(asked)
    proven = exact(asked, gap=0.01, seconds=60)
    assert proven.status in (Status.OPTIMAL, Status.WITHIN_GAP)
    assert greedy.objective >= 0.95 * proven.bound
    random = chance(field, weights, FIFTY, 200)[:, -1].mean()
    assert greedy.objective >= 2 * random > 0
