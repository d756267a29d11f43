"""A row has one reason: the first that holds, in the order of the contract."""

import pytest

from etl.account import REASONS
from etl.run import deliver
from gis_app.sources.models import Rejection
from tests.etl.files import balanced, crime, crimes_csv

pytestmark = pytest.mark.django_db

MISTAKES = {
    "unreadable": {"Block": "x" * 100_000},
    "no_coordinates": {"Latitude": ""},
    "zero_coordinates": {"Latitude": "0.0", "Longitude": "0"},
    "bad_geometry": {"Latitude": "north"},
    "swapped_coordinates": {"Latitude": "-87.65", "Longitude": "41.85"},
    "outside_city": {"Latitude": "42.5"},
    "missing_field": {"ID": ""},
    "bad_date": {"Date": "02/31/2014 01:00:00 PM"},
    "unknown_kind": {"Primary Type": "JAYWALKING"},
}


@pytest.mark.parametrize("reason", MISTAKES)
def test_each_mistake_has_its_reason_and_the_row_is_kept(square_city, tmp_path, reason):
    account = balanced(deliver(crimes_csv(tmp_path, crime(1), {**crime(2), **MISTAKES[reason]})))
    assert (account["loaded"], account["reasons"]) == (1, {reason: 1})
    kept = Rejection.objects.get()
    assert (kept.reason, kept.line) == (reason, 3)
    assert {name: kept.raw[name] for name in MISTAKES[reason]} == MISTAKES[reason]


def test_of_several_mistakes_the_first_in_the_contract_counts(square_city, tmp_path):
    names = list(MISTAKES)
    places = [name for name in names if {"Latitude"} & MISTAKES[name].keys()]
    rows = []
    for number, name in enumerate(names):
        later = [other for other in names[names.index(name) :] if other == name or other not in places]
        rows.append({**crime(number), **{k: v for other in later for k, v in MISTAKES[other].items()}})
    account = balanced(deliver(crimes_csv(tmp_path, *rows)))
    assert account["reasons"] == dict.fromkeys(names, 1)
    assert list(account["reasons"]) == [name for name in REASONS if name in names]


@pytest.mark.parametrize(
    ("lat", "lon", "reason"),
    [
        ("41", "-87", "outside_city"),
        ("95", "200", "bad_geometry"),
        ("200", "95", "bad_geometry"),
        ("-87.65", "200", "bad_geometry"),
        ("41.85", "-187.65", "bad_geometry"),
        ("", "north", "no_coordinates"),
        (" ", "-87.65", "no_coordinates"),
        ("nan", "-87.65", "bad_geometry"),
        ("inf", "-87.65", "bad_geometry"),
        ("1e400", "-87.65", "bad_geometry"),
        ("41,85", "-87,65", "bad_geometry"),
        ("0", "-87.65", "outside_city"),
        ("0", "0.000", "zero_coordinates"),
        ("-0.0", "0", "zero_coordinates"),
    ],
)
def test_what_is_wrong_with_a_place(square_city, tmp_path, lat, lon, reason):
    account = balanced(deliver(crimes_csv(tmp_path, crime(1, Latitude=lat, Longitude=lon))))
    assert account["reasons"] == {reason: 1}


def test_whole_degrees_count_only_inside_the_city(square_city, tmp_path):
    from etl.run import load_city
    from tests.etl.files import city_file

    load_city(city_file(tmp_path, boundary=[-88.5, 41.5, -87.5, 42.5]))
    rows = [crime(1, Latitude="42", Longitude="-88.0"), crime(2, Latitude="43", Longitude="-88")]
    account = balanced(deliver(crimes_csv(tmp_path, *rows)))
    assert account["reasons"] == {"outside_city": 1, "whole_degrees": 1}


def test_swapped_axes_are_proposed_and_never_applied(square_city, tmp_path):
    deliver(crimes_csv(tmp_path, crime(1, Latitude="-87.65", Longitude="41.85")))
    kept = Rejection.objects.get()
    assert (kept.proposal.x, kept.proposal.y, kept.resolved_at) == (-87.65, 41.85, None)


def test_a_rejection_keeps_what_could_be_read(square_city, tmp_path):
    deliver(crimes_csv(tmp_path, crime(1, Latitude="", Community_Area="025")))
    kept = Rejection.objects.get()
    assert (str(kept.day), kept.kind, kept.area) == ("2014-03-15", "theft", "25")


@pytest.mark.parametrize("year", ["0001", "0999", "1899", "2150", "9999"])
def test_a_year_in_which_no_crime_was_recorded_is_a_bad_date(square_city, tmp_path, year):
    account = balanced(deliver(crimes_csv(tmp_path, crime(1, Date=f"12/31/{year} 11:59:00 PM"))))
    assert account["reasons"] == {"bad_date": 1}
