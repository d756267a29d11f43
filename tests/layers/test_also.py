"""A card names the other reports of its event, to each viewer those that may be seen."""

import pytest

from etl.derive.links import link
from layers.cards import card
from layers.registry import BY_ID
from tests.etl.links.reports import report
from tests.layers import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(city):
    """An accident in a district, and another source's report of it 300 m to the east, outside of the district."""
    north = made.area()
    first = report("accidents", "police", area=north)
    other = report("accidents", "insurers", east_m=300, minutes=10, area=made.area(lon=-32.9, code="south"))
    link()
    return north, first, other


def named(person, record):
    return [
        (one["id"], one["source"], one["certain"]) for one in card(person, BY_ID["accidents"], str(record.pk))["also"]
    ]


def test_each_names_the_other(two, pavel, oksana):
    _north, first, other = two
    for person in (pavel, oksana):
        assert named(person, first) == [(other.pk, "insurers", False)]
        assert named(person, other) == [(first.pk, "police", False)]


def test_an_operator_is_told_of_what_lies_in_the_watch_alone(two, olga):
    north, first, _other = two
    made.on_duty(olga, north)
    assert named(olga, first) == []
