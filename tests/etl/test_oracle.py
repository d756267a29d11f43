"""Imports of the real files give the counts that were taken from the files themselves."""

import pytest
from django.contrib.gis.geos import Polygon
from django.db.models import Sum

from etl.run import deliver, dry_run, load_city
from gis_app.incidents.models import Crime, EmergencyCall, RoadAccident
from gis_app.sources.models import Delivery, Rejection
from tests.etl.oracle import INGUSHETIA, LOOP, MONTGOMERY, RUSSIA, balanced, city_file, reasons
from tests.real import real

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

INCIDENTS = {
    "crimes_2014": ("crimes_2014-02-28_2014-03-15.csv.gz", "chicago_crimes"),
    "crimes_2012_2017_sample": ("crimes_2012_2017_sample.csv.gz", "chicago_crimes"),
    "crashes_a": ("crashes_a_us_dates.csv.gz", "chicago_crashes_monthly"),
    "crashes_c": ("crashes_c_socrata_api_2026.csv", "chicago_crashes"),
}


@pytest.mark.parametrize("name", INCIDENTS)
def test_chicagos_incidents_agree_with_the_oracle(name, chicago, oracle):
    file, source = INCIDENTS[name]
    told = oracle[f"chicago.{name}"]
    account = balanced(deliver(real(f"chicago/{file}")))
    assert account["source"] == source
    assert (account["read"], account["loaded"]) == (told["rows"], told["coords"]["valid"])
    assert account["reasons"] == reasons(told)
    notes = account["notes"]
    assert notes.get("in_no_area", 0) == told["valid_point_in_no_community_area"]
    assert notes.get("stated_beat_differs", 0) == told["pip_police_beat"]["different"]
    assert notes.get("skipped_hour", 0) == told.get("skipped_hour", notes.get("skipped_hour", 0))
    rows = (Crime if source == "chicago_crimes" else RoadAccident).objects
    beats = rows.exclude(beat=None).count()
    assert beats - notes.get("stated_beat_differs", 0) == told["pip_police_beat"]["equal"]
    if "pip_community_area" in told:
        assert notes.get("stated_area_differs", 0) == told["pip_community_area"]["different"]
        equal = rows.exclude(area=None).count() - told["pip_community_area"]["different"]
        assert equal == told["pip_community_area"]["equal"] + told["pip_community_area"]["attr_blank"]
    assert rows.filter(point__within=LOOP).count() == told["in_loop_window"]
    assert told.get("duplicate_ids", 0) == told["fully_duplicate_rows"] == account["reasons"].get("duplicate", 0)
    assert (Crime.objects.count() or RoadAccident.objects.count()) == account["made"] == account["loaded"]


def test_hours_that_the_clocks_skipped_or_showed_twice_are_noted(chicago):
    account = deliver(real("chicago/crimes_2012_2017_sample.csv.gz"))
    assert (account["notes"]["skipped_hour"], account["notes"]["repeated_hour"]) == (2, 2)
    assert Crime.objects.filter(time_precision="hour").count() == 2


def test_midnight_of_chicagos_crimes_means_the_day(chicago):
    deliver(real("chicago/crimes_2014-02-28_2014-03-15.csv.gz"))
    stated = (
        Crime.objects.filter(time_precision="day").count()
        + Rejection.objects.filter(raw__Date__endswith=" 12:00:00 AM").count()
    )
    assert stated == 61


def test_the_same_file_twice_changes_nothing_and_counts_its_rejections_once(chicago):
    path = real("chicago/crimes_2014-02-28_2014-03-15.csv.gz")
    first, second = deliver(path), balanced(deliver(path))
    assert (second["loaded"], second["updated"], second["unchanged"]) == (0, 0, first["loaded"])
    assert second["reasons"] == first["reasons"]
    assert Rejection.objects.count() == first["rejected"] == 73


def test_two_files_of_one_publisher_are_one_source_and_the_newer_version_wins(chicago):
    deliver(real("chicago/crimes_2014-02-28_2014-03-15.csv.gz"))
    newer = balanced(deliver(real("chicago/crimes_2012_2017_sample.csv.gz")))
    assert (newer["loaded"], newer["updated"], newer["rejected"]) == (4_980, 19, 1)
    older = balanced(deliver(real("chicago/crimes_2014-02-28_2014-03-15.csv.gz")))
    assert (older["updated"], older["unchanged"], older["rejected"]) == (0, 6_884, 73)


def test_ingushetias_accidents_agree_with_the_oracle(tmp_path, oracle):
    told = oracle["ru.ingushetia"]
    load_city(city_file(tmp_path, INGUSHETIA, told["coords"]["bbox"]))
    account = balanced(deliver(real("ru_dtp/respublika-ingushetiia.geojson.gz")))
    assert (account["source"], account["read"], account["loaded"]) == ("dtp_stat", 1739, told["coords"]["valid"])
    assert account["reasons"] == reasons(told)
    proposed = Rejection.objects.filter(reason="swapped_coordinates", proposal__isnull=False)
    assert proposed.count() == told["coords"]["swapped"]
    dead = sum(RoadAccident.objects.values_list("dead", flat=True))
    kept = sum(row["dead_count"] for row in Rejection.objects.values_list("raw", flat=True))
    assert dead + kept == told["dead"]
    assert account["reasons"].get("duplicate", 0) == told["duplicate_ids"]
    lost = list(Rejection.objects.values_list("raw", flat=True))
    injured = RoadAccident.objects.aggregate(n=Sum("injured"))["n"]
    assert injured + sum(row["injured_count"] for row in lost) == told["injured"]
    raws = [*RoadAccident.objects.values_list("raw", flat=True), *lost]
    vehicles = [vehicle for raw in raws for vehicle in raw["vehicles"]]
    people = sum(len(each["participants"]) for each in [*raws, *vehicles])
    assert (len(vehicles), people) == (2_848, 5_086)


def test_what_ingushetias_cards_lack_stays_as_it_came(tmp_path, oracle):
    """The defects that the data's description counts, those of rejected cards among them."""
    load_city(city_file(tmp_path, INGUSHETIA, oracle["ru.ingushetia"]["coords"]["bbox"]))
    account = deliver(real("ru_dtp/respublika-ingushetiia.geojson.gz"))
    lost = list(Rejection.objects.values_list("raw", flat=True))
    loaded = list(RoadAccident.objects.values_list("raw", flat=True))
    cards = [*loaded, *lost]
    assert sum("scheme" not in card for card in cards) == 1
    assert sum(card.get("scheme") is None for card in cards) == 56, "that one counted in"
    assert sum(not card["vehicles"] for card in cards) == 9
    assert sum(vehicle["year"] is None for card in cards for vehicle in card["vehicles"]) == 49
    assert sum(card["region"] == "Сунженский  район" for card in cards) == 312
    assert sum(not card["address"] for card in cards) == 14
    assert account["notes"]["blank_place"] == sum(not card["address"] for card in loaded)


def test_russias_flat_tables_agree_with_the_oracle(tmp_path, oracle):
    told = oracle["ru.russia_sample"]
    west, south, _east, north = told["coords"]["bbox"]
    load_city(city_file(tmp_path, RUSSIA, [west, south, -168, north]))
    account = balanced(deliver(real("ru_dtp/russia_sample_accidents.csv")))
    assert (account["source"], account["read"]) == ("gibdd_tables", told["rows"])
    # The oracle counts points of whole degrees as valid.
    whole = account["reasons"].pop("whole_degrees")
    assert account["reasons"] == reasons(told)
    assert (whole, account["loaded"]) == (20, told["coords"]["valid"] - 20)
    assert RoadAccident.objects.filter(point__within=beyond_180()).count() == told["coords"]["crosses_180"]
    notes = {name: n for name, n in account["notes"].items() if name.startswith(("beside_", "alone_"))}
    assert notes == {"beside_participants": told["participants"], "beside_vehicles": told["vehicles"]}
    raws = [
        *RoadAccident.objects.values_list("raw", flat=True),
        *Rejection.objects.exclude(reason="duplicate").values_list("raw", flat=True),
    ]
    people = [each for raw in raws for each in raw["participants"]]
    vehicles = {each["vehicle_id"] for raw in raws for each in raw["vehicles"]}
    assert (len(people), len(vehicles)) == (told["participants"], told["vehicles"])
    assert sum(each["vehicle_id"] == "" for each in people) == told["participants_without_vehicle"]
    unknown = {each["vehicle_id"] for each in people} - vehicles - {""}
    assert len(unknown) == told["participants_with_vehicle_id_not_in_vehicles"]
    assert sum("Смоленская" in raw["region"] for raw in raws) == told["smolensk_rows"]


def beyond_180() -> Polygon:
    return Polygon.from_bbox((-180, 41, -168, 82))


def test_items_of_a_list_that_hold_commas_stay_whole(tmp_path, oracle):
    load_city(city_file(tmp_path, RUSSIA, [19, 41, -168, 82]))
    deliver(real("ru_dtp/russia_sample_accidents.csv"))
    items = {item for road in RoadAccident.objects.values_list("road", flat=True) for item in road.split("; ")}
    assert "Отсутствие, плохая различимость горизонтальной разметки проезжей части" in items
    assert {item[:1] for item in items if item}.isdisjoint("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")


def test_montgomerys_calls_agree_with_the_oracle(tmp_path, oracle):
    told = oracle["calls_911"]
    load_city(city_file(tmp_path, MONTGOMERY, [-75.72, 39.9, -75.0, 40.5]))
    path = real("calls_911/montgomery_911_headerless.csv")
    account = balanced(deliver(path))
    assert (account["source"], account["read"]) == ("montgomery_911", told["rows"])
    assert account["reasons"] == {"duplicate": told["fully_duplicate_rows"]}
    assert EmergencyCall.objects.count() == told["rows"] - told["fully_duplicate_rows"]
    assert EmergencyCall.objects.values("source_kind").distinct().count() == told["titles"]
    assert set(EmergencyCall.objects.values_list("service", flat=True)) == {"ambulance", "fire", "police"}
    first = EmergencyCall.objects.get(source_kind="EMS: CVA/STROKE", place="3RD ST & JOHNSON ST", day="2016-01-15")
    assert (first.kind, first.severity, first.time_precision) == ("call_life", 1, "minute")
    assert first.at.isoformat() == "2016-01-15T17:07:00+00:00"
    assert balanced(deliver(path))["unchanged"] == told["rows"] - told["fully_duplicate_rows"]


def test_a_dry_run_tells_the_same_and_leaves_nothing(chicago):
    path, before = real("chicago/crashes_a_us_dates.csv.gz"), Delivery.objects.count()
    tried = dry_run(path)
    assert tried["delivery"] is None
    assert (Delivery.objects.count(), RoadAccident.objects.count()) == (before, 0)
    done = deliver(path)
    assert {**done, "delivery": None, "seconds": 0} == {**tried, "seconds": 0}
