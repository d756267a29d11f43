"""Directions of cameras as mappers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.sources.osm.directions import Look, look, parse


@pytest.mark.parametrize(
    ("said", "azimuths"),
    [
        ("345", (345.0,)),
        ("360", (0.0,)),
        ("-90", (270.0,)),
        ("90°", (90.0,)),
        ("N", (0.0,)),
        ("nne", (22.5,)),
        ("West", (270.0,)),
        ("0;180", (0.0, 180.0)),
        ("160; 240", (160.0, 240.0)),
        ("90;90", (90.0,)),
        ("90;both", (90.0,)),
    ],
)
def test_directions_are_read(said: str, azimuths: tuple[float, ...]):
    assert parse(said) == Look(azimuths)


@pytest.mark.parametrize(
    ("said", "azimuth", "hfov"), [("239-284", 261.5, 45.0), ("350-10", 0.0, 20.0), ("N-E", 45.0, 90.0)]
)
def test_a_sector_gives_its_middle_and_width(said: str, azimuth: float, hfov: float):
    assert parse(said) == Look((azimuth,), hfov)


def test_a_whole_turn_has_no_middle_and_is_known():
    assert parse("0-360") == Look((), 360.0)
    assert parse("0-360").known


@pytest.mark.parametrize("said", ["", "both", "forward", "clockwise", "400", "-", "1.2.3-5", "nan"])
def test_what_names_no_azimuth_stays_unknown(said: str):
    assert not parse(said).known


def test_the_camera_s_own_direction_wins():
    assert look({"camera:direction": "70;250", "direction": "160"}).azimuths == (70.0, 250.0)


def test_the_plain_direction_serves_where_the_own_says_nothing():
    assert look({"camera:direction": "both", "direction": "160"}).azimuths == (160.0,)


@given(
    st.text()
    | st.from_regex(r"[-+]?[0-9.]{1,7}([-;][-+]?[0-9.]{1,7}){0,3}", fullmatch=True)
    | st.floats(-400, 400).map(str)
)
def test_any_text_gives_azimuths_of_the_circle(said: str):
    found = parse(said)
    assert all(0 <= azimuth < 360 for azimuth in found.azimuths)
    assert found.hfov is None or 0 < found.hfov <= 360
