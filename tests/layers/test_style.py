"""The map's style: nothing from outside, our own layers only, widths in metres."""

import json
from math import cos, radians

import pytest

from layers.drawing import pixels_per_metre
from layers.registry import BY_ID
from layers.style import style


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_style_points_nowhere_outside(theme):
    text = json.dumps(style(theme, "/tiles"))
    assert "://" not in text
    assert "glyphs" not in style(theme, "/tiles")


def test_every_layer_of_the_registry_is_drawn_and_none_besides():
    drawn = {layer["source"] for layer in style("light", "/tiles")["layers"] if "source" in layer}
    assert drawn - {"selection", "wedges", "area-names"} == set(BY_ID)


def test_tiles_are_asked_in_the_zooms_that_the_layer_declares():
    sources = style("light", "/tiles")["sources"]
    assert sources["buildings"]["minzoom"] == BY_ID["buildings"].min_zoom
    assert sources["crimes"]["tiles"] == ["/tiles/crimes/{z}/{x}/{y}.pbf"]


def test_a_metre_takes_more_pixels_nearer_and_further_north():
    assert pixels_per_metre(16, 0) == pytest.approx(2 * pixels_per_metre(15, 0))
    assert pixels_per_metre(15, 60) == pytest.approx(pixels_per_metre(15, 0) / cos(radians(60)))


def test_cameras_lie_above_incidents_and_the_selection_above_all():
    order = [layer["id"] for layer in style("light", "/tiles")["layers"]]
    assert order.index("crimes-point") < order.index("cameras-point") < order.index("selected-0")
