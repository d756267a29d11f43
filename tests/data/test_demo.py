"""The invented town: whoever generates it gets the same sound town, with exactly the defects it declares."""

import csv
import datetime as dt
import hashlib
import json
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import osmium
import pytest
import shapely
import yaml
from shapely.geometry import shape

from data import demo
from data.demo import _dice
from data.demo.buildings import buildings
from data.demo.cameras import COLUMNS as CAMERA_COLUMNS
from data.demo.greens import pond
from data.demo.ground import lonlat
from data.demo.names import english, masculine
from data.demo.plan import plan
from data.demo.streets import HALF_WIDTH


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    return SimpleNamespace(folder=folder, truth=demo.generate(folder))


@pytest.fixture(scope="module")
def built():
    laid = plan(demo.SIZES["town"], _dice(1, 0))
    return SimpleNamespace(plan=laid, buildings=buildings(laid, _dice(1, 1)))


@pytest.fixture(scope="module")
def objects(town):
    """Tags of everything in the extract, by kind of object."""
    found = {"n": [], "w": [], "r": []}
    for item in osmium.FileProcessor(str(town.folder / "town.osm.pbf")):
        found[item.type_str()].append(dict(item.tags))
    return found


def digests(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in demo.FILES}


def crimes(town) -> list[dict[str, str]]:
    with (town.folder / "crimes.csv").open(encoding="cp1251", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def cameras(town) -> list[dict[str, str]]:
    with (town.folder / "cameras.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def accidents(town) -> list[dict]:
    return json.loads((town.folder / "accidents.geojson").read_text())["features"]


def city(town):
    collection = json.loads((town.folder / "districts.geojson").read_text())
    return shapely.union_all([shape(feature["geometry"]) for feature in collection["features"]])


def test_the_same_seed_gives_the_same_bytes(town, tmp_path):
    demo.generate(tmp_path)
    assert digests(tmp_path) == digests(town.folder)


def test_another_seed_gives_another_sound_town(town, tmp_path):
    truth = demo.generate(tmp_path, seed=2)
    other = digests(tmp_path)
    assert all(other[name] != digest for name, digest in digests(town.folder).items() if name != "city.yml")
    assert truth["files"]["town.osm.pbf"]["buildings"] >= 2300


def test_progress_rises_from_nothing_to_all(tmp_path):
    told = []
    demo.generate(tmp_path, progress=lambda step, share: told.append(share))
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert told == sorted(told)


def test_the_town_is_large_enough_to_look_at(town):
    files = town.truth["files"]
    assert files["town.osm.pbf"]["buildings"] >= 2300
    assert files["town.osm.pbf"]["schools"] == 8
    assert files["cameras.csv"]["read"] >= 200
    assert files["crimes.csv"]["loaded"] >= 3000
    assert files["accidents.geojson"]["loaded"] >= 500


def test_truth_stands_in_the_folder(town):
    assert json.loads((town.folder / "truth.json").read_text()) == town.truth


def test_city_is_declared_as_invented_and_its_boundary_is_there(town):
    declared = yaml.safe_load((town.folder / "city.yml").read_text())
    assert declared["invented"] is True
    assert declared["timezone"] == "Etc/GMT+2"
    assert (town.folder / declared["boundary"]).exists()


def test_districts_tile_the_city(built):
    parts = [district.polygon for district in built.plan.districts]
    assert sum(part.area for part in parts) == pytest.approx(shapely.union_all(parts).area)
    assert all(part.is_valid for part in parts)


def test_extract_holds_what_truth_counts(town, objects):
    truth, ways = town.truth["files"]["town.osm.pbf"], objects["w"] + objects["r"]
    assert sum("building" in tags for tags in ways) == truth["buildings"]
    assert sum("height" in tags for tags in ways) == truth["buildings_with_height"]
    assert sum("building:levels" in tags for tags in ways) == truth["buildings_with_levels"]
    assert sum("addr:housenumber" in tags for tags in ways) == truth["buildings_with_address"]
    assert sum("highway" in tags for tags in ways) == truth["streets"]
    assert sum(tags.get("bridge") == "yes" for tags in ways) == truth["bridges"]
    assert sum(tags.get("natural") == "water" for tags in ways) == truth["water"]
    assert sum(tags.get("amenity") == "school" for tags in ways) == truth["schools"]
    assert sum(tags.get("leisure") == "park" for tags in ways) == truth["parks"]
    assert sum(tags.get("leisure") == "playground" for tags in ways) == truth["playgrounds"]
    assert sum(tags.get("boundary") == "administrative" for tags in objects["r"]) == truth["districts"]
    assert sum(tags.get("man_made") == "surveillance" for tags in objects["n"]) == truth["cameras"]


def test_areas_of_the_extract_close(town):
    reader = osmium.FileProcessor(str(town.folder / "town.osm.pbf")).with_areas()
    areas = [dict(item.tags) for item in reader if item.is_area()]
    assert sum(tags.get("boundary") == "administrative" for tags in areas) == 4
    assert sum(tags.get("water") == "river" for tags in areas) == 1


def test_no_building_stands_in_a_street_or_in_the_water(built):
    tree = shapely.STRtree([building.polygon for building in built.buildings])
    roads = [shapely.LineString(edge.points).buffer(HALF_WIDTH[edge.kind] - 0.1) for edge in built.plan.edges]
    assert tree.query([*roads, built.plan.river, pond(built.plan)], "intersects").size == 0


def test_every_school_ground_has_its_school(built):
    grounds = {n for n, block in enumerate(built.plan.blocks) if block.use == "school"}
    assert grounds == {building.block for building in built.buildings if building.use == "school"}


def test_no_building_overlaps_another(built):
    shapes = np.array([building.polygon for building in built.buildings])
    one, other = shapely.STRtree(shapes).query(shapes, "intersects")
    assert (one == other).all()


def test_addresses_are_not_given_twice(built):
    known = Counter((b.street, b.number) for b in built.buildings if b.number)
    assert known.most_common(1)[0][1] == 1


def test_buildings_and_streets_lie_inside_the_city(built):
    inside = built.plan.boundary.buffer(1)
    assert all(inside.contains(building.polygon) for building in built.buildings)
    assert all(inside.contains(shapely.LineString(edge.points)) for edge in built.plan.edges)


def test_cameras_stand_inside_the_city_and_outside_walls(town, built):
    rows = cameras(town)
    assert list(rows[0]) == CAMERA_COLUMNS
    places = np.array([(float(row["longitude"]), float(row["latitude"])) for row in rows])
    assert shapely.contains_xy(city(town), places).all()
    walls = [shapely.Polygon(lonlat(np.array(b.polygon.exterior.coords))) for b in built.buildings]
    assert shapely.STRtree(walls).query(shapely.points(places), "intersects").size == 0
    assert Counter(row["type"] for row in rows) == town.truth["files"]["cameras.csv"]["types"]


def day(written: str) -> dt.date:
    """The day of DD.MM.YYYY HH:MM; ValueError where the calendar has none."""
    return dt.date(int(written[6:10]), int(written[3:5]), int(written[:2]))


def crime_reason(row: dict[str, str], inside, known_kinds: set[str]) -> str | None:
    """What is wrong with a row, judged from the file alone."""
    if not row["широта"]:
        return "no_coordinates"
    lat, lon = float(row["широта"]), float(row["долгота"])
    if lat == lon == 0:
        return "zero_coordinates"
    if not shapely.contains_xy(inside, lon, lat):
        return "swapped_coordinates" if shapely.contains_xy(inside, lat, lon) else "outside_city"
    try:
        day(row["дата"])
    except ValueError:
        return "bad_date"
    return None if row["вид"] in known_kinds else "unknown_kind"


def test_crimes_have_the_declared_defects_and_no_other(town):
    truth, inside, seen = town.truth["files"]["crimes.csv"], city(town), set()
    reasons, kinds, districts = Counter(), Counter(), Counter()
    rows = crimes(town)
    for row in rows:
        reason = crime_reason(row, inside, set(truth["kinds"])) or ("duplicate" if row["номер"] in seen else None)
        seen.add(row["номер"])
        if reason:
            reasons[reason] += 1
        else:
            kinds[row["вид"]] += 1
            districts[row["район"]] += 1
    assert len(rows) == truth["read"] == truth["loaded"] + truth["rejected"]
    assert reasons == truth["reasons"]
    assert (kinds, districts) == (truth["kinds"], truth["districts"])


def test_crimes_gather_on_few_streets(town):
    streets = Counter(row["адрес"].split(",")[0] for row in crimes(town))
    top = sum(count for _, count in streets.most_common(len(streets) // 10))
    assert 0.25 < top / streets.total() < 0.8


def test_crimes_cover_two_years(town):
    years = Counter(row["дата"][6:10] for row in crimes(town) if not row["дата"].startswith("31.02"))
    assert set(years) == {"2024", "2025", "2026"}
    last = max(day(row["дата"]) for row in crimes(town) if not row["дата"].startswith("31.02"))
    assert dt.date(2026, 10, 20) < last <= dt.date(2026, 10, 31)


def test_accidents_have_the_declared_defects_and_no_other(town):
    truth, inside, reasons = town.truth["files"]["accidents.geojson"], city(town), Counter()
    for feature in accidents(town):
        lon, lat = feature["geometry"]["coordinates"]
        if lon is None:
            reasons["no_coordinates"] += 1
        elif not shapely.contains_xy(inside, lon, lat):
            reasons["swapped_coordinates" if shapely.contains_xy(inside, lat, lon) else "outside_city"] += 1
    assert reasons == truth["reasons"]
    assert len(accidents(town)) == truth["read"]


def test_the_harm_on_a_card_is_that_of_its_participants(town):
    for card in (feature["properties"] for feature in accidents(town)):
        people = card["participants"] + [p for vehicle in card["vehicles"] for p in vehicle["participants"]]
        assert card["dead_count"] == sum(p["health_status"].startswith("Скончался") for p in people)
        assert card["injured_count"] == sum(p["health_status"].startswith("Раненый") for p in people)
        assert card["participants_count"] == len(people)


@pytest.mark.parametrize(
    ("name", "expected"), [("Тополиная улица", "Topolinaya Street"), ("проспект Мира", "Mira Avenue")]
)
def test_street_names_have_an_english_form(name, expected):
    assert english(name) == expected


def test_lanes_take_the_masculine_form():
    assert [masculine(word) for word in ("Тополиная", "Тихая", "Нижняя", "Полевая")] == [
        "Тополиный",
        "Тихий",
        "Нижний",
        "Полевой",
    ]
