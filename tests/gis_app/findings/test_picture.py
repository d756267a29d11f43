"""Which ground is in a picture: between its lower and its upper edge, and no farther than its pixels reach."""

from dataclasses import replace
from itertools import product
from math import inf

import pytest

from gis_app.devices.models import Camera
from gis_app.devices.optics import Optics, defaults, optics
from gis_app.findings.camera_models import catalogue
from gis_app.findings.zones import edge_m, near_m, reach_m
from layers.methods.pixel_density import EDITIONS, far_edge, farthest, ground_distance

TELE = Optics(azimuths=(0,), hfov=8, width_px=3840, height_px=2160, height_m=4, tilt=6, tall_m=4)
CLASSES = [one.px_per_m for one in EDITIONS[2025]]


def by_pixels(one: Optics, px_per_m: float) -> float:
    """How far the pixels alone carry, metres on the ground."""
    return min(ground_distance(farthest(one.width_px, one.hfov, px_per_m), one.height_m), defaults().farthest_m)


def test_a_narrow_picture_ends_at_its_upper_edge_whatever_its_pixels():
    assert by_pixels(TELE, 125) == pytest.approx(219.6, abs=0.1)
    assert (near_m(TELE), reach_m(TELE, 125), reach_m(TELE)) == pytest.approx((27.6, 61.0, 61.0), abs=0.1)
    assert reach_m(TELE, 500) == pytest.approx(54.8, abs=0.1), "finer classes end before the picture does"


def test_the_steeper_it_looks_the_nearer_its_picture_ends():
    reaches = [reach_m(replace(TELE, tilt=tilt)) for tilt in (1, 3, 6, 12, 45, 88)]
    assert reaches == sorted(reaches, reverse=True)
    assert (reaches[0], edge_m(replace(TELE, tilt=1))) == (300, inf)


@pytest.mark.parametrize("told", [{"turns": True}, {"hfov": 360.0}, {"hfov": 180.0}, {"height_m": 0.0}])
def test_a_turning_camera_a_panorama_and_a_height_of_nothing_have_no_upper_edge(told):
    one = replace(TELE, tilt=60, **told)
    assert (edge_m(one), reach_m(one)) == (inf, by_pixels(one, defaults().seen_px_per_m))


@pytest.mark.parametrize("kind", defaults().kinds)
def test_a_camera_of_which_nothing_is_known_has_all_its_reach_in_the_picture(kind):
    one = optics(Camera(kind=kind, azimuth=0))
    assert reach_m(one) == by_pixels(one, defaults().seen_px_per_m)
    assert near_m(one) < 25 < reach_m(one)


def test_a_dome_turned_one_way_does_not_look_straight_down_for_want_of_a_tilt():
    one = optics(Camera(kind="dome", azimuth=0, hfov=90, width_px=1920, height_px=1080, height_m=4))
    assert reach_m(one) == by_pixels(one, defaults().seen_px_per_m)


def test_a_tilt_that_a_passport_states_is_kept_to():
    one = optics(Camera(kind="anpr", azimuth=0, tilt=-12))
    assert reach_m(one) == far_edge(6, 12, one.vfov) == pytest.approx(70, abs=1)


def test_every_model_is_mounted_so_that_its_reach_is_in_the_picture():
    own = catalogue()
    for model, mount in product(own.models.values(), own.mounts.values()):
        for hfov in model.settings():
            one = model.optics(0, hfov, mount.height_m)
            for px_per_m in (defaults().seen_px_per_m, *CLASSES):
                assert reach_m(one, px_per_m) == by_pixels(one, px_per_m), (model.en, hfov)
            assert near_m(one) < 70


def test_aimed_at_a_class_a_model_s_blind_zone_leaves_it_ground_to_see():
    eight = catalogue().model("bullet_8mp")
    usual = eight.optics(0, 30, 5)
    fine = eight.optics(0, 30, 5, eight.tilted(30, 5, 500))
    assert reach_m(usual, 500) < near_m(usual), "aimed at all that it sees it misses the class"
    assert (near_m(fine), reach_m(fine, 500)) == pytest.approx((6.6, 13.4), abs=0.3)
    assert reach_m(fine) < 16


def test_a_model_whose_tilt_the_catalogue_states_keeps_to_it():
    tele = catalogue().model("bullet_tele").model_copy(update={"tilt": 6})
    assert reach_m(tele.optics(0, 8, 4), 125) == pytest.approx(61.0, abs=0.1)
    assert tele.tilted(8, 4, 500) == 6
