"""The invented city: it is as large as promised, sound on the ground, and its lists come in as its truth says."""

import hashlib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import osmium
import pytest
import shapely

from data import demo
from data.demo.city import CITIES, IMPORTS, lay_out
from data.demo.city.districts import district_of
from data.demo.city.names import named, numbered
from data.demo.city.network import KINDS
from data.demo.incidents.files import CRIME_FILES
from etl import run as etl
from gis_app.devices.models import Camera
from gis_app.incidents.models import Crime, RoadAccident
from gis_app.places.models import Area, Building, Site, Street
from tests.data.small import SMALL

STEPPE = ("Степная!", "Степова", "Дала")


@pytest.fixture(scope="module")
def small():
    return lay_out(SMALL, 1)


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    folder = tmp_path_factory.mktemp("city")
    return SimpleNamespace(folder=folder, truth=demo.generate(folder, size="city"))


def outlines(ground) -> list[bytes]:
    return [shapely.to_wkb(shape) for shape in ground.buildings.shapes]


def test_one_seed_gives_one_ground_and_two_seeds_two(small):
    assert outlines(lay_out(SMALL, 1)) == outlines(small)
    assert outlines(lay_out(SMALL, 2)) != outlines(small)


def test_no_building_stands_in_a_street_in_the_water_or_in_another(small):
    shapes = small.buildings.shapes
    whole = small.streets.network
    roads = shapely.buffer(whole.shapes, 4.0)
    assert len(shapes) > 1500
    assert shapely.STRtree(shapes).query([*roads, small.land.river()], "intersects").size == 0
    one, other = shapely.STRtree(shapely.buffer(shapes, -0.05)).query(shapely.buffer(shapes, -0.05), "intersects")
    assert (one == other).all()


def test_every_street_can_be_reached(small):
    """Nobody lives on a street that no other street leads to."""
    ends = small.segments.ends
    seen, todo = set(), [int(ends[np.argmax(small.segments.rank)][0])]
    beside: dict[int, list[int]] = {}
    for a, b in ends.tolist():
        beside.setdefault(a, []).append(b)
        beside.setdefault(b, []).append(a)
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo += beside[here]
    reached = np.isin(ends[:, 0], list(seen))
    assert small.segments.people[reached].sum() > 0.98 * small.segments.people.sum()


def test_segments_run_from_junction_to_junction_and_know_their_people(small):
    found = small.segments
    first = shapely.get_coordinates(shapely.get_point(found.shapes, 0))
    assert np.abs(first - found.junctions[found.ends[:, 0]]).max() < 0.01
    assert (np.bincount(found.ends.ravel()) == found.degree).all()
    assert found.people.sum() == small.buildings.people.sum()
    assert {1, 3, 4} <= set(found.rank.tolist())
    kinds = {KINDS[kind] for kind in small.streets.network.kind}
    assert {"trunk", "primary", "secondary", "residential", "living_street", "rail"} <= kinds


def test_districts_tile_the_city_and_everybody_lives_in_one(small):
    parts = [district.polygon for district in small.districts]
    assert [part.geom_type for part in parts] == ["Polygon"] * SMALL.districts
    assert not any(len(part.interiors) for part in parts)
    assert sum(part.area for part in parts) == pytest.approx(shapely.union_all(parts).area)
    assert (district_of(small.districts, small.buildings.middles) >= 0).all()


def test_addresses_are_not_given_twice(small):
    built, laid = small.buildings, small.streets
    numbered_ones = np.flatnonzero(built.number != "")
    known = Counter((int(laid.street[built.segment[i]]), built.number[i]) for i in numbered_ones)
    assert known.most_common(1)[0][1] == 1


def test_no_two_streets_bear_one_name(small):
    names = Counter(own["ru"] for own in small.streets.names if own)
    assert len(names) > 150
    assert [name for name, count in names.items() if count > 2] == []


def test_names_stand_in_four_languages():
    assert named(STEPPE, "lane", 2) == {
        "ru": "2-й Степной переулок",
        "en": "2nd Stepnoy Lane",
        "uk": "2-й Степовий провулок",
        "kk": "2-ші Дала тұйығы",
    }
    assert named(("Летняя", "Літня", "Жаз"), "highway")["uk"] == "Літнє шосе"
    assert numbered("school", 7)["kk"] == "№ 7 мектеп"


@pytest.mark.slow
def test_the_city_is_as_large_as_promised(city):
    files = city.truth["files"]
    extract = files["city.osm.pbf"]
    assert files["districts.geojson"]["read"] == extract["districts"] == 12
    assert 240_000 < files["districts.geojson"]["population"] < 260_000
    assert 11_000 < extract["buildings"] < 14_000
    assert (extract["schools"], extract["gates"]) == (80, 136)
    assert extract["bridges"] >= 5
    assert city.truth["cameras"]["physical"] == 2400


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.mark.slow
def test_one_seed_gives_the_same_bytes_and_another_seed_others(city, tmp_path):
    demo.generate(tmp_path / "same", size="city")
    demo.generate(tmp_path / "other", seed=2, size="city")
    first, same, other = (digests(folder) for folder in (city.folder, tmp_path / "same", tmp_path / "other"))
    assert set(first) == set(demo.files_of("city"))
    assert same == first
    assert {name for name in first if other[name] == first[name]} == {"city.yml"}


@pytest.mark.nightly
@pytest.mark.timeout(1200)
def test_one_seed_gives_the_same_metropolis_and_another_seed_another(tmp_path, monkeypatch):
    """With a hundredth of its incidents, which fall by the city's rules."""
    whole = CITIES["metropolis"]
    monkeypatch.setitem(CITIES, "metropolis", replace(whole, crimes=whole.crimes // 100, accidents=1000))
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        demo.generate(tmp_path / name, seed=seed, size="metropolis")
    one, same, other = (digests(tmp_path / name) for name in ("one", "same", "other"))
    assert same == one
    assert {name for name in one if other[name] == one[name]} == {"city.yml"}


@pytest.mark.slow
def test_areas_of_the_extract_close(city):
    reader = osmium.FileProcessor(str(city.folder / "city.osm.pbf")).with_areas()
    areas = [dict(item.tags) for item in reader if item.is_area() and not item.from_way()]
    assert sum(tags.get("boundary") == "administrative" for tags in areas) == 12
    assert sum(tags.get("water") == "river" for tags in areas) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_every_file_comes_in_through_the_ordinary_import_as_the_truth_says(small_city):
    etl.load_city(small_city.folder / "city.yml")
    told = small_city.truth["files"]
    assert list(told) == list(IMPORTS)
    for name in IMPORTS:
        account = etl.deliver(small_city.folder / name, into_demo=True)
        counts = {key: account[key] for key in ("read", "loaded", "rejected")}
        assert counts == {key: told[name][key] for key in counts}, name
        assert {reason: count for reason, count in account["reasons"].items() if count} == told[name]["reasons"], name
    assert {name for name in IMPORTS if not told[name]["reasons"]} == {"districts.geojson", "city.osm.pbf"}
    assert Building.objects.count() == told["city.osm.pbf"]["buildings"]
    assert Crime.objects.count() == sum(told[name]["loaded"] for name in CRIME_FILES)
    assert RoadAccident.objects.count() == told["accidents.geojson"]["loaded"]
    assert Site.objects.filter(kind="school", shape__isnull=False).exclude(names={}).count() >= 12
    for names in (Area.objects.get(kind="district", code="04").names, Street.objects.exclude(name="").first().names):
        assert set(names) == {"ru", "en", "uk", "kk"}
    assert Camera.objects.exclude(owner=None).values("source").distinct().count() >= 6
    the_programmes_cameras_are_there(small_city.truth["incidents"]["crimes"]["cameras"])


def the_programmes_cameras_are_there(effect: dict) -> None:
    """A method that knows nothing but the city's own cameras finds them by their codes, with the day they came."""
    sites = effect["listed"] + effect["bad_year"]["segments"]
    codes = {code for segment in sites for pairs in segment["cameras"] for _, code in pairs}
    days = Camera.objects.filter(code__in=codes).values_list("code", "installed_on")
    assert {code for code, _ in days} == codes
    assert {day.isoformat() for _, day in days} == {effect["installed"]}


@pytest.mark.slow
def test_several_lists_hold_a_camera_under_other_codes(city):
    same = city.truth["cameras"]["same"]
    assert len(same) > 400
    assert all(len({file for file, _ in pairs}) == len(pairs) > 1 for pairs in same)
