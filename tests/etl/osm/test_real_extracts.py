"""The counts of two real extracts, as their description gives them."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import geopandas
import pytest
from shapely.geometry.base import BaseGeometry

from etl.sources.osm.crawl import OsmObject, objects

Shared = Callable[[str], Path]
LOOP, BACK_BAY = "chicago/chicago_loop.osm.pbf", "boston_back_bay/back_bay.osm.pbf"


def counted(found: Iterable[OsmObject | None]) -> Counter[str]:
    """Records by layer, parts apart from buildings, and objects with a problem or outside."""
    counts: Counter[str] = Counter()
    for row in found:
        counts[(row.problem or "read") if row else "outside"] += 1
        for layer, columns in row.records if row else []:
            counts["parts" if columns.get("is_part") else layer] += 1
    return counts


@pytest.fixture(scope="module")
def chicago(shared: Shared) -> BaseGeometry:
    """The union of the community areas and 100 m around it."""
    areas = geopandas.read_file(f"/vsigzip/{shared('chicago/community_areas.geojson.gz')}").to_crs(32616)
    return geopandas.GeoSeries([areas.union_all().buffer(100)], crs=32616).to_crs(4326).iloc[0]


def test_the_loop_agrees_with_its_description(shared: Shared):
    said = json.loads(shared("oracle.json").read_text())["chicago.osm_loop"]
    counts = counted(objects(shared(LOOP), near=None))
    assert {layer: counts[layer] for layer in ("buildings", "parts", "streets", "cameras")} == {
        layer: said[layer] for layer in ("buildings", "parts", "streets", "cameras")
    }
    assert (counts["bad_geometry"], counts["outside"]) == (0, 0)


def test_eight_buildings_and_no_street_lie_outside_chicago(shared: Shared, chicago: BaseGeometry):
    said = json.loads(shared("oracle.json").read_text())["chicago.osm_loop"]
    whole, inside = (counted(objects(shared(LOOP), near)) for near in (None, chicago))
    built = [counts["buildings"] + counts["parts"] for counts in (whole, inside)]
    assert built[0] - built[1] == said["skipped_outside_with_union_100m"]
    assert whole["streets"] == inside["streets"]
    assert whole["read"] == inside["read"] + inside["outside"]


def test_back_bay_agrees_with_its_description(shared: Shared):
    counts = counted(objects(shared(BACK_BAY), near=None))
    expected = {"buildings": 4028, "parts": 544, "streets": 3980, "cameras": 18, "bad_geometry": 0}
    assert {layer: counts[layer] for layer in expected} == expected


def test_back_bay_s_odd_directions(shared: Shared):
    rows = [row for row in objects(shared(BACK_BAY), near=None) if row]
    cameras = {row.key: columns for row in rows for layer, columns in row.records if layer == "cameras"}
    looks = {key: (camera["azimuth"], camera["sectors"]) for key, camera in cameras.items()}
    assert looks["node/7693359673"] == (0.0, [180.0])
    assert looks["node/7712030808"] == (160.0, [340.0])
    assert looks["node/7712030810"] == (70.0, [250.0])
    assert looks["node/7816094843"] == (None, [])
    assert Counter(camera["kind"] for camera in cameras.values()) == {"dome": 9, "anpr": 3, "unknown": 6}
    assert sum("azimuth" not in camera["assumed"] for camera in cameras.values()) == 12
    assert cameras["node/7745030855"]["height_m"] == 5.0
