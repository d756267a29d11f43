"""Names, addresses and kinds out of tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.sources.osm import kinds
from etl.sources.osm.mappings import NODE, RELATION, WAY, takers
from etl.sources.osm.tags import address, level, names, text


def layers(kind: str, **tags: str) -> list[str]:
    return [mapping.layer for mapping, _ in takers(kind, tags)]


def test_names_keep_languages_and_nothing_else():
    tags = {"name": "Нева", "name:en": "Neva", "name:sr-Latn": "Neva", "name:etymology": "новая", "old_name:en": "x"}
    assert names(tags) == {"en": "Neva", "sr-Latn": "Neva"}


def test_an_address_is_street_and_number_or_in_full():
    assert address({"addr:street": "Main", "addr:housenumber": "5"}) == "Main 5"
    assert address({"addr:full": "Main 5, Town"}) == "Main 5, Town"
    assert address({}) == ""


def test_long_text_is_cut_to_the_column():
    assert len(text({"name": "x" * 255}, "name", most=200)) == 200


@pytest.mark.parametrize(("said", "number"), [("-1", -1), ("2", 2), ("0.5", 0), ("x", 0), ("9999999", 0)])
def test_a_layer_is_a_small_whole_number(said: str, number: int):
    assert level({"layer": said}) == number


def test_a_link_ranks_as_what_it_leads_to():
    assert [kinds.rank(kind) for kind in ("motorway_link", "primary", "residential", "steps")] == [0, 2, 4, 6]


def test_squares_are_no_streets():
    assert layers(WAY, highway="pedestrian", area="yes") == []


def test_lamps_and_crossings_are_not_read():
    assert layers(NODE, highway="street_lamp") == []


def test_a_school_building_is_taken_by_two_mappings():
    assert layers(WAY, building="school", amenity="school") == ["buildings", "sites"]


def test_railways_and_rivers_underground_are_not_drawn():
    assert layers(WAY, railway="rail") == ["ground"]
    assert layers(WAY, railway="rail", tunnel="yes") == []
    assert layers(WAY, waterway="stream", tunnel="culvert") == []


def test_a_guard_is_no_camera():
    assert kinds.camera({"man_made": "surveillance", "surveillance:type": "guard"}) == ""


@pytest.mark.parametrize(
    ("said", "kind"), [("fixed", "fixed"), ("dome", "dome"), ("panning", "ptz"), ("", "unknown"), ("odd;dome", "dome")]
)
def test_camera_types_become_kinds(said: str, kind: str):
    assert kinds.camera({"man_made": "surveillance", "camera:type": said}) == kind


def test_a_plate_reader_is_anpr_whatever_its_type():
    tags = {"man_made": "surveillance", "camera:type": "fixed", "surveillance:type": "ALPR"}
    assert kinds.camera(tags) == "anpr"


def test_only_areal_relations_are_read():
    assert layers(RELATION, type="waterway", waterway="riverbank") == []
    assert layers(RELATION, type="multipolygon", natural="water") == ["ground"]


@pytest.mark.parametrize(
    ("tags", "kind", "is_building"),
    [
        ({"building": "yes"}, "yes", True),
        ({"building:part": "roof"}, "roof", True),
        ({"building": "no", "building:part": "roof"}, "roof", True),
        ({"building": "no"}, "no", True),
        ({"building:part": "no"}, "", False),
    ],
)
def test_buildings_and_parts(tags: dict[str, str], kind: str, is_building: bool):
    assert kinds.building(tags) == kind
    assert bool(takers(WAY, tags)) is is_building


@given(
    st.dictionaries(st.sampled_from(["building", "highway", "layer", "name:en", "admin_level", "amenity"]), st.text())
)
def test_no_tags_make_a_mapping_fail(tags: dict[str, str]):
    for kind in (NODE, WAY, RELATION):
        assert all(found for _, found in takers(kind, tags))
    assert isinstance(level(tags), int)
