"""A delivery in several files: what lies beside the accidents' table is kept with each accident."""

import csv
from pathlib import Path

import pytest

from etl.edits.place import place
from etl.errors import DeliveryRefused
from etl.run import deliver
from etl.spec import source
from gis_app.incidents.models import RoadAccident
from gis_app.sources.models import Delivery, Rejection
from tests.etl.files import balanced

SPEC = source("gibdd_tables")
ACCIDENT = {
    "tags": "Дорожно-транспортные происшествия",
    "category": "Столкновение",
    "region": "Город",
    "longitude": "-87.65",
    "latitude": "41.85",
    "datetime": "2024-03-01 12:30:00",
    "weather": "Пасмурно, Туман",
    "road_conditions": "Мокрое, Отсутствие, плохая различимость горизонтальной разметки проезжей части",
    "dead_count": "0",
    "injured_count": "1",
    "participants_count": "2",
}
PEOPLE = [("1", "1_1", "1_1_1"), ("1", "", "1_0_1"), ("9", "9_1", "9_1_1")]


def write(path: Path, header: list[str], rows: list[dict[str, str]]) -> Path:
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, header, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def tables(folder: Path, role: str = "Водитель") -> Path:
    """Two accidents, the first with a vehicle and two people, and a participant of an accident that is not there."""
    names = ("accident_id", "vehicle_id", "participant_id")
    people = [{**dict(zip(names, each, strict=True)), "role": role} for each in PEOPLE]
    write(folder / "march_participants.csv", SPEC.beside["participants"].header, people)
    vehicle = {"accident_id": "1", "vehicle_id": "1_1", "brand": "ВАЗ"}
    write(folder / "march_vehicles.csv", SPEC.beside["vehicles"].header, [vehicle])
    rows = [{**ACCIDENT, "id": "1"}, {**ACCIDENT, "id": "2", "longitude": "", "latitude": ""}]
    return write(folder / "march_accidents.csv", SPEC.headers[0], rows)


def test_participants_and_vehicles_are_kept_with_their_accident(square_city, tmp_path):
    account = balanced(deliver(tables(tmp_path)))
    assert (account["source"], account["loaded"], account["reasons"]) == ("gibdd_tables", 1, {"no_coordinates": 1})
    assert account["notes"]["beside_participants"] == 3
    assert (account["notes"]["alone_participants"], "alone_vehicles" in account["notes"]) == (1, False)
    accident = RoadAccident.objects.get()
    assert (accident.vehicles, accident.participants, accident.weather) == (1, 2, "Пасмурно; Туман")
    assert accident.road == "Мокрое; Отсутствие, плохая различимость горизонтальной разметки проезжей части"
    assert [each["participant_id"] for each in accident.raw["participants"]] == ["1_1_1", "1_0_1"]
    assert accident.raw["vehicles"][0]["brand"] == "ВАЗ"


def test_a_change_in_a_table_beside_updates_the_accident(square_city, tmp_path):
    deliver(tables(tmp_path))
    assert balanced(deliver(tables(tmp_path)))["unchanged"] == 1
    assert balanced(deliver(tables(tmp_path, role="Пассажир")))["updated"] == 1
    assert RoadAccident.objects.get().raw["participants"][0]["role"] == "Пассажир"


def test_the_tables_are_kept_with_the_delivery(square_city, tmp_path, settings):
    deliver(tables(tmp_path))
    kept = settings.HOME.root / Delivery.objects.get().file_path
    assert {file.name for file in kept.parent.iterdir()} == {
        "march_accidents.csv",
        "march_participants.csv",
        "march_vehicles.csv",
    }


@pytest.mark.parametrize("lacking", ["participants", "vehicles"])
def test_accidents_alone_are_refused_by_a_sentence(square_city, tmp_path, lacking):
    path = tables(tmp_path)
    (tmp_path / f"march_{lacking}.csv").unlink()
    with pytest.raises(DeliveryRefused, match=f"no march_{lacking}.csv lies beside it"):
        deliver(path)


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\x1f\x8b\x08broken"])
def test_another_table_beside_refuses_the_delivery(square_city, tmp_path, content):
    path = tables(tmp_path)
    (tmp_path / "march_vehicles.csv").write_bytes(content)
    with pytest.raises(DeliveryRefused, match=r"march_vehicles\.csv"):
        deliver(path)
    assert not RoadAccident.objects.exists()


def test_a_rejected_accident_is_placed_with_what_lay_beside_it(square_city, tmp_path, pavel):
    deliver(tables(tmp_path))
    rejected = Rejection.objects.get(reason="no_coordinates")
    place(by=pavel, given={rejected.pk: {"point": [-87.65, 41.85]}})
    placed = RoadAccident.objects.get(key="2")
    assert (placed.vehicles, placed.raw["participants"]) == (0, [])
