"""Heights as mappers write them."""

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.sources.osm.heights import building_base, building_height, count, metres


@pytest.mark.parametrize(
    ("said", "metre"),
    [
        ("133.5 m", 133.5),
        ("86m", 86.0),
        ("228.6m", 228.6),
        ("65.5", 65.5),
        ("12,5", 12.5),
        ("12 м", 12.0),
        ("40'", 12.192),
        ("40 ft", 12.192),
        ("5'4\"", 1.626),
        ('90"', 2.286),
        ("0", 0.0),
    ],
)
def test_units_are_read(said: str, metre: float):
    assert metres(said) == metre


@pytest.mark.parametrize("said", ["", "-3", "high", "10-12", "28.7;18.3", "1e9", "nan", "inf", "~12", "12 km"])
def test_what_is_unclear_stays_unknown(said: str):
    assert metres(said) is None


def test_a_stated_height_is_not_assumed():
    assert building_height({"height": "20 m", "building:levels": "3"}) == (20.0, False)


def test_levels_give_an_assumed_height():
    assert building_height({"building:levels": "5"}) == (17.0, True)
    assert building_height({"height": "tall", "building:levels": "2.5"}) == (9.0, True)


def test_without_either_the_height_is_unknown():
    assert building_height({"building:levels": "7-7"}) == (None, False)


def test_a_part_begins_where_it_says():
    assert building_base({"min_height": "12 m"}) == 12.0
    assert building_base({"building:min_level": "2"}) == 6.4
    assert building_base({}) is None


@given(st.text() | st.from_regex(r"[-+~]?[0-9.,]{1,20} ?(m|ft|'|\")?", fullmatch=True))
def test_any_text_gives_a_finite_length_or_none(said: str):
    for value in (metres(said), count(said), building_height({"height": said, "building:levels": said})[0]):
        assert value is None or (isfinite(value) and value >= 0)
