"""What a camera's card says was assumed: all that the computation did not find in its passport."""

import pytest

from gis_app.devices.models import Camera
from layers.cameras import assumed

STATED = {"kind": "fixed", "azimuth": 90, "hfov": 60, "width_px": 1920, "height_px": 1080, "height_m": 5, "tilt": 10}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, []),
        ({"hfov": 0}, ["angle of view"]),
        ({"hfov": None}, ["angle of view"]),
        ({"hfov": 400}, ["angle of view"]),
        ({"azimuth": None}, ["direction"]),
        ({"width_px": 0}, ["resolution"]),
        ({"height_m": -3, "assumed": ["azimuth"]}, ["direction", "height"]),
        ({"hfov": 360, "azimuth": None}, []),
    ],
)
def test_the_card_names_what_was_taken_for_want_of_a_number_that_can_be(told, said):
    assert assumed(Camera(**STATED | told)) == said
