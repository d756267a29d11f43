"""The cameras of the programme stand in the lists, at the streets and with the day that the truth says."""

import csv
import datetime as dt

import numpy as np
import pytest
from pyproj import Transformer

from data.demo.city import programme
from data.demo.city.watch import Stands
from data.demo.ground import CRS
from data.demo.incidents.ground import middles
from data.demo.incidents.programme import Sites
from data.demo.incidents.rules import FIRST, INSTALLED, month
from tests.data.lattice import lattice

ON = Transformer.from_crs("EPSG:4326", CRS, always_xy=True)


@pytest.fixture(scope="module")
def effect(small_city):
    return small_city.truth["incidents"]["crimes"]["cameras"]


@pytest.fixture(scope="module")
def rows(small_city):
    """The situation centre's rows that have a place, the first of each code."""
    with (small_city.folder / "cameras.csv").open(encoding="utf-8", newline="") as file:
        found = {row["inventory"]: row for row in reversed(list(csv.DictReader(file)))}
    return {code: row for code, row in found.items() if row["latitude"].startswith(("47.9", "48.0"))}


def codes(segment: dict) -> list[str]:
    return [dict(pairs)["cameras.csv"] for pairs in segment["cameras"]]


def metres(row: dict[str, str], segment: dict) -> float:
    """From a row's camera to the middle of a segment."""
    here, there = ON.transform(float(row["longitude"]), float(row["latitude"])), ON.transform(*segment["middle"])
    return float(np.hypot(*(np.array(here) - there)))


def day(row: dict[str, str]) -> dt.date:
    return dt.datetime.strptime(row["installed"], "%d.%m.%Y").replace(tzinfo=dt.UTC).date()


def test_each_segment_of_the_programme_has_cameras_of_its_day_at_its_kerb(effect, rows):
    sites = effect["listed"] + effect["bad_year"]["segments"]
    assert min(len(effect["listed"]), len(effect["bad_year"]["segments"])) >= 4
    for segment in sites:
        assert len(codes(segment)) == (2 if segment["length_m"] > 120 else 1)
        for code in codes(segment):
            assert day(rows[code]) == dt.date.fromisoformat(effect["installed"]) == month(INSTALLED)
            assert metres(rows[code], segment) < segment["length_m"] / 2 + 14
    assert len({code for segment in sites for code in codes(segment)}) == sum(map(len, map(codes, sites)))


def test_the_programme_is_told_from_other_cameras_by_its_legal_ground(effect, rows):
    own = {code for code, row in rows.items() if "Спокойная улица" in row["legal_ground"]}
    sites = effect["listed"] + effect["bad_year"]["segments"]
    assert own == {code for segment in sites for code in codes(segment)}


def test_other_cameras_on_compared_segments_came_before_the_five_years():
    """Else a before and after of the compared ones would be no comparison."""
    ground = lattice(4)
    sites = Sites(np.array([0]), np.array([1]), [np.array([], int)], np.array([2]))
    places = middles(ground)[:5]
    stand = Stands(np.full(5, "road", dtype=object), places, np.zeros(5))
    dated = programme.dated([{"installed": "01.06.2023"}] * 5, stand, ground, sites)
    assert [day(row) < FIRST for row in dated] == [True, True, True, False, False]


def test_cameras_of_the_programme_stand_in_the_polices_list_too(effect, small_city):
    with (small_city.folder / "cameras_police.csv").open(encoding="utf-16", newline="") as file:
        police = {row["Код"]: row["Введена"] for row in csv.DictReader(file, delimiter="\t")}
    pairs = [dict(pairs) for segment in effect["listed"] for pairs in segment["cameras"]]
    both = [one["cameras_police.csv"] for one in pairs if len(one) == 2]
    assert both
    assert {police[code] for code in both} == {f"{month(INSTALLED):%d.%m.%Y}"}
