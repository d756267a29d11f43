"""How far points are from the nearest of others, and which building stands first in the way."""

import csv
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from layers.methods.nearest import RADIUS_M, Stations, first_on_the_way, reached

ORACLES = Path(__file__).resolve().parents[4] / "shared" / "oracles"


def york(name: str) -> list[dict[str, str]]:
    path = ORACLES / "mclp_york" / name
    if not path.exists():
        pytest.skip(f"the oracle file {name} is not beside the project")
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_york_from_grade_one_buildings_within_100_m():
    """C13, the README of njtierney/maxcovr: 339 covered, 1475 not, 0.1869, mean 1400.19 m, sd 1596.68 m."""
    towers = [(float(row["long"]), float(row["lat"])) for row in york("york.csv") if row["grade"] == "I"]
    crimes = [(float(row["long"]), float(row["lat"])) for row in york("york_crime.csv")]
    assert (len(towers), len(crimes)) == (71, 1814)
    found = reached(crimes, towers, 100, RADIUS_M)
    assert (int(found.within.sum()), int((~found.within).sum())) == (339, 1475)
    assert found.share == pytest.approx(0.1869, abs=5e-5)
    assert found.metres.mean() == pytest.approx(1400.19, abs=0.1)
    assert found.metres.std(ddof=1) == pytest.approx(1596.68, abs=0.1)


def test_the_first_crimes_of_york_and_their_nearest_towers():
    """R4, the README of njtierney/maxcovr: which grade-one building is nearest, and how far."""
    towers = [(float(row["long"]), float(row["lat"])) for row in york("york.csv") if row["grade"] == "I"]
    crimes = [(float(row["long"]), float(row["lat"])) for row in york("york_crime.csv")][:6]
    found = reached(crimes, towers, 100, RADIUS_M)
    assert (found.nearest + 1).tolist() == [66, 48, 55, 11, 25, 20]
    assert found.metres.tolist() == pytest.approx([166, 2087, 68.2, 286, 536, 160], abs=1)


@pytest.mark.parametrize("sphere", [None, RADIUS_M])
def test_a_point_at_the_radius_itself_is_within(sphere):
    metres = reached([[0, 1]], [[0, 0]], 1e9, sphere).metres[0]
    assert reached([[0, 1]], [[0, 0]], metres, sphere).within[0]
    assert not reached([[0, 1]], [[0, 0]], np.nextafter(metres, 0), sphere).within[0]


def test_york_in_metres_of_its_plane_is_told_alike():
    """The product asks on the city's plane: the same nearest, and metres that differ by no more than 0.4 %."""
    metric = Transformer.from_crs(4326, 32630, always_xy=True).transform
    towers = [(float(row["long"]), float(row["lat"])) for row in york("york.csv") if row["grade"] == "I"]
    crimes = [(float(row["long"]), float(row["lat"])) for row in york("york_crime.csv")]
    globe = reached(crimes, towers, 100, RADIUS_M)
    plane = reached(
        np.column_stack(metric(*zip(*crimes, strict=True))), np.column_stack(metric(*zip(*towers, strict=True))), 100
    )
    assert plane.metres == pytest.approx(globe.metres, rel=4e-3)
    assert (plane.nearest == globe.nearest).mean() > 0.99


def test_the_nearest_are_those_of_all_pairs_and_never_more_than_there_are():
    rng = np.random.default_rng(8)
    points, places = rng.uniform(0, 1000, (200, 2)), rng.uniform(0, 1000, (30, 2))
    every = np.hypot(*(points[:, None] - places[None]).transpose(2, 0, 1))
    metres, which = Stations(places).nearest(points, 5)
    assert metres == pytest.approx(np.sort(every, axis=1)[:, :5])
    assert np.take_along_axis(every, which, axis=1) == pytest.approx(metres)
    assert Stations(places[:3]).nearest(points, 12)[0].shape == (200, 3)


def test_the_antipode_is_half_the_globe_away():
    assert reached([[180, 0]], [[0, 0]], 1, RADIUS_M).metres[0] == pytest.approx(np.pi * 6_371_000)


def test_no_stations_are_refused():
    with pytest.raises(ValueError, match="no stations"):
        reached([[0, 0]], [], 1)


def test_the_nearer_of_two_buildings_hides():
    walls = np.array([shapely.box(30, -5, 40, 5), shapely.box(10, -5, 20, 5)])
    assert first_on_the_way((0, 0), (50, 0), walls) == (1, 10.0)


def test_the_building_that_carries_the_camera_and_one_that_is_only_touched_do_not_hide():
    carries, touched = shapely.box(-10, -5, 0, 5), shapely.box(10, 0, 20, 5)
    assert first_on_the_way((0.2, 0), (50, 0), np.array([carries, touched])) is None
