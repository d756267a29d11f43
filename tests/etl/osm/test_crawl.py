"""An extract drawn by hand becomes the rows one would expect."""

import pytest
from shapely.geometry import box

from etl.sources.osm import crawl
from etl.sources.osm.crawl import OsmObject, objects
from tests.etl.osm.towns import Town


def read(town: Town) -> dict[str, OsmObject]:
    return {found.key: found for found in objects(town.save(), near=None) if found}


def test_a_school_building_is_one_row_and_two_records(town: Town):
    number = town.block(1, 1, {"building": "school", "amenity": "school", "name": "No. 5", "building:levels": "2"})
    found = read(town)[f"way/{number}"]
    made = dict(found.records)
    assert sorted(made) == ["buildings", "sites"]
    assert (made["buildings"]["height_m"], made["buildings"]["height_assumed"]) == (7.4, True)
    assert made["buildings"]["shape"].geom_type == "MultiPolygon"
    assert made["sites"]["shape"].contains(made["sites"]["point"])


def test_a_park_is_ground_and_a_site(town: Town):
    number = town.block(1, 1, {"leisure": "park", "name": "Green"})
    assert [layer for layer, _ in read(town)[f"way/{number}"].records] == ["ground", "sites"]


def test_a_street_keeps_its_bridge_width_and_names(town: Town):
    tags = {"highway": "primary", "name": "Мост", "name:en": "Bridge", "bridge": "yes", "layer": "1", "width": "12 m"}
    number = town.way([(0, 0), (2, 0), (2, 2)], tags)
    [(layer, street)] = read(town)[f"way/{number}"].records
    assert layer == "streets"
    assert street.pop("shape").geom_type == "LineString"
    assert street == {
        "kind": "primary",
        "rank": 2,
        "name": "Мост",
        "names": {"en": "Bridge"},
        "former": {},
        "width_m": 12.0,
        "bridge": True,
        "tunnel": False,
        "layer": 1,
    }


def test_a_lake_with_an_island_has_a_hole(town: Town):
    shore, island = town.block(0, 0, side=4), town.block(1, 1)
    tags = {"type": "multipolygon", "natural": "water"}
    number = town.relation([("w", shore, "outer"), ("w", island, "inner")], tags)
    found = read(town)
    assert list(found) == [f"relation/{number}"]
    [(layer, lake)] = found[f"relation/{number}"].records
    assert (layer, lake["kind"], len(lake["shape"].geoms[0].interiors)) == ("ground", "water", 1)


def test_a_district_s_boundary_is_an_area(town: Town):
    way = town.block(0, 0, side=4)
    tags = {"type": "boundary", "boundary": "administrative", "admin_level": "9", "name": "North", "population": "1200"}
    number = town.relation([("w", way, "outer")], tags)
    [(layer, area)] = read(town)[f"relation/{number}"].records
    assert (layer, area["kind"], area["code"], area["population"]) == ("areas", "administrative", f"osm-{number}", 1200)


def test_a_camera_keeps_both_directions_in_its_raw_tags(town: Town):
    tags = {
        "man_made": "surveillance",
        "camera:type": "dome",
        "camera:direction": "70;250",
        "direction": "160",
        "height": "7",
        "operator": "Lighting Division",
    }
    number = town.node(1, 1, tags)
    found = read(town)[f"node/{number}"]
    [(layer, camera)] = found.records
    assert layer == "cameras"
    assert (camera["azimuth"], camera["sectors"], camera["assumed"]) == (70.0, [250.0], [])
    assert (camera["height_m"], camera["owner_name"], camera["code"]) == (7.0, "Lighting Division", f"osm-{number}")
    assert found.raw == tags


def test_a_camera_drawn_as_a_way_stands_in_its_middle(town: Town):
    number = town.way([(0, 0), (2, 0)], {"man_made": "surveillance"})
    [(_, camera)] = read(town)[f"way/{number}"].records
    assert camera["point"].coords[0] == pytest.approx((0.001, 0))
    assert camera["assumed"] == ["azimuth"]


@pytest.mark.parametrize("corners", [[(0, 0), (1, 1), (1, 0), (0, 1), (0, 0)], [(0, 0), (1, 0), (1, 1)]])
def test_a_building_that_crosses_itself_or_stays_open_has_a_bad_geometry(
    town: Town, corners: list[tuple[float, float]]
):
    number = town.way(corners, {"building": "yes"})
    found = read(town)[f"way/{number}"]
    assert (found.problem, found.records) == ("bad_geometry", [])


def test_a_relation_whose_members_are_missing_has_a_bad_geometry(town: Town):
    number = town.relation([("w", 99, "outer")], {"type": "multipolygon", "landuse": "forest"})
    found = read(town)[f"relation/{number}"]
    assert (found.problem, found.geometry) == ("bad_geometry", None)


def test_what_lies_outside_is_counted_and_not_made(town: Town):
    inside = town.block(1, 1, {"building": "yes"})
    town.block(50, 50, {"building": "yes"})
    touching = town.way([(2, 2), (80, 2)], {"highway": "service"})
    found = list(objects(town.save(), near=box(0, 0, 0.01, 0.01)))
    assert [row and row.key for row in found] == [f"way/{inside}", None, f"way/{touching}"]
    assert [row.line for row in found if row] == [1, 3]


def test_objects_without_tags_that_matter_are_not_read(town: Town):
    town.node(1, 1, {"highway": "street_lamp"})
    town.block(1, 1, {"shop": "books"})
    assert read(town) == {}


def test_a_file_cut_short_raises(tmp_path):
    town = Town(tmp_path / "town.osm.pbf")
    for step in range(50):
        town.block(step, step, {"building": "yes"})
    path = town.save()
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(RuntimeError):
        list(objects(path, near=None))


def test_a_file_that_is_no_extract_raises(tmp_path):
    path = tmp_path / "town.osm.pbf"
    path.write_text("ID,Date,Block\n1,2014,Main\n")
    with pytest.raises(RuntimeError):
        list(objects(path, near=None))


def test_a_large_extract_whose_places_lie_on_disk_gives_the_same(town: Town, monkeypatch):
    shore, island = town.block(0, 0, side=4), town.block(1, 1)
    town.relation([("w", shore, "outer"), ("w", island, "inner")], {"type": "multipolygon", "natural": "water"})
    town.way([(0, 0), (9, 9)], {"highway": "primary"})
    usual = read(town)
    town.path.unlink()
    monkeypatch.setattr(crawl, "LARGE_BYTES", 0)
    assert read(town) == usual


def test_a_relation_that_can_t_be_drawn_lies_where_its_ways_do(town: Town):
    tags = {"type": "multipolygon", "natural": "wood"}
    near = town.relation([("w", town.way([(1, 1), (2, 1)]), "outer"), ("w", 999, "outer")], tags)
    town.relation([("w", town.way([(50, 50), (51, 50)]), "outer"), ("w", 999, "outer")], tags)
    nowhere = town.relation([("w", 999, "outer")], tags)
    found = list(objects(town.save(), near=box(0, 0, 0.01, 0.01)))
    assert [(one.key, one.problem) if one else None for one in found] == [
        (f"relation/{near}", "bad_geometry"),
        None,
        (f"relation/{nowhere}", "bad_geometry"),
    ]
