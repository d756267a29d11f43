"""How far points are from the nearest of others, and which building stands first in the way."""

import csv
from pathlib import Path

import numpy as np
import pytest
import shapely

from layers.methods.nearest import first_on_the_way, reached

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
    found = reached(crimes, towers, 100)
    assert (int(found.within.sum()), int((~found.within).sum())) == (339, 1475)
    assert found.share == pytest.approx(0.1869, abs=5e-5)
    assert found.metres.mean() == pytest.approx(1400.19, abs=0.1)
    assert found.metres.std(ddof=1) == pytest.approx(1596.68, abs=0.1)


def test_a_point_at_the_radius_itself_is_within():
    metres = reached([[0, 1]], [[0, 0]], 1e9).metres[0]
    assert reached([[0, 1]], [[0, 0]], metres).within[0]
    assert not reached([[0, 1]], [[0, 0]], np.nextafter(metres, 0)).within[0]


def test_the_antipode_is_half_the_globe_away():
    assert reached([[180, 0]], [[0, 0]], 1).metres[0] == pytest.approx(np.pi * 6_371_000)


def test_no_stations_are_refused():
    with pytest.raises(ValueError, match="no stations"):
        reached([[0, 0]], [], 1)


def test_the_nearer_of_two_buildings_hides():
    walls = np.array([shapely.box(30, -5, 40, 5), shapely.box(10, -5, 20, 5)])
    assert first_on_the_way((0, 0), (50, 0), walls) == (1, 10.0)


def test_the_building_that_carries_the_camera_and_one_that_is_only_touched_do_not_hide():
    carries, touched = shapely.box(-10, -5, 0, 5), shapely.box(10, 0, 20, 5)
    assert first_on_the_way((0.2, 0), (50, 0), np.array([carries, touched])) is None
