"""Areas: pieces united by code, points that find theirs whichever came first."""

import pytest

from etl.errors import DeliveryRefused
from etl.run import deliver
from gis_app.incidents.models import Crime
from gis_app.places.models import Area, AreaPiece
from gis_app.sources.models import Delivery
from tests.etl.files import balanced, crime, crimes_csv, district, geojson

pytestmark = pytest.mark.django_db


def test_pieces_with_one_code_are_one_area(square_city, tmp_path):
    spots = [("1", -87.69, 41.81), ("2", -87.65, 41.81), ("1", -87.67, 41.81), ("1", -87.62, 41.85)]
    path = geojson(tmp_path, *[district(*spot) for spot in spots])
    account = balanced(deliver(path))
    assert [account[name] for name in ("read", "loaded", "made")] == [4, 4, 2]
    assert Area.objects.get(code="1").shape.num_geom == 2
    again = balanced(deliver(path))
    assert [again[name] for name in ("read", "unchanged", "made")] == [4, 4, 0]


def test_an_area_without_a_code_lacks_a_field(square_city, tmp_path):
    account = balanced(deliver(geojson(tmp_path, district("", -87.69, 41.81), district("2", -87.65, 41.81))))
    assert (account["loaded"], account["reasons"]) == (1, {"missing_field": 1})


def test_areas_that_come_later_claim_the_points_in_them(square_city, tmp_path):
    points = crimes_csv(tmp_path, crime(1, Longitude="-87.655"), crime(2, Longitude="-87.61"))
    assert "in_no_area" not in deliver(points)["notes"]
    deliver(geojson(tmp_path, district("7", -87.66, 41.84)))
    assert dict(Crime.objects.values_list("key", "area__code")) == {"1": "7", "2": None}
    assert AreaPiece.objects.count() == 1


def test_points_move_with_the_area_s_border(square_city, tmp_path):
    deliver(geojson(tmp_path, district("7", -87.66, 41.84)))
    account = deliver(
        crimes_csv(tmp_path, crime(1, Longitude="-87.655", Community_Area="08"), crime(2, Longitude="-87.61"))
    )
    assert account["notes"] == {"in_no_area": 1, "stated_area_differs": 1}
    deliver(geojson(tmp_path, district("7", -87.62, 41.84)))
    assert dict(Crime.objects.values_list("key", "area__code")) == {"1": None, "2": "7"}


def test_two_sources_can_t_both_say_what_an_area_is(square_city, tmp_path):
    deliver(geojson(tmp_path, district("7", -87.66, 41.84)))
    names = (
        "community",
        "area",
        "shape_area",
        "perimeter",
        "area_num_1",
        "area_numbe",
        "comarea_id",
        "comarea",
        "shape_len",
    )
    other = {**dict.fromkeys(names, "0"), "area_numbe": "7"}
    path = geojson(tmp_path, district("7", -87.66, 41.84, properties=other), name="community.geojson")
    with pytest.raises(DeliveryRefused, match="District 7 is already there, from"):
        deliver(path)
    assert Delivery.objects.latest("id").state == "refused"
    assert Area.objects.count() == 1
