"""Lists that tell only a district, a month, a kind and a number."""

import csv
from datetime import date
from pathlib import Path

import pytest

from etl.errors import BadDeclaration
from etl.run import deliver, dry_run
from etl.spec import read_spec, source
from gis_app.incidents.models import AreaTotal
from gis_app.sources.models import Delivery, Rejection
from tests.etl.files import BOX, balanced, district, geojson

ROW = ("Центр", "01.2025", "Крадіжки", "12")


@pytest.fixture
def districts(square_city, tmp_path) -> None:
    """Two districts: D1, which is also called Центр in two ways, and D2."""
    names = {"code": "1", "name": "Центр", "name_en": "Centre", "population": 2000}
    west, south = BOX[:2]
    deliver(geojson(tmp_path, district("1", west, south, properties=names), district("2", west + 0.03, south)))


def table(folder: Path, *rows: tuple[str, ...], name: str = "totals.csv") -> Path:
    path = folder / name
    with open(path, "w", encoding="cp1251", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(source("invented_ua_totals").headers[0])
        writer.writerows(rows)
    return path


def test_a_total_is_of_a_district_a_month_and_a_kind(districts, tmp_path):
    account = balanced(
        deliver(table(tmp_path, ROW, ("Centre", "02.2025", "Грабежі", "1 204"), ("2", "12.2024", *ROW[2:])))
    )
    assert (account["source"], account["loaded"], account["rejected"]) == ("invented_ua_totals", 3, 0)
    told = set(AreaTotal.objects.values_list("layer", "area__code", "day", "end", "kind", "n"))
    assert told == {
        ("crimes", "1", date(2025, 1, 1), date(2025, 2, 1), "theft", 12),
        ("crimes", "1", date(2025, 2, 1), date(2025, 3, 1), "robbery", 1204),
        ("crimes", "2", date(2024, 12, 1), date(2025, 1, 1), "theft", 12),
    }
    assert Delivery.objects.get(source__code="invented_ua_totals").newest == date(2025, 2, 28)


WRONG = {
    "unknown_area": ("Околиця", *ROW[1:]),
    "missing_field": (*ROW[:3], ""),
    "bad_date": ("Центр", "13.2025", *ROW[2:]),
    "unknown_kind": (*ROW[:2], "Чаклунство", "1"),
}


@pytest.mark.parametrize("reason", WRONG)
def test_a_row_that_cannot_be_taken_says_why(districts, tmp_path, reason):
    account = balanced(deliver(table(tmp_path, ROW, WRONG[reason])))
    assert (account["loaded"], account["reasons"]) == (1, {reason: 1})
    kept = Rejection.objects.get()
    assert (kept.layer, kept.reason, kept.area) == (
        "totals",
        reason,
        "Околиця" if reason == "unknown_area" else "Центр",
    )


@pytest.mark.parametrize("n", ["-1", "3.5", "many", "9999999999", "NaN"])
def test_a_number_that_is_none_is_a_missing_field(districts, tmp_path, n):
    assert balanced(deliver(table(tmp_path, (*ROW[:3], n))))["reasons"] == {"missing_field": 1}


def test_nought_is_a_number(districts, tmp_path):
    assert balanced(deliver(table(tmp_path, (*ROW[:3], "0"))))["loaded"] == 1


def test_a_corrected_number_takes_the_place_of_the_one_before(districts, tmp_path):
    path = table(tmp_path, ROW)
    deliver(path)
    assert balanced(deliver(path))["unchanged"] == 1
    assert balanced(deliver(table(tmp_path, (*ROW[:3], "13"))))["updated"] == 1
    assert AreaTotal.objects.get().n == 13


def test_a_district_that_comes_later_resolves_the_row(districts, tmp_path):
    path = table(tmp_path, ("3", *ROW[1:]))
    assert deliver(path)["reasons"] == {"unknown_area": 1}
    west, south = BOX[:2]
    deliver(geojson(tmp_path, *(district(str(n), west + 0.03 * (n - 1), south) for n in (1, 2, 3))))
    assert balanced(deliver(path))["loaded"] == 1
    assert Rejection.objects.get().resolved_at


def test_areas_that_come_again_leave_totals_where_they_are(districts, tmp_path):
    deliver(table(tmp_path, ROW))
    west, south = BOX[:2]
    deliver(geojson(tmp_path, district("1", west + 0.05, south), district("2", west + 0.03, south)))
    assert AreaTotal.objects.get().area.code == "1"


def test_a_dry_run_tells_the_same(districts, tmp_path):
    path = table(tmp_path, ROW, WRONG["unknown_area"])
    tried = dry_run(path)
    assert (tried["loaded"], tried["reasons"]) == (1, {"unknown_area": 1})
    assert not AreaTotal.objects.exists()


@pytest.mark.parametrize("lacking", ["totals", "stated_area", "columns"])
def test_a_declaration_that_lacks_a_part_is_refused(tmp_path, lacking):
    declared = source("invented_ua_totals").model_dump(exclude={"code", lacking}, exclude_defaults=True)
    (tmp_path / "source.yml").write_text(str(declared).replace("'", '"').replace("None", "null"))
    with pytest.raises(BadDeclaration, match="layer totals"):
        read_spec(tmp_path / "source.yml")
