"""GDAL, as any department has it, opens the city by its address: lists, reads by box and by time, copies."""

import json
import os
import subprocess
from datetime import UTC, datetime

import pytest

from gis_app.people import tokens
from tests.layers import made

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(city):
    """Enough crimes for several pages; three cameras, one of them far from the others."""
    made.street()
    made.building()
    for number in range(250):
        made.crime(-33.0 + number / 100_000, place=f"Place {number}", severity=number % 4 + 1)
    for number, lon in enumerate((-33.0, -33.0001, -32.99)):
        made.camera(lon, code=f"C-{number}")


@pytest.fixture
def gdal(live_server, town, pavel):
    """Runs a GDAL program on the service with a token of the planner's; gives what it printed."""
    _row, text = tokens.make(by=pavel, name="GDAL", scopes=["incidents", "cameras"], ends_on=datetime.now(UTC).date())

    def run(program: str, *words: str, token: str = text) -> str:
        own = {"GDAL_HTTP_HEADERS": f"Authorization: Bearer {token}", "GDAL_HTTP_TIMEOUT": "20"}
        done = subprocess.run([program, *words], env=os.environ | own, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run.address = f"OAPIF:{live_server.url}/ogc/"
    run.basic = {"GDAL_HTTP_AUTH": "BASIC", "GDAL_HTTP_USERPWD": f"qgis:{text}"}
    return run


def test_ogrinfo_lists_the_layers(gdal):
    printed = gdal("ogrinfo", "-ro", gdal.address)
    for layer in ("areas", "streets", "buildings", "sites", "cameras", "crimes", "accidents"):
        assert f": {layer} (title: " in printed, printed


def test_ogrinfo_reads_cameras_by_box(gdal):
    printed = gdal("ogrinfo", "-ro", "-al", "-spat", "-33.001", "47.99", "-32.9999", "48.01", gdal.address, "cameras")
    assert "Feature Count: 2" in printed
    assert [code in printed for code in ("C-0", "C-1", "C-2")] == [True, True, False]


def test_ogrinfo_comes_in_by_name_and_password_too(gdal):
    words = ["ogrinfo", "-ro", "-so", gdal.address, "cameras"]
    done = subprocess.run(words, env=os.environ | gdal.basic, capture_output=True, text=True, timeout=60)
    assert "Feature Count: 3" in done.stdout, done.stderr


def test_ogr2ogr_copies_every_row_of_all_pages(gdal, tmp_path):
    gdal(
        "ogr2ogr", "-f", "GPKG", str(tmp_path / "city.gpkg"), "-oo", "PAGE_SIZE=100", gdal.address, "crimes", "cameras"
    )
    for layer, count in (("crimes", 250), ("cameras", 3)):
        counted = gdal(
            "ogrinfo", "-ro", "-q", "-sql", f"SELECT COUNT(*) AS n FROM {layer}", str(tmp_path / "city.gpkg")
        )
        assert f"n (Integer) = {count}" in counted, counted
    distinct = "SELECT COUNT(DISTINCT place) AS n, COUNT(DISTINCT severity) AS s FROM crimes"
    counted = gdal("ogrinfo", "-ro", "-q", "-sql", distinct, str(tmp_path / "city.gpkg"))
    assert ("n (Integer) = 250" in counted, "s (Integer) = 4" in counted) == (True, True)


def test_ogr2ogr_asks_the_server_for_a_property(gdal, tmp_path):
    path = tmp_path / "grave.geojson"
    gdal("ogr2ogr", "-f", "GeoJSON", str(path), "-where", "severity = 1", gdal.address, "crimes")
    found = [feature["properties"] for feature in json.loads(path.read_text())["features"]]
    assert (len(found), {each["severity"] for each in found}) == (63, {1})


def test_a_wrong_token_opens_nothing(gdal, live_server):
    own = os.environ | {"GDAL_HTTP_HEADERS": "Authorization: Bearer nonsense"}
    words = ["ogrinfo", "-ro", gdal.address]
    done = subprocess.run(words, env=own, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "401" in done.stdout + done.stderr
