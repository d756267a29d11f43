"""A city's declaration: refused with a sentence where it is wrong, and true to the metre where it is right."""

import gzip
import json
from pathlib import Path

import numpy as np
import pyproj
import pytest

from etl.city import read_city
from etl.errors import BadDeclaration
from tests.etl.files import BOX, city_file, geojson, square


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": None}, "lacks name"),
        ({"boundary": None, "crs": None}, "lacks boundary, crs"),
        ({"colour": "red"}, "has unknown colour"),
        ({"code": ""}, "code"),
        ({"code": "two words"}, "code"),
        ({"code": "x" * 60}, "code"),
        ({"name": ["a"]}, "name"),
        ({"name": "x" * 200}, "name"),
        ({"languages": "ru"}, "languages"),
        ({"languages": 5}, "languages"),
        ({"invented": "no"}, "invented"),
        ({"country": "Kazakhstan"}, "country"),
        ({"modules": "crimes"}, "modules"),
        ({"modules": ["dragons"]}, "modules"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"timezone": "America"}, "timezone"),
        ({"timezone": "../etc/passwd"}, "timezone"),
        ({"timezone": ""}, "timezone"),
        ({"crs": "EPSG:4326"}, "not in metres"),
        ({"crs": "EPSG:3435"}, "not in metres"),
        ({"crs": "EPSG:99999999"}, "crs"),
        ({"crs": "metres"}, "crs"),
        ({"margin_m": -1}, "margin_m"),
        ({"margin_m": "100"}, "margin_m"),
        ({"margin_m": True}, "margin_m"),
        ({"margin_m": float("nan")}, "margin_m"),
        ({"boundary": [1, 2, 3]}, "boundary"),
        ({"boundary": [1, 2, 3, "4"]}, "boundary"),
        ({"boundary": [1, 2, 3, float("nan")]}, "boundary"),
        ({"boundary": [10, 20, 10, 30]}, "no box on the globe"),
        ({"boundary": [10, 30, 20, 20]}, "no box on the globe"),
        ({"boundary": [10, 30, 20, 95]}, "no box on the globe"),
        ({"boundary": [10, 30, 200, 35]}, "no box on the globe"),
        ({"boundary": "nowhere.geojson"}, "can't be read as polygons"),
        ({"boundary": {"west": 1}}, "boundary"),
    ],
)
def test_a_wrong_declaration_is_refused_with_the_name_of_the_field(tmp_path, wrong, sentence):
    with pytest.raises(BadDeclaration, match=sentence) as refused:
        read_city(city_file(tmp_path, **wrong))
    assert str(refused.value).startswith("city.yml")


@pytest.mark.parametrize("content", [b"", b"[1, 2]", b"code: [", b"\xff\xfe\x00", b"1: a\nb: c\n", b"just words"])
def test_what_is_no_declaration_is_refused(tmp_path, content):
    path = tmp_path / "city.yml"
    path.write_bytes(content)
    with pytest.raises(BadDeclaration, match=r"^city\.yml"):
        read_city(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(BadDeclaration, match="can't be read"):
        read_city(tmp_path / "city.yml")


@pytest.mark.parametrize(("name", "bearing"), [("north", 0), ("east", 90), ("south", 180), ("west", 270)])
def test_the_margin_is_a_hundred_metres_on_every_side(tmp_path, name, bearing):
    city = read_city(city_file(tmp_path))
    west, south, east, north = BOX
    middle = {
        "north": ((west + east) / 2, north),
        "east": (east, (south + north) / 2),
        "south": ((west + east) / 2, south),
        "west": (west, (south + north) / 2),
    }[name]
    earth = pyproj.Geod(ellps="WGS84")
    points = [earth.fwd(*middle, bearing, metres)[:2] for metres in (99.5, 100.5)]
    assert city.contains(*np.array(points).T).tolist() == [True, False]


def test_a_margin_of_nothing_ends_at_the_boundary(tmp_path):
    city = read_city(city_file(tmp_path, margin_m=0))
    lon = np.array([BOX[2], BOX[2] + 1e-6])
    assert city.contains(lon, np.array([41.85, 41.85])).tolist() == [True, False]


@pytest.mark.parametrize("crs", ["EPSG:32601", "EPSG:32660"])
def test_a_box_may_cross_180_degrees(tmp_path, crs):
    city = read_city(city_file(tmp_path, boundary=[179.5, -17.0, -179.5, -16.0], crs=crs, timezone="Pacific/Fiji"))
    lon = np.array([179.7, 180.0, -180.0, -179.7, 179.4, -179.4, 0.0])
    assert city.contains(lon, np.full(7, -16.5)).tolist() == [True] * 4 + [False] * 3
    just = np.array([-179.4995, -179.498])
    assert city.contains(just, np.full(2, -16.5)).tolist() == [True, False]


def test_polygons_on_both_sides_of_180_degrees_are_one_city(tmp_path):
    shapes = [square(179.0, 65.0, 1.0), square(-180.0, 65.0, 1.0)]
    path = geojson(tmp_path, *[polygon(shape) for shape in shapes], name="chukotka.geojson")
    city = read_city(city_file(tmp_path, boundary=path.name, crs="EPSG:32601", timezone="Asia/Anadyr"))
    lon = np.array([179.5, -179.5, 178.5, -178.5, 10.0])
    assert city.contains(lon, np.full(5, 65.5)).tolist() == [True, True, False, False, False]


@pytest.mark.parametrize("packed", [False, True])
def test_a_boundary_is_found_beside_its_declaration_and_united(tmp_path, monkeypatch, packed):
    monkeypatch.chdir("/")
    folder = tmp_path / "shapes"
    folder.mkdir()
    parts = [polygon(square(-87.7, 41.8, 0.05)), polygon(square(-87.65, 41.8, 0.05))]
    path = geojson(folder, *parts, name="parts.geojson")
    if packed:
        path = _packed(path)
    city = read_city(city_file(tmp_path, boundary=f"shapes/{path.name}"))
    assert city.boundary.geom_type == "Polygon"
    assert city.contains(np.array([-87.65, -87.5]), np.array([41.82, 41.82])).tolist() == [True, False]


def test_a_boundary_without_polygons_is_refused(tmp_path):
    dot = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    path = geojson(tmp_path, dot, name="dots.geojson")
    with pytest.raises(BadDeclaration, match="holds no polygon"):
        read_city(city_file(tmp_path, boundary=path.name))


def polygon(coordinates: list) -> dict:
    return {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": coordinates}}


def _packed(path: Path) -> Path:
    packed = path.with_name(path.name + ".gz")
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert json.loads(gzip.decompress(packed.read_bytes()))
    return packed
