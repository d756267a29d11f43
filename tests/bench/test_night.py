"""What the bench of a night's delivery promises: each row it delivers is there and differs from how it stands."""

import csv
import itertools

from bench import night
from bench.crimes import write_crimes

TIMES = 3


def rows(folder, number: int) -> list[dict[str, str]]:
    with night.write_night(folder, TIMES, number).open(newline="") as file:
        return list(csv.DictReader(file))


def first(folder) -> list[dict[str, str]]:
    write_crimes(folder / "first.csv", 1_000)
    with (folder / "first.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_the_rows_of_a_night_lie_in_all_parts_of_the_store(tmp_path):
    first(tmp_path)
    keys = [int(row["ID"]) - night.FIRST_ID for row in rows(tmp_path, 1)]
    assert len(set(keys)) == 1_000
    assert {key // night.CHANGED for key in keys} == set(range(TIMES))


def test_every_night_tells_something_new_of_each_row(tmp_path):
    nights = [first(tmp_path), rows(tmp_path, 1), rows(tmp_path, 2)]
    for before, after in itertools.pairwise(nights):
        assert all(one["Arrest"] != two["Arrest"] for one, two in zip(before, after, strict=True))
    moved = [one["Latitude"] != two["Latitude"] for one, two in zip(nights[0], nights[1], strict=True)]
    assert 0.05 < sum(moved) / len(moved) <= 0.1


def test_a_price_is_by_row_and_held_against_the_empty_store():
    told = {
        night.EMPTY: {"seconds": 2.0, "rows": 1_000, "loaded": 990, "updated": 0},
        night.QUIET: {"seconds": 3.0, "rows": 500, "loaded": 0, "updated": 495},
    }
    assert night.prices(told)[night.QUIET] == {
        "seconds": 3.0,
        "loaded": 0,
        "updated": 495,
        "ms_per_row": 6.0,
        "to_empty": 3.0,
    }


def test_what_readers_feel_is_the_median_of_each_zoom():
    before, during = {12: [0.1], 14: [0.2, 0.4, 0.3], 16: [0.01]}, {12: [0.2], 14: [0.3, 0.3, 0.3], 16: [0.01]}
    told = night.latencies({"before": before, "during": during, "linking": {12: [], 14: [], 16: []}})
    assert told["tile, z12"] == {"before_ms": 100.0, "during_ms": 200.0, "during_to_before": 2.0, "tiles": 1}
    assert told["tile, z14"]["during_to_before"] == 1.0
    assert told["tile, all"]["tiles"] == 5
