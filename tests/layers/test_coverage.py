"""The layer of coverage: whose view each person gets, which classes at which zoom, on whose card it opens."""

import pytest

from layers.coverage import class_named
from tests.layers import made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def qualities(person, zoom: int = 16, query: str = "") -> list[str]:
    return sorted(one["properties"]["quality"] for one in made.features(person, "coverage", zoom, query))


def classed(camera, *classes: tuple[str, float], **more) -> None:
    made.zone(camera=camera, **more)
    for quality, px_per_m in classes:
        made.zone(camera=camera, quality=quality, px_per_m=px_per_m, **more)


def test_from_near_all_classes_are_shown_from_afar_what_is_seen_at_all(pavel):
    classed(made.camera(), ("overview", 20), ("perceive", 125))
    assert [qualities(pavel, zoom) for zoom in (16, 14, 12)] == [["", "overview", "perceive"], [""], []]


def test_a_class_can_be_asked_for_at_every_zoom_and_kinds_of_other_layers_do_not_matter(pavel):
    classed(made.camera(), ("overview", 20), ("perceive", 125))
    assert qualities(pavel, 14, "kind=perceive") == ["perceive"]
    assert qualities(pavel, 16, "kind=perceive&kind=theft") == ["perceive"]
    assert len(qualities(pavel, 16, "kind=theft")) == 3


def test_operators_get_the_coverage_of_their_watch(everybody):
    here = made.area()
    made.zone(camera=made.camera(area=here))
    told = {name: len(qualities(everybody[name])) for name in ("olga", "pavel", "oksana", "anna", "artem")}
    assert told == {"olga": 0, "pavel": 1, "oksana": 1, "anna": 0, "artem": 0}
    made.on_duty(everybody["olga"], here)
    assert len(qualities(everybody["olga"])) == 1


def test_an_area_filters_by_where_the_camera_stands(pavel):
    made.zone(camera=made.camera(area=made.area()))
    made.zone(camera=made.camera())
    assert len(qualities(pavel, query="area=north")) == 1
    assert len(qualities(pavel, query="area=district:north")) == 1


def test_a_feature_names_its_camera_and_how_sure_it_is(pavel):
    row = made.zone(assumed=True, directed=False)
    [told] = [one["properties"] for one in made.features(pavel, "coverage")]
    assert (told["camera"], told["assumed"], told["directed"]) == (row.camera_id, True, False)


def test_its_card_tells_class_edition_and_whence_the_camera_came(pavel):
    row = made.zone(camera=made.camera(code="C-7"), quality="perceive", px_per_m=125)
    card = made.signed_in(pavel).get(f"/api/v1/coverage/{row.pk}").json()
    assert "perceive: 125 px/m and more, edition 2025" in [fact["value"] for fact in card["facts"]]
    assert (card["title"], card["source"]["code"], card["raw"]) == ("C-7", "town_file", {})


def test_the_stream_of_a_camera_is_in_no_file_of_coverage(pavel):
    made.zone(camera=made.camera(stream="rtsp://secret"))
    for form in ("csv", "geojson", "xlsx", "gpkg"):
        answer = made.signed_in(pavel).get(f"/export/coverage.{form}")
        assert b"rtsp" not in b"".join(answer)


def test_zones_are_not_counted_where_records_are(pavel):
    made.zone()
    assert "coverage" not in made.signed_in(pavel).get("/api/v1/counts").json()["layers"]


def test_a_city_without_cameras_has_no_coverage_either(pavel, settings):
    settings.MODULES = ["crimes"]
    assert made.signed_in(pavel).get("/api/v1/coverage").status_code == 404


def test_a_class_is_always_named_with_its_pixels_and_edition():
    assert class_named("observe", 62.5, 2014) == "observe: 62.5 px/m and more, edition 2014"
    assert class_named("", 0, 2025) == "seen at all"


def test_a_camera_whose_view_is_computed_needs_no_plain_wedge(pavel):
    plain, computed = made.camera(), made.camera()
    made.zone(camera=computed)
    told = {one["properties"]["id"]: one["properties"]["seen"] for one in made.features(pavel, "cameras")}
    assert told == {plain.pk: False, computed.pk: True}
