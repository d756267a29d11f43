"""What period the map opens with."""

import pytest

from dashboards.city_map.playback import newest
from dashboards.workspaces import OPERATOR


@pytest.mark.parametrize(
    ("first", "last", "since", "until"),
    [
        ("2021-03-05", "2026-02-28", "2025-03-01", "2026-03-01"),
        ("2021-03-05", "2024-02-28", "2023-02-28", "2024-02-29"),
        ("2022-01-01", "2023-01-01", "2022-01-02", "2023-01-02"),
    ],
)
def test_the_map_opens_with_the_twelve_months_up_to_the_newest_day(first, last, since, until):
    assert newest([first, last], months=12) == {"from": since, "to": until}


@pytest.mark.parametrize("days", [None, ["2022-01-01", "2022-12-31"], ["2022-05-01", "2022-05-01"]])
def test_what_spans_no_more_than_a_year_is_shown_whole(days):
    assert newest(days, months=12) is None


def test_an_operator_begins_with_a_month():
    assert newest(["2021-03-05", "2024-03-30"], OPERATOR.opening_months) == {"from": "2024-02-29", "to": "2024-03-31"}
