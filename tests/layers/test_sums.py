"""Counts from cells are those of the rows, in every box and filter."""

import random
from datetime import date, timedelta

import pytest

from gis_app.incidents.filters import Filters
from gis_app.incidents.models import Crime
from layers import sums
from layers.bbox import Box
from layers.registry import BY_ID
from tests.layers import made

pytestmark = pytest.mark.django_db
CRIMES = BY_ID["crimes"]
WEST, SOUTH = made.MIDDLE[0] - 0.15, made.MIDDLE[1] - 0.15


@pytest.fixture
def places(city):
    """Two hundred crimes in a square of 0.3 degrees, by id: where and on which day."""
    chance = random.Random(5)
    found = [
        (round(WEST + 0.3 * chance.random(), 6), round(SOUTH + 0.3 * chance.random(), 6), chance.randrange(20))
        for _ in range(200)
    ]
    Crime.objects.bulk_create(
        Crime(
            **made.origin(
                point=f"SRID=4326;POINT({lon} {lat})",
                **{
                    **made.INCIDENT,
                    "kind": "theft" if day % 2 else "arson",
                    "day": date(2026, 6, 1) + timedelta(days=day),
                },
            )
        )
        for lon, lat, day in found
    )
    return found


def box(chance):
    lons = sorted(WEST + chance.uniform(-0.1, 0.4) for _ in range(2))
    lats = sorted(SOUTH + chance.uniform(-0.1, 0.4) for _ in range(2))
    return Box(lons[0], lats[0], lons[1], lats[1])


def test_a_box_counts_what_lies_in_it(places, pavel, monkeypatch):
    monkeypatch.setattr(sums.queries, "reach", lambda: (WEST, SOUTH, WEST + 0.3, SOUTH + 0.3))
    chance = random.Random(6)
    counted = 0
    for _ in range(40):
        one = box(chance)
        filters = Filters(from_=date(2026, 6, chance.randrange(1, 20)), kinds=chance.choice([(), ("theft",)]))
        expected = sum(
            one.west <= lon <= one.east
            and one.south <= lat <= one.north
            and day + 1 >= filters.from_.day
            and (day % 2 or not filters.kinds)
            for lon, lat, day in places
        )
        assert sums.total(pavel, CRIMES, filters, one) == expected
        counted += expected
    assert counted > 100


@pytest.mark.parametrize("wide", [Box(-180, -90, 180, 90), Box(170, -90, -20, 90), Box(-34, 47, -32, 49)])
def test_a_box_around_everything_counts_everything(places, pavel, wide):
    assert sums.total(pavel, CRIMES, Filters(), wide) == len(places)


def test_a_box_elsewhere_counts_nothing(places, pavel):
    assert sums.total(pavel, CRIMES, Filters(), Box(10, 10, 20, 20)) == 0


def test_kinds_are_counted_within_the_filters(places, pavel, anna):
    told = sums.by_kind(pavel, CRIMES, Filters(to=date(2026, 6, 11)))
    expected = {
        kind: sum(day < 10 and day % 2 == odd for *_place, day in places) for kind, odd in (("arson", 0), ("theft", 1))
    }
    assert told == expected
    assert sums.by_kind(anna, CRIMES, Filters()) == {}
    assert sums.total(anna, CRIMES, Filters()) == 0
