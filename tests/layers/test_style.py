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


@pytest.mark.parametrize("kind", ["railway", "waterway"])
def test_railways_and_narrow_rivers_are_lines_below_the_streets(kind):
    layers = style("light", "/tiles")["layers"]
    own = [n for n, one in enumerate(layers) if one.get("filter") == ["==", ["get", "kind"], kind]]
    assert {layers[n]["type"] for n in own} == {"line"}
    assert max(own) < next(n for n, one in enumerate(layers) if one["id"] == "streets-casing")


def test_cameras_lie_above_incidents_and_the_selection_above_all():
    order = [layer["id"] for layer in style("light", "/tiles")["layers"]]
    assert order.index("crimes-point") < order.index("cameras-point") < order.index("selected-0")


def test_where_there_are_many_incidents_all_discs_are_smaller_alike():
    def pixels(crowd: int) -> list[float]:
        drawn = next(one for one in style("light", "/tiles", crowd=crowd)["layers"] if one["id"] == "crimes-cell")
        return [float(part[2][2][1]) for part in drawn["paint"]["circle-radius"][4::2]]

    assert pixels(0) == pixels(6_000)
    shares = {round(many / few, 2) for many, few in zip(pixels(150_000), pixels(0), strict=True)}
    assert len(shares) == 1
    assert 0.3 < shares.pop() < 0.5
