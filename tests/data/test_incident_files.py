"""Files of incidents: two departments and the traffic police, with the defects that their accounts count."""

import csv
import datetime as dt
import json
from collections import Counter
from types import SimpleNamespace

import numpy as np
import pytest

from data.demo.incidents import files
from data.demo.incidents.rules import FIRST, LAST
from etl.run import deliver, load_city
from gis_app.incidents.models import Crime, RoadAccident
from gis_app.jobs import actions
from tests.data.lattice import lattice
from tests.etl.files import city_file


class Words:
    def addresses(self, places: np.ndarray) -> np.ndarray:
        return np.full(len(places), "улица Мира, 1", dtype=object)

    def districts(self, places: np.ndarray) -> np.ndarray:
        return np.where(places[:, 0] > 1000, "Южный район", "Северный район").astype(object)


def written(folder, seed=1) -> SimpleNamespace:
    told, shares = [], []
    accounts, crimes, _ = files.crimes(folder, lattice(), Words(), 30_000, seed, told.append)
    path = folder / "accidents.geojson"
    accounts["accidents.geojson"], accidents = files.accidents(path, lattice(), Words(), 1500, seed, shares.append)
    return SimpleNamespace(folder=folder, files=accounts, crimes=crimes, accidents=accidents, told=told)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> SimpleNamespace:
    return written(tmp_path_factory.mktemp("incidents"))


def rows(made, name: str, encoding: str) -> list[dict[str, str]]:
    with (made.folder / name).open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def moment(row: dict[str, str]) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(row["дата"], "%d.%m.%Y %H:%M").replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def wrong(row: dict[str, str], kinds: set[str]) -> str | None:
    """What is wrong with a row of crimes, from the row alone; the lattice lies at 48 N, 33 W."""
    if not row["широта"]:
        return "no_coordinates"
    lat, lon = float(row["широта"]), float(row["долгота"])
    if lat == lon == 0:
        return "zero_coordinates"
    if not (47.9 < lat < 48.1 and -33.1 < lon < -32.9):
        return "swapped_coordinates" if lat < 0 else "outside_city"
    if moment(row) is None:
        return "bad_date"
    return None if row["вид"] in kinds else "unknown_kind"


@pytest.mark.parametrize(("name", "encoding"), [("crimes.csv", "cp1251"), ("crimes_economic.csv", "utf-8")])
def test_each_department_writes_its_kinds_with_the_defects_it_counts(made, name, encoding):
    account, reasons, seen = made.files[name], Counter(), set()
    kinds = Counter()
    for row in rows(made, name, encoding):
        reason = wrong(row, set(account["kinds"])) or ("duplicate" if row["номер"] in seen else None)
        seen.add(row["номер"])
        reasons[reason] += 1
        kinds[row["вид"]] += reason is None
    assert reasons.pop(None) == account["loaded"]
    assert reasons == account["reasons"]
    assert set(reasons) == set(files.DEFECTIVE)
    assert account["read"] == account["loaded"] + account["rejected"] == len(rows(made, name, encoding))
    assert +kinds == account["kinds"]


def test_no_kind_is_registered_by_both_departments(made):
    one, other = (set(made.files[name]["kinds"]) for name in files.CRIME_FILES)
    assert not one & other
    assert other == {"мошенничество", "наркотики"}


def test_numbers_are_not_given_twice_but_to_duplicates(made):
    for name, encoding in (("crimes.csv", "cp1251"), ("crimes_economic.csv", "utf-8")):
        numbers = Counter(row["номер"] for row in rows(made, name, encoding))
        assert sum(n - 1 for n in numbers.values()) == made.files[name]["reasons"]["duplicate"]


def test_moments_lie_within_the_five_years(made):
    known = [at for row in rows(made, "crimes.csv", "cp1251") if (at := moment(row))]
    assert min(known).date() < FIRST + dt.timedelta(days=3)
    assert LAST - dt.timedelta(days=3) <= max(known).date() < LAST


def test_cards_of_accidents_have_the_defects_their_account_counts(made):
    features = json.loads((made.folder / "accidents.geojson").read_text(encoding="utf-8"))["features"]
    reasons = Counter()
    for one in features:
        lon, _ = one["geometry"]["coordinates"]
        reasons["no_coordinates" if lon is None else "swapped_coordinates" if lon > 0 else "other"] += 1
    account = made.files["accidents.geojson"]
    assert account["read"] == len(features) == len({one["properties"]["id"] for one in features})
    assert reasons["no_coordinates"] == account["reasons"]["no_coordinates"]
    assert reasons["swapped_coordinates"] == account["reasons"]["swapped_coordinates"]
    assert account["loaded"] == account["read"] - account["rejected"]


def test_truth_knows_as_many_crimes_as_the_files_have(made):
    """Duplicates apart, and each hot segment's number is among them."""
    whole = sum(
        account["read"] - account["reasons"]["duplicate"]
        for name, account in made.files.items()
        if name in files.CRIME_FILES
    )
    hot = made.crimes["hot_segments"]
    assert sum(one["counted"] for one in hot["segments"]) / whole == pytest.approx(hot["share_of_crimes"], abs=1e-4)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_import_comes_to_the_accounts_of_the_truth(made, tmp_path, monkeypatch):
    monkeypatch.setattr(actions, "BEAT_SECONDS", 600)
    load_city(city_file(tmp_path, boundary=[-33.05, 47.95, -32.95, 48.05], timezone="Etc/GMT+2", crs="EPSG:32625"))
    for name, told in made.files.items():
        account = deliver(made.folder / name)
        assert {key: account[key] for key in ("read", "loaded", "rejected", "reasons")} == {
            key: told[key] for key in ("read", "loaded", "rejected", "reasons")
        }, name
    assert Crime.objects.count() == sum(made.files[name]["loaded"] for name in files.CRIME_FILES)
    assert RoadAccident.objects.count() == made.files["accidents.geojson"]["loaded"]


def test_the_same_seed_writes_the_same_bytes_and_another_others(made, tmp_path):
    (tmp_path / "same").mkdir()
    (tmp_path / "other").mkdir()
    same, other = written(tmp_path / "same"), written(tmp_path / "other", 2)
    for name in made.files:
        assert (same.folder / name).read_bytes() == (made.folder / name).read_bytes()
        assert (other.folder / name).read_bytes() != (made.folder / name).read_bytes()
    assert (same.crimes, same.accidents) == (made.crimes, made.accidents)
    assert made.told == sorted(made.told)
    assert made.told[-1] == 1.0
