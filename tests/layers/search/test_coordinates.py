"""Coordinates are read however people write them."""

import pytest

from layers.search.coordinates import inside, place, readings

SMALLHAVEN = (-33.01, 47.99, -32.99, 48.01)


@pytest.mark.parametrize(
    "typed",
    [
        "48.0005, -33.0005",
        "48.0005 -33.0005",
        "48.0005,-33.0005",
        "48,0005; -33,0005",
        "48,0005 −33,0005",
        "-33.0005, 48.0005",
        "48°00.03' N, 33°00.03' W",
        "N48 0.03 W33 0.03",
        "48°0′1.8″N 33°0′1.8″W",
        "48,0005° с. ш., 33,0005° з. д.",
        "48.0005 пн. ш. 33.0005 зх. д.",
    ],
)
def test_the_city_decides_what_two_numbers_mean(typed):
    assert place(typed, SMALLHAVEN) == pytest.approx((-33.0005, 48.0005))


@pytest.mark.parametrize(
    "typed", ["8 марта 12", "12/3", "12, 3", "91.5, 181.5", "48.5 N 33 N", "48°75' N 33° W", "x", ""]
)
def test_what_is_no_place_is_read_as_none(typed):
    assert readings(typed) == []


def test_a_letter_outweighs_the_city():
    assert place("48.0 E 33.0 S", SMALLHAVEN) == (48.0, -33.0)


def test_a_city_across_180_degrees_has_places_on_both_sides():
    across = (179.0, 60.0, -179.0, 62.0)
    assert [inside((lon, 61.0), across) for lon in (179.5, -179.5, 0.0)] == [True, True, False]
