"""Street-level crime of police.uk: months for times, points that stand for streets, rows without an id."""

import csv
from datetime import date
from pathlib import Path

from etl.run import deliver
from etl.spec import source
from gis_app.incidents.models import Crime
from gis_app.sources.models import Rejection
from layers.incidents import until
from tests.etl.files import balanced

HEADER = source("police_uk").headers[0]
THEFT = {
    "Crime ID": "a" * 64,
    "Month": "2024-02",
    "Reported by": "Invented Police",
    "Falls within": "Invented Police",
    "Longitude": "-87.65",
    "Latitude": "41.85",
    "Location": "On or near High Street",
    "LSOA code": "E01000001",
    "LSOA name": "Invented 001A",
    "Crime type": "Shoplifting",
    "Last outcome category": "Suspect charged",
}
DISORDER = {**THEFT, "Crime ID": "", "Crime type": "Anti-social behaviour", "Last outcome category": ""}
NOWHERE = {**DISORDER, "Longitude": "", "Latitude": "", "Location": "No Location", "LSOA code": "", "LSOA name": ""}


def street(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "2024-02-invented-street.csv"
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, HEADER, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_month_is_an_interval_and_a_snapped_point_stands_for_a_street(square_city, tmp_path):
    account = balanced(deliver(street(tmp_path, THEFT)))
    assert (account["source"], account["loaded"]) == ("police_uk", 1)
    crime = Crime.objects.get()
    assert (crime.time_precision, crime.place_precision, crime.day) == ("interval", "street", date(2024, 2, 1))
    assert (crime.until - crime.at).days == 29
    assert until(crime) == date(2024, 2, 29)
    assert (crime.kind, crime.offence, crime.solved, crime.number) == ("theft", "crime", True, "a" * 64)


def test_incidents_that_say_the_same_are_counted_apart(square_city, tmp_path):
    rows = [DISORDER, THEFT, DISORDER, DISORDER, NOWHERE, NOWHERE]
    account = balanced(deliver(street(tmp_path, *rows)))
    assert (account["read"], account["loaded"], account["reasons"]) == (6, 4, {"no_coordinates": 2})
    assert Crime.objects.filter(kind="disorder", offence="administrative").count() == 3
    assert Rejection.objects.filter(day=date(2024, 2, 1), kind="disorder").count() == 2
    again = balanced(deliver(street(tmp_path, *rows, DISORDER)))
    assert (again["loaded"], again["unchanged"]) == (1, 4)
    assert Rejection.objects.count() == 2


def test_a_row_with_an_id_that_is_repeated_is_a_duplicate(square_city, tmp_path):
    account = balanced(deliver(street(tmp_path, THEFT, THEFT)))
    assert (account["loaded"], account["reasons"]) == (1, {"duplicate": 1})


def test_summer_time_does_not_move_a_month(square_city, tmp_path):
    deliver(street(tmp_path, {**THEFT, "Month": "2024-07"}))
    crime = Crime.objects.get()
    assert (crime.day, crime.at.hour, crime.until.hour) == (date(2024, 7, 1), 23, 23)
