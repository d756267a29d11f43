"""What pages are told of the city."""

import pytest

from gis_app.places.queries import CityFacts


@pytest.mark.parametrize(
    ("zone", "said"),
    [("Etc/GMT+2", "UTC−2"), ("Etc/GMT-5", "UTC+5"), ("Etc/GMT", "UTC"), ("Asia/Almaty", "Asia/Almaty")],
)
def test_a_zone_without_a_place_is_said_as_people_count_it(zone, said):
    assert CityFacts("x", "X", zone, "EPSG:3857", ("ru",), invented=False, bounds=(0, 0, 1, 1)).clock == said
