"""Pixels a metre and the classes of both editions of IEC/EN 62676-4."""

from math import inf, nan, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.methods import pixel_density
from layers.methods.pixel_density import EDITIONS, blind_radius, far_edge, farthest, ground_distance, px_per_m, quality


@pytest.mark.parametrize(
    ("density", "name"),
    [
        (12.49, None),
        (12.5, "monitor"),
        (25, "detect"),
        (62.499, "detect"),
        (62.5, "observe"),
        (125, "recognise"),
        (249.999, "recognise"),
        (250, "identify"),
        (1000, "inspect"),
        (inf, "inspect"),
    ],
)
def test_classes_of_2014_begin_at_their_threshold(density, name):
    found = quality(2014, density)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("density", "name"),
    [
        (19.999, None),
        (20, "overview"),
        (40, "outline"),
        (80, "discern"),
        (125, "perceive"),
        (250, "characterise"),
        (500, "validate"),
        (1500, "scrutinise"),
    ],
)
def test_classes_of_2025_begin_at_their_threshold(density, name):
    found = quality(2025, density)
    assert (found and found.name) == name


def test_an_unknown_edition_is_refused():
    with pytest.raises(KeyError):
        quality(2020, 100)


def test_a_pinhole_of_ninety_degrees():
    assert px_per_m(1920, 90, 10) == pytest.approx(96.0, rel=1e-6)
    reaches = [farthest(1920, 90, one.px_per_m) for one in EDITIONS[2014]]
    assert reaches == pytest.approx([76.8, 38.4, 15.36, 7.68, 3.84, 0.96], rel=1e-6)


def test_a_panorama_is_measured_on_its_arc():
    assert px_per_m(3600, 360, 10) == pytest.approx(3600 / (2 * pi * 10))
    assert farthest(3600, 180, 20) == pytest.approx(3600 / (pi * 20))


@pytest.mark.parametrize("width", [0, -5])
def test_without_pixels_there_is_nothing(width):
    assert px_per_m(width, 90, 10) == 0
    assert farthest(width, 90, 20) == 0


@pytest.mark.parametrize("hfov", [0, -20, 360.001, 400, nan])
def test_an_angle_that_cannot_be_is_refused(hfov):
    with pytest.raises(ValueError, match="above 0 and at most 360"):
        px_per_m(1920, hfov, 10)
    with pytest.raises(ValueError, match="above 0 and at most 360"):
        farthest(1920, hfov, 20)


def test_at_no_distance_the_density_has_no_bound():
    assert px_per_m(1920, 90, 0) == inf


@given(st.integers(100, 10_000), st.floats(1, 360), st.sampled_from([q for e in EDITIONS.values() for q in e]))
def test_a_class_holds_as_far_as_its_farthest_and_no_farther(width, hfov, wanted):
    reach = farthest(width, hfov, wanted.px_per_m)
    assert px_per_m(width, hfov, reach * (1 - 1e-9)) >= wanted.px_per_m > px_per_m(width, hfov, reach * (1 + 1e-9))


def test_height_tells_what_is_blind_and_how_far_the_picture_reaches():
    assert blind_radius(4, 25, 40) == pytest.approx(4)
    assert blind_radius(4, 80, 40) == 0
    assert blind_radius(4, -40, 40) == inf
    assert far_edge(4, 65, 40) == pytest.approx(4)
    assert far_edge(4, 10, 40) == inf
    assert ground_distance(5, 3) == pytest.approx(4)
    assert ground_distance(2, 3) == 0


def test_the_vertical_angle_follows_from_the_sides():
    assert pixel_density.vertical_angle(90, 1000, 1000) == pytest.approx(90)
    assert pixel_density.vertical_angle(60, 1920, 1080) == pytest.approx(35.98, abs=0.01)
