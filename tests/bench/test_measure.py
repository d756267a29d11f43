"""What the bench promises: its files are what it says, a ratio is each round's own. No time is asserted."""

import csv
import json

import shapely

from bench.city import write_city
from bench.crimes import DEFECT_EVERY, HEADER, write_crimes
from bench.measure import compared, interleaved
from etl.spec import source


def test_districts_tile_the_city_without_overlap(tmp_path):
    _, districts = write_city(tmp_path)
    shapes = [shapely.geometry.shape(one["geometry"]) for one in json.loads(districts.read_text())["features"]]
    whole = shapely.union_all(shapes)
    assert len(shapes) == 80
    assert all(shape.is_valid for shape in shapes)
    assert abs(sum(shape.area for shape in shapes) - whole.area) < 1e-9
    assert abs(whole.area - whole.envelope.area) < 1e-9


def test_crimes_are_in_the_form_that_chicago_publishes(tmp_path):
    write_crimes(tmp_path / "crimes.csv", 1_000)
    with (tmp_path / "crimes.csv").open(newline="") as file:
        header, *rows = csv.reader(file)
    spec = source("chicago_crimes")
    kind = HEADER.index("Primary Type")
    assert header == HEADER
    assert spec.header_matches(header)
    assert len({row[0] for row in rows}) == 1_000
    assert sum(row[-1] == "" for row in rows) == sum(n // DEFECT_EVERY % 3 == 0 for n in range(0, 1_000, DEFECT_EVERY))
    assert {row[kind] for row in rows} - spec.kind.lookup.keys() == {"MISCHIEF"}


def test_the_same_seed_makes_the_same_file(tmp_path):
    for name in ("one.csv", "two.csv"):
        write_crimes(tmp_path / name, 200, seed=7)
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_contenders_take_turns():
    turns = []
    told = interleaved({name: lambda name=name: turns.append(name) or 1.0 for name in ("ours", "peer")}, rounds=2)
    assert turns == ["ours", "peer", "ours", "peer"]
    assert told == {"ours": [1.0, 1.0], "peer": [1.0, 1.0]}


def test_a_ratio_is_the_median_of_each_rounds_own():
    rows = compared("ours", 100, {"ours": [2.0, 20.0, 4.0], "peer": [1.0, 10.0, 1.0]})
    assert rows["ours"] == {"seconds": 4.0, "rows_per_s": 25, "ours_to_this": 1.0}
    assert rows["peer"] == {"seconds": 1.0, "rows_per_s": 100, "ours_to_this": 0.5}
