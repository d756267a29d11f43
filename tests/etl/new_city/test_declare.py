"""What is written of a found city can be loaded, is whole, and is never written over."""

import json
from pathlib import Path

import pytest

from etl.city import read_city
from etl.errors import UnclearCity
from etl.new_city import declare
from etl.new_city.declare import Written, write
from etl.new_city.facts import facts_of
from etl.new_city.find import find


def written(extract: Path, out: Path, name: str = "Степной") -> Written:
    found = find(extract, name)
    assert found.boundary.shape is not None
    return write(found, facts_of(found.boundary.shape, found.boundary.tags), out)


def test_the_city_file_declares_what_was_found(extract: Path, tmp_path: Path):
    files = written(extract, tmp_path / "steppe.yml")
    city = read_city(files.city)
    assert (city.code, city.name, city.timezone, city.crs) == ("steppe-city", "Степной", "Asia/Almaty", "EPSG:32643")
    assert (city.country, set(city.languages), city.modules) == ("KZ", {"kk", "ru"}, None)
    assert (
        len(city.boundary.geoms[0].interiors if city.boundary.geom_type == "MultiPolygon" else city.boundary.interiors)
        == 1
    )
    assert "boundary: steppe-boundary.geojson" in files.city.read_text()


def test_districts_carry_code_and_names(extract: Path, tmp_path: Path):
    files = written(extract, tmp_path / "city.yml")
    assert files.districts is not None
    first = json.loads(files.districts.read_text())["features"][0]
    assert first["properties"] == {
        "code": "osm-3",
        "name": "East",
        "names": {"en": "East district"},
        "population": 1200,
        "admin_level": 9,
    }


def test_a_second_run_leaves_what_somebody_changed(extract: Path, tmp_path: Path):
    out = tmp_path / "city.yml"
    written(extract, out)
    out.write_text(out.read_text().replace("timezone: Asia/Almaty", "timezone: Asia/Qyzylorda"))
    written(extract, out)
    assert read_city(out).timezone == "Asia/Qyzylorda"


def test_a_file_of_another_city_is_not_written_over(extract: Path, tmp_path: Path):
    out = tmp_path / "city.yml"
    out.write_text("code: mine\n")
    with pytest.raises(UnclearCity, match="of another city"):
        written(extract, out)
    assert out.read_text() == "code: mine\n"


def test_a_run_cut_short_leaves_no_city_file_and_the_next_writes_it(extract: Path, tmp_path: Path, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError("no space left")

    out = tmp_path / "city.yml"
    with monkeypatch.context() as disk:
        disk.setattr(declare.yaml, "safe_dump", full)
        with pytest.raises(OSError, match="no space"):
            written(extract, out)
    assert not out.exists()
    assert written(extract, out).city.exists()
