"""Visibility polygons that others published or proved."""

import json
from math import atan2, pi
from pathlib import Path

import pytest
from shapely import LineString, Polygon, box
from shapely.ops import polygonize

from layers.methods.visibility import Buildings, View, enclosed, visible

FOLDER = Path(__file__).resolve().parents[5] / "shared" / "oracles" / "visibility_cgal"


def room(*corners):
    return [LineString([a, b]) for a, b in zip(corners, (*corners[1:], corners[0]), strict=True)]


def test_the_example_of_the_manual_of_cgal():
    found = enclosed(0.5, 2, room((0, 4), (0, 0), (3, 2), (4, 0), (4, 4), (1, 2)))
    assert found.area == pytest.approx(4.0, abs=1e-9)
    assert found.symmetric_difference(Polygon([(0, 4), (0, 0), (3, 2), (1, 2)])).area < 1e-6


@pytest.mark.parametrize(
    ("name", "area"), [("simple_1", 64), ("simple_12", 49.5), ("simple_22", 4), ("nonsimple_1", 19)]
)
def test_the_cases_of_cgal(name, area):
    path = FOLDER / "cgal_cases.json"
    if not path.exists():
        pytest.skip("the cases of CGAL are not beside the project")
    case = json.loads(path.read_text())[name]
    found = enclosed(*case["query"], [LineString(edge) for edge in case["edges"]])
    (expected,) = polygonize(LineString(edge) for edge in case["expected"])
    assert found.area == pytest.approx(area, abs=1e-9)
    assert found.symmetric_difference(expected).area < 1e-6


def test_a_triangle_in_a_square():
    walls = room((-1, -1), (501, -1), (501, 501), (-1, 501)) + room((250, 100), (260, 140), (240, 140))
    found = enclosed(60, 60, walls)
    seen = [(501, 152.842105), (250, 100), (240, 140), (501, 256), (501, 501), (-1, 501), (-1, -1), (501, -1)]
    assert found.area == pytest.approx(233257.684211, abs=1e-3)
    assert found.symmetric_difference(Polygon(seen)).area < 1e-3


def test_the_shadow_of_one_house_in_closed_form():
    radius, d, h = 50, 10, 5
    theta = 2 * atan2(h, d)
    found = visible(View(0, 0, radius), Buildings([box(10, -5, 20, 5)]))
    assert found.area == pytest.approx(pi * radius**2 - theta / 2 * radius**2 + d * h, rel=1e-3)
    assert found.area == pytest.approx(6744.8626, rel=1e-3)


def test_the_same_triangle_as_a_building_in_a_wide_field():
    field, house = box(-1, -1, 501, 501), Polygon([(250, 100), (260, 140), (240, 140)])
    found = visible(View(60, 60, 1000), Buildings([house])).intersection(field)
    assert found.area == pytest.approx(233257.684211, abs=1e-3)
