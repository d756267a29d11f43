"""What a passport states of a camera's picture, and what is taken by kind where it does not."""

from math import inf, nan

import pytest

from gis_app.devices.models import Camera
from gis_app.devices.optics import defaults, optics


def camera(**told) -> Camera:
    return Camera(**{"kind": "fixed", "azimuth": 90, "hfov": 60, "width_px": 1920, "height_px": 1080, **told})


def test_what_is_stated_is_taken_as_it_stands():
    seen = optics(camera(height_m=5, tilt=10))
    assert (seen.sectors, seen.width_px, seen.height_m, seen.tall_m) == (((90, 60),), 1920, 5, 5)
    assert (seen.assumed, seen.guessed, seen.directed) == (frozenset(), False, True)


def test_heads_look_each_its_own_way():
    assert optics(camera(sectors=[270, 90, 450])).sectors == ((90, 60), (270, 60))


def test_an_unknown_direction_is_taken_all_round_and_said_so():
    seen = optics(camera(azimuth=None))
    assert (seen.sectors, seen.directed, seen.guessed) == ((), False, True)
    assert "azimuth" in seen.assumed
    assert seen.hfov == 60, "each picture is still as narrow, so as fine, as stated"


def test_a_direction_from_a_code_stays_assumed():
    seen = optics(camera(assumed=["azimuth"]))
    assert (seen.sectors, seen.directed, seen.guessed) == (((90, 60),), True, True)


@pytest.mark.parametrize("kind", defaults().kinds)
def test_every_kind_has_something_for_all_that_may_be_missing(kind):
    bare = Camera(kind=kind)
    seen = optics(bare)
    assert {"hfov", "resolution", "height_m", "tilt"} <= seen.assumed
    assert seen.tall_m is None, "an assumed height looks over no building"
    assert 0 < seen.vfov <= 180


def test_every_kind_of_passport_has_its_defaults():
    assert set(defaults().kinds) == set(Camera.Kind.values)


@pytest.mark.parametrize("hfov", [None, 0, -5, nan])
def test_an_angle_that_can_t_be_is_not_stated(hfov):
    seen = optics(camera(hfov=hfov))
    assert seen.hfov == defaults().kinds["fixed"]["hfov"]
    assert "hfov" in seen.assumed


@pytest.mark.parametrize(("hfov", "guessed"), [(360, False), (360.1, True), (400, True), (inf, True)])
def test_a_full_turn_looks_all_round_and_needs_no_direction_and_more_is_taken_for_one_and_said_so(hfov, guessed):
    seen = optics(camera(hfov=hfov, azimuth=None))
    assert (seen.sectors, seen.hfov, seen.directed, seen.guessed) == ((), 360, True, guessed)
    assert ("hfov" in seen.assumed) == guessed


@pytest.mark.parametrize(("height", "tall"), [(-3, None), (nan, None), (5000, None), (0, 0), (228.6, 228.6)])
def test_a_height_that_can_t_be_is_not_stated(height, tall):
    assert optics(camera(height_m=height)).tall_m == tall


@pytest.mark.parametrize("width", [None, 0])
def test_an_unknown_resolution_is_assumed(width):
    seen = optics(camera(width_px=width))
    assert seen.width_px > 0
    assert "resolution" in seen.assumed


def test_a_turning_camera_looks_all_round_unless_its_directions_are_listed():
    tour = optics(camera(kind="ptz"))
    assert (tour.sectors, tour.directed, tour.hfov) == ((), True, 60)
    assert optics(camera(kind="ptz", sectors=[180])).sectors == ((90, 60), (180, 60))


def test_a_dome_with_a_direction_and_an_angle_looks_there():
    assert optics(camera(kind="dome")).sectors == ((90, 60),)
    assert optics(camera(kind="dome", azimuth=None, hfov=None)).directed


def test_a_dome_that_lists_directions_looks_there_as_so_many_fixed_cameras():
    seen = optics(camera(kind="dome", azimuth=160, sectors=[340], hfov=None, width_px=None))
    assert (seen.sectors, seen.width_px, seen.guessed) == (((160, 80), (340, 80)), 1920, True)
    assert {"hfov", "resolution"} <= seen.assumed
    assert optics(camera(kind="dome", azimuth=160, hfov=None)).sectors == (), "one direction is where it is mounted"


@pytest.mark.parametrize("tilt", [-20, 20])
def test_tilt_counts_downwards_with_either_sign(tilt):
    assert optics(camera(tilt=tilt)).tilt == 20


def test_angles_that_are_no_numbers_are_no_directions():
    assert optics(camera(azimuth=nan, sectors=[45])).sectors == ((45, 60),)
