"""What single cells mean: local times, codes, and letters that can't be read."""

from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from etl.clean import parse, plain_code, to_utc, unreadable

AMERICAN = ["%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y"]


def times(*texts: str) -> pd.Series:
    return pd.Series(pd.to_datetime(list(texts)).astype("datetime64[us]"))


def test_a_column_may_come_in_several_formats_and_only_some_have_an_hour():
    local, exact = parse(pd.Series(["03/15/2014 12:00:00 AM", "03/15/2014", "", "15.03.2014"]), AMERICAN)
    assert local.iloc[0] == local.iloc[1] == pd.Timestamp("2014-03-15")
    assert local.iloc[2:].isna().all()
    assert exact.tolist() == ["minute", "day", "", ""]


@pytest.mark.parametrize(
    "text", ["02/31/2014", "02/29/2015", "13/01/2014", "00/10/2014", "03/15/14", "yesterday", "NaT"]
)
def test_a_day_that_does_not_exist_is_no_day(text):
    assert parse(pd.Series([text]), AMERICAN)[0].isna().all()


def test_the_29th_of_february_of_a_leap_year_is_a_day():
    assert parse(pd.Series(["02/29/2016"]), AMERICAN)[0].iloc[0] == pd.Timestamp("2016-02-29")


@pytest.mark.parametrize(
    ("zone", "local", "utc", "mark"),
    [
        ("America/Chicago", "2014-03-09 01:59:59", "2014-03-09 07:59:59", ""),
        ("America/Chicago", "2014-03-09 02:30:00", "2014-03-09 08:30:00", "skipped"),
        ("America/Chicago", "2014-03-09 03:00:00", "2014-03-09 08:00:00", ""),
        ("America/Chicago", "2014-11-02 01:30:00", "2014-11-02 06:30:00", "repeated"),
        ("America/Chicago", "2014-11-02 02:00:00", "2014-11-02 08:00:00", ""),
        # Kazakhstan moved from UTC+6 to UTC+5 at midnight of 1 March 2024: 23:00 to 24:00 came twice.
        ("Asia/Almaty", "2024-02-29 22:59:59", "2024-02-29 16:59:59", ""),
        ("Asia/Almaty", "2024-02-29 23:30:00", "2024-02-29 17:30:00", "repeated"),
        ("Asia/Almaty", "2024-03-01 00:00:00", "2024-02-29 19:00:00", ""),
        ("Asia/Almaty", "2025-07-01 12:00:00", "2025-07-01 07:00:00", ""),
        # Moscow left summer time for good in 2011 and turned back in 2014.
        ("Europe/Moscow", "2014-10-26 01:30:00", "2014-10-25 21:30:00", "repeated"),
        ("Europe/Moscow", "2011-03-27 02:30:00", "2011-03-26 23:30:00", "skipped"),
        # Samoa skipped a whole day.
        ("Pacific/Apia", "2011-12-30 12:00:00", "2011-12-30 22:00:00", "skipped"),
    ],
)
def test_local_times_become_utc_whatever_the_clocks_did(zone, local, utc, mark):
    found, skipped, repeated = to_utc(times(local), ZoneInfo(zone))
    assert found.iloc[0] == pd.Timestamp(utc)
    assert (skipped[0], repeated[0]) == (mark == "skipped", mark == "repeated")


def test_no_time_stays_no_time():
    found, skipped, repeated = to_utc(pd.Series([pd.NaT], dtype="datetime64[us]"), ZoneInfo("America/Chicago"))
    assert found.isna().all()
    assert not skipped.any()
    assert not repeated.any()


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("025", "25"),
        ("25.0", "25"),
        ("25", "25"),
        ("0713", "713"),
        ("0", "0"),
        ("00", "0"),
        ("0.0", "0"),
        ("", ""),
        ("A1", "A1"),
        ("10", "10"),
    ],
)
def test_a_code_is_the_same_after_a_spreadsheet(stated, code):
    assert plain_code(stated) == code


@pytest.mark.parametrize("cell", ["x" * 33, "я" * 33, "a\0b", "я\0", b"\xff".decode("utf-8", "surrogateescape")])
def test_a_cell_that_nobody_can_read_makes_its_row_unreadable(cell):
    assert unreadable([("a", cell), ("a", "b")], cell_limit=32).tolist() == [True, False]


def test_long_rows_of_short_cells_are_readable():
    assert np.array_equal(unreadable([("x" * 20, "y" * 20), ("я" * 20, "й" * 32)], cell_limit=32), [False, False])
