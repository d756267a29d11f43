"""The city that somebody names is found in an extract, with its districts, or it is said why not."""

from pathlib import Path

import pytest
from shapely import Point

from etl.errors import DeliveryRefused, UnclearCity
from etl.new_city.facts import facts_of
from etl.new_city.find import Found, find
from tests.etl.new_city.conftest import CITY, ORIGIN, region
from tests.real import real


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [("Қала", "Қала"), ("steppe  city", "Steppe City"), ("СТЕПНОЙ", "Степной")],
)
def test_a_city_is_found_by_its_name_in_any_language_and_case(extract: Path, typed: str, spelled: str):
    found = find(extract, typed)
    assert (found.name, found.boundary.relation) == (spelled, 1)


def test_its_boundary_keeps_its_hole(extract: Path):
    shape = find(extract, "Степной").boundary.shape
    assert shape is not None
    assert [len(part.interiors) for part in shape.geoms] == [1]
    assert not shape.contains(Point(ORIGIN[0] + 0.010, ORIGIN[1] + 0.010))


def test_a_city_of_several_parts_is_one(tmp_path: Path):
    drawn = region(tmp_path / "region.osm.pbf")
    parts = [("w", drawn.block(x, 80), "outer") for x in (0, 5)]
    drawn.relation(parts, {**CITY, "name": "Double", "name:en": "Double"})
    assert len(find(drawn.save(), "double").boundary.shape.geoms) == 2


def test_districts_are_the_next_level_that_divides_it_and_no_neighbour_s(extract: Path):
    found = find(extract, "Степной")
    assert [one.name for one in found.districts] == ["East", "Mountain", "North", "West"]


def test_a_level_that_covers_a_corner_only_is_no_division(tmp_path: Path):
    drawn = region(tmp_path / "region.osm.pbf")
    drawn.bounded(0, 100, 20, {**CITY, "name": "Whole", "name:en": "Whole", "name:ru": "Whole"})
    drawn.district(1, 101, 2, "Corner")
    drawn.district(4, 101, 2, "Other corner")
    assert find(drawn.save(), "Whole").districts == ()


def test_of_two_with_one_name_both_are_listed_and_the_number_decides(tmp_path: Path):
    drawn = region(tmp_path / "region.osm.pbf")
    number = drawn.bounded(0, 100, 5, {**CITY, "place": "village", "admin_level": "8"})
    drawn.save()
    with pytest.raises(UnclearCity) as told:
        find(drawn.path, "Степной")
    sentence = str(told.value)
    assert all(word in sentence for word in ("--relation 1:", f"--relation {number}:", "admin_level 8", "village"))
    assert find(drawn.path, "Степной", number).boundary.relation == number


def test_a_boundary_that_the_extract_cuts_is_not_taken_for_a_city(tmp_path: Path):
    drawn = region(tmp_path / "region.osm.pbf")
    cut = {**CITY, "name": "Cut", "name:en": "Cut", "name:ru": "Cut"}
    broken = drawn.relation([("w", drawn.way([(0, 90), (3, 90)]), "outer"), ("w", 999, "outer")], cut)
    with pytest.raises(UnclearCity, match=rf"relation {broken}.*not whole.*larger extract"):
        find(drawn.save(), "cut")


def test_a_name_that_is_nowhere_gets_the_names_alike(extract: Path):
    with pytest.raises(UnclearCity, match=r"no boundary named Mountian\. Alike: Mountain"):
        find(extract, "Mountian")


def test_a_file_that_is_no_extract_is_refused_with_a_sentence(tmp_path: Path):
    path = tmp_path / "region.osm.pbf"
    path.write_bytes(b"certainly no protocol buffer")
    with pytest.raises(DeliveryRefused, match="no whole OpenStreetMap extract"):
        find(path, "Anything")


def facts(found: Found, country: str = ""):
    assert found.boundary.shape is not None
    return facts_of(found.boundary.shape, found.boundary.tags, country)


def test_time_zone_metric_system_country_and_languages_come_from_where_it_lies(extract: Path):
    told = facts(find(extract, "Степной"))
    assert (told.timezone, told.crs, told.country) == ("Asia/Almaty", "EPSG:32643", "KZ")
    assert set(told.languages) == {"kk", "ru"}
    assert told.warnings == ()


def test_the_given_country_wins_and_must_be_one(extract: Path):
    assert facts(find(extract, "Степной"), "ua").languages == ("uk",)
    with pytest.raises(UnclearCity, match="ZZ is no country"):
        facts(find(extract, "Степной"), "ZZ")


def test_on_the_high_seas_the_longitude_tells_and_says_so():
    told = facts_of(Point(-33, 48).buffer(0.01), {})
    assert told.timezone == "Etc/GMT+2"
    assert ["longitude only" in told.warnings[0], "languages are not known" in told.warnings[1]] == [True, True]


@pytest.mark.parametrize(
    ("file", "name", "relation", "zone", "crs"),
    [
        ("chicago/chicago_loop.osm.pbf", "LOOP", 9833255, "America/Chicago", "EPSG:32616"),
        ("boston_back_bay/back_bay.osm.pbf", "back bay", 4033663, "America/New_York", "EPSG:32619"),
    ],
)
def test_real_extracts_have_their_city(file: str, name: str, relation: int, zone: str, crs: str):
    found = find(real(file), name)
    told = facts(found)
    assert (found.boundary.relation, told.timezone, told.crs, told.country) == (relation, zone, crs, "US")
