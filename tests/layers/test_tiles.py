"""Each layer's tile, decoded by another library and counted."""

from datetime import date

import pytest

from tests.layers import made
from tests.layers.made import features

pytestmark = pytest.mark.django_db


def only(found):
    assert len(found) == 1
    return found[0]


def test_a_crime_carries_what_its_symbol_needs(pavel):
    crime = made.crime(severity=2, offence="administrative")
    feature = only(features(pavel, "crimes"))
    assert feature["id"] == crime.pk
    told = {"id": crime.pk, "kind": "theft", "severity": 2, "offence": "administrative", "day": 20605}
    assert feature["properties"] == told


def test_an_accident_carries_its_dead_and_injured(pavel):
    accident = made.accident(dead=1, injured=3)
    feature = only(features(pavel, "accidents"))
    assert feature["properties"] == {"id": accident.pk, "kind": "collision", "dead": 1, "injured": 3, "day": 20605}


def test_a_camera_says_whether_its_direction_is_assumed(pavel):
    made.camera(azimuth=90, hfov=60, assumed=["hfov"], kind="fixed", status="working")
    told = only(features(pavel, "cameras"))["properties"]
    assert (told["azimuth"], told["hfov"], told["assumed"], told["kind"], told["status"]) == (
        90,
        60,
        True,
        "fixed",
        "working",
    )


def test_a_camera_whose_direction_was_stated_is_not_assumed_and_tells_no_stream(pavel):
    made.camera(azimuth=90, stream="rtsp://root:secret@10.0.0.1/1", assumed=["height_m"])
    told = only(features(pavel, "cameras"))["properties"]
    assert told["assumed"] is False
    assert "secret" not in str(told)


def test_an_area_has_its_code_and_name(pavel):
    area = made.area()
    feature = only(features(pavel, "areas", zoom=12))
    assert feature["geometry"]["type"] == "Polygon"
    assert feature["properties"] == {"id": area.pk, "code": "north", "kind": "district", "name": "North"}


def test_beats_are_left_out_from_afar(pavel):
    made.area(kind="beat", code="1")
    assert features(pavel, "areas", zoom=9) == []
    assert len(features(pavel, "areas", zoom=12)) == 1


def test_a_street_without_a_name_or_width_has_no_such_property(pavel):
    made.street(bridge=True)
    told = only(features(pavel, "streets"))["properties"]
    assert set(told) == {"id", "kind", "rank", "bridge"}


def test_footpaths_show_only_from_near(pavel):
    made.street(kind="footway", rank=6)
    made.street(kind="primary", rank=2)
    assert [len(features(pavel, "streets", zoom=zoom)) for zoom in (8, 12, 14, 15)] == [0, 1, 1, 2]


def test_small_buildings_show_only_from_near(pavel):
    made.building(half=0.00005, number="7", height_m=9)
    made.building(half=0.001)
    assert [len(features(pavel, "buildings", zoom=zoom)) for zoom in (12, 13, 15)] == [0, 1, 2]


def test_ground_and_sites_are_drawn(pavel):
    made.ground(kind="water", name="Pond")
    made.site(name="School 5")
    assert only(features(pavel, "ground"))["properties"]["kind"] == "water"
    assert only(features(pavel, "sites"))["properties"]["name"] == "School 5"


def test_names_come_in_the_viewers_language(pavel):
    made.street(name="Mill Lane", names={"ru": "Мельничная улица"})
    client = made.signed_in(pavel)
    client.cookies["django_language"] = "ru"
    answer = client.get(f"/tiles/streets/{made.tile_of(16)}.pbf", headers={"accept-encoding": "identity"})
    assert "Мельничная".encode() in answer.content


def test_from_afar_a_cell_stands_for_its_points_and_counts_them_all(pavel):
    for step in range(30):
        made.crime(lon=made.MIDDLE[0] + step * 1e-6)
    made.crime(lon=made.MIDDLE[0] + 0.005, kind="arson")
    found = [feature["properties"] for feature in features(pavel, "crimes", zoom=12)]
    assert sorted(told["n"] for told in found) == [1, 30]
    assert {told["kind"] for told in found} == {"theft", "arson"}


def test_a_cell_of_several_kinds_claims_none(pavel):
    made.accident(kind="collision", dead=1)
    made.accident(kind="pedestrian", dead=1)
    told = only(features(pavel, "accidents", zoom=12))["properties"]
    assert (told["n"], told["dead"], "kind" in told) == (2, 2, False)


@pytest.mark.parametrize("zoom", [8, 12, 13, 14, 16])
def test_filters_hold_at_every_zoom(pavel, zoom):
    made.crime(day=date(2026, 5, 31))
    made.crime(day=date(2026, 6, 30), kind="arson")
    made.crime(day=date(2026, 7, 1), kind="arson")
    found = features(pavel, "crimes", zoom=zoom, query="from=2026-06-01&to=2026-07-01&kind=arson")
    assert sum(feature["properties"].get("n", 1) for feature in found) == 1


def test_a_kind_of_incident_leaves_cameras_on_the_map_and_a_kind_of_camera_chooses_among_them(pavel):
    made.camera(kind="fixed")
    made.camera(kind="speed", code="C-2")
    assert len(features(pavel, "cameras", query="kind=theft")) == 2
    assert len(features(pavel, "cameras", query="kind=speed")) == 1


def test_from_afar_cameras_gather_into_few_discs_and_each_is_counted_once(pavel, olga):
    here = made.area()
    for n in range(40):
        made.camera(code=f"C-{n}", lon=made.MIDDLE[0] + 0.001 * n, area=here if n % 2 else None)
    made.camera(code="S-1", kind="speed", area=made.area(code="south", name="South", lon=made.MIDDLE[0] + 0.1))
    for zoom in (5, 10, 13):
        found = [one["properties"] for one in features(pavel, "cameras", zoom=zoom)]
        assert sum(one["n"] for one in found) == 41, zoom
        assert len(found) <= 9, zoom
    made.on_duty(olga, here)
    assert sum(one["properties"]["n"] for one in features(olga, "cameras", zoom=12)) == 40
    assert [one["properties"]["n"] for one in features(pavel, "cameras", zoom=12, query="kind=speed")] == [1]
    assert len(features(pavel, "cameras", zoom=14)) > 9


def test_an_area_filter_chooses_cameras_and_sites_too(pavel):
    north = made.area()
    made.camera(area=north)
    made.camera(code="C-2", lon=made.MIDDLE[0] + 0.001)
    made.site(area=north)
    assert len(features(pavel, "cameras", query="area=north")) == 1
    assert len(features(pavel, "sites", query="area=district:north")) == 1
