"""The city itself of the real files: cameras, schools, areas and two extracts, as many as were counted in the files."""

from collections import Counter
from pathlib import Path

import osmium
import pytest

from etl.run import deliver, load_city
from etl.sources.osm.crawl import objects
from gis_app.devices.models import Camera
from gis_app.places.models import Area, Building, Ground, Site, Street
from tests.etl.oracle import BACK_BAY, LOOP, balanced, city_file
from tests.real import real

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

CAMERAS = {
    "red_light_2023": ("cameras_red_light_2023.csv", "chicago_red_light_cameras"),
    "red_light_2026": ("cameras_red_light_2026-01-22.csv", "chicago_red_light_cameras"),
    "speed_2023": ("cameras_speed_2023.csv", "chicago_speed_cameras"),
    "speed_2026": ("cameras_speed_2026-02-22.csv", "chicago_speed_cameras"),
    "schools": ("schools_2011_2012.csv", "chicago_schools"),
}

MODELS = {"areas": Area, "buildings": Building, "cameras": Camera, "ground": Ground, "sites": Site, "streets": Street}


@pytest.mark.parametrize("name", CAMERAS)
def test_each_list_of_cameras_and_schools_agrees_with_the_oracle(name, chicago, oracle):
    file, source = CAMERAS[name]
    told = oracle[f"chicago.{name}"]
    account = balanced(deliver(real(f"chicago/{file}")))
    assert account["source"] == source
    assert (account["read"], account["loaded"]) == (told["rows"], told["coords"]["valid"])
    assert account["reasons"] == {}, "none missing, zero, outside or repeated"
    parts = ("missing", "zero", "out_of_bbox")
    assert [told["coords"][part] for part in parts] + [told["fully_duplicate_rows"]] == [0, 0, 0, 0]
    assert told.get("duplicate_ids", 0) == 0
    assert account["notes"].get("in_no_area", 0) == told["valid_point_in_no_community_area"]
    rows = (Site if name == "schools" else Camera).objects
    # A row of the list of 2023 is a crossing with several cameras.
    assert rows.filter(point__within=LOOP).values("point").distinct().count() == told["in_loop_window"]
    if "pip_community_area" in told:
        assert account["notes"].get("stated_area_differs", 0) == told["pip_community_area"]["different"]
        assert rows.exclude(area=None).count() == told["pip_community_area"]["equal"]


def test_red_light_intersections_become_cameras(chicago, oracle):
    old = balanced(deliver(real("chicago/cameras_red_light_2023.csv")))
    assert (old["read"], old["loaded"], old["made"]) == (149, oracle["chicago.red_light_2023"]["rows"], 300)
    new = balanced(deliver(real("chicago/cameras_red_light_2026-01-22.csv")))
    assert (new["loaded"], new["made"]) == (300, 300)
    listed = Camera.objects.filter(delivery=new["delivery"], assumed=["azimuth"])
    seen = {camera.raw["FIRST APPROACH"]: camera.azimuth for camera in listed}
    assert seen == {"NB": 0.0, "EB": 90.0, "SEB": 135.0, "SB": 180.0, "WB": 270.0}


def test_speed_cameras_are_updated_by_their_newer_list(chicago, oracle):
    old = balanced(deliver(real("chicago/cameras_speed_2023.csv")))
    new = balanced(deliver(real("chicago/cameras_speed_2026-02-22.csv")))
    assert old["loaded"] == oracle["chicago.speed_2023"]["rows"]
    assert (new["read"], new["loaded"], new["updated"], new["unchanged"]) == (212, 55, 3, 154)
    assert Camera.objects.count() == 160 + 55
    second = {camera.raw["SECOND APPROACH"]: len(camera.sectors) for camera in Camera.objects.all()}
    assert (second.pop(""), second.pop("NA")) == (0, 0), "NA is no approach, and not a blank cell"
    assert set(second.values()) == {1}


def test_schools_lie_in_the_areas_they_state(chicago, oracle):
    account = balanced(deliver(real("chicago/schools_2011_2012.csv")))
    assert account["loaded"] == oracle["chicago.schools"]["rows"] == Site.objects.filter(area__isnull=False).count()
    assert "stated_area_differs" not in account["notes"]


def test_pieces_of_one_police_district_are_united(chicago):
    account = balanced(deliver(real("chicago/police_districts.shp")))
    assert (account["read"], account["loaded"], account["made"]) == (27, 27, 24)
    assert Area.objects.filter(kind="police_district").count() == 24
    assert balanced(deliver(real("chicago/police_districts.shp")))["unchanged"] == 27


def test_the_loops_buildings_and_streets_are_all_there(chicago, oracle):
    told, path = oracle["chicago.osm_loop"], real("chicago/chicago_loop.osm.pbf")
    account = balanced(deliver(path))
    assert account["rejected"] == 0
    inside = told["buildings"] + told["parts"] - told["skipped_outside_with_union_100m"]
    assert Building.objects.count() == inside
    assert Building.objects.filter(is_part=True).count() == told["parts"]
    assert Street.objects.count() == told["streets"]
    assert Camera.objects.count() == told["cameras"]
    assert Counter(Site.objects.values_list("kind", flat=True)) >= Counter(fire_station=3, police=1)
    areas = set(areas_tagged_highway(path))
    assert len(areas) == told["areas_tagged_highway"]
    assert not Street.objects.filter(key__in=areas).exists()
    outside = missing(path)
    assert {name for name, keys in outside.items() if keys} == {"buildings", "sites", "ground"}
    assert len(outside["buildings"]) == told["skipped_outside_with_union_100m"], "the oracle's number is of these alone"
    assert account["notes"]["skipped_outside"] == len(set().union(*outside.values())), "and ours of every object"


def areas_tagged_highway(path: Path) -> list[str]:
    ways = osmium.FileProcessor(str(path), osmium.osm.WAY).with_filter(osmium.filter.KeyFilter("highway"))
    return [f"way/{way.id}" for way in ways if way.tags.get("area") == "yes"]


def missing(path: Path) -> dict[str, set[str]]:
    """Of each layer the keys of the extract's objects that are not in the store."""
    taken: dict[str, set[str]] = {}
    for one in objects(path, near=None):
        for layer, _columns in one.records:
            taken.setdefault(layer, set()).add(one.key)
    kept = {name: set(MODELS[name].objects.filter(source__code="osm").values_list("key", flat=True)) for name in taken}
    return {name: keys - kept[name] for name, keys in taken.items()}


def test_back_bay_comes_in_whole(tmp_path):
    """As its description counts it: the city is a box around Boston."""
    load_city(city_file(tmp_path, BACK_BAY, [-71.2, 42.2, -71.0, 42.5]))
    path = real("boston_back_bay/back_bay.osm.pbf")
    account = balanced(deliver(path))
    assert (account["source"], account["rejected"], account["loaded"]) == ("osm", 0, account["read"])
    built = [Building.objects.filter(is_part=part).count() for part in (False, True)]
    assert (built, Street.objects.count(), Camera.objects.count()) == ([4_028, 544], 3_980, 18)
    assert Camera.objects.filter(kind="dome").count() == 9
    assert Site.objects.filter(kind="school").count() == 2
    assert balanced(deliver(path))["unchanged"] == account["loaded"]


def test_community_areas_and_beats_are_as_many_as_were_counted(chicago):
    assert Area.objects.filter(kind="district").count() == 77
    account = balanced(deliver(real("chicago/police_beats.shp")))
    assert (account["read"], account["unchanged"]) == (277, 277)
    assert Area.objects.filter(kind="beat").count() == 275
