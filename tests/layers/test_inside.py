"""Rows in a drawn area: the same in lists, counts, tiles and tables, by metres on the ground."""

import pytest
from django.db import connection
from pyproj import Geod

from gis_app.incidents.filters import Filters
from gis_app.incidents.within import Within
from layers.registry import BY_ID
from tests.layers import made

pytestmark = pytest.mark.django_db
LON, LAT = made.MIDDLE
EARTH = Geod(ellps="WGS84")


def at(azimuth, metres):
    lon, lat, _back = EARTH.fwd(LON, LAT, azimuth, metres)
    return lon, lat


def found(person, layer, within):
    return set(BY_ID[layer].rows(person, Filters(within=Within.parse(within))).values_list("pk", flat=True))


@pytest.mark.parametrize("azimuth", range(0, 360, 45))
def test_a_circle_takes_249_metres_and_leaves_251(pavel, city, azimuth):
    near, far = made.crime(*at(azimuth, 249.9)), made.crime(*at(azimuth, 250.1))
    assert found(pavel, "crimes", f"{LON},{LAT},250") == {near.pk}
    assert far.pk


def test_a_polygon_takes_what_lies_in_it_and_on_its_edge(pavel, city):
    inner, edge, outer = made.crime(LON, LAT), made.crime(LON + 0.001, LAT), made.crime(LON + 0.0011, LAT)
    square = "-33.001,47.999,-32.999,47.999,-32.999,48.001,-33.001,48.001"
    assert found(pavel, "crimes", square) == {inner.pk, edge.pk}
    assert outer.pk


def test_across_180_both_sides_are_in(pavel, city):
    ids = {made.crime(179.9999, 10).pk, made.crime(-179.9999, 10).pk}
    made.crime(0, 10)
    assert found(pavel, "crimes", "180,10,100") == ids
    assert found(pavel, "crimes", "179.99,9.99,-179.99,9.99,-179.99,10.01,179.99,10.01") == ids


@pytest.mark.parametrize("layer", ["areas", "streets", "buildings", "ground", "sites", "cameras"])
def test_every_layer_heeds_it(pavel, city, layer):
    maker = {"areas": made.area, "streets": made.street, "buildings": made.building, "ground": made.ground}
    record = {**maker, "sites": made.site, "cameras": made.camera}[layer]()
    assert found(pavel, layer, f"{LON},{LAT},100") == {record.pk}
    assert found(pavel, layer, f"{LON + 0.5},{LAT},100") == set()


def test_list_counts_and_tile_agree(pavel, city):
    near, _far = made.crime(), made.crime(*at(90, 60))
    client = made.signed_in(pavel)
    within = f"within={LON},{LAT},50"
    listed = client.get(f"/api/v1/crimes?{within}").json()
    assert [feature["id"] for feature in listed["features"]] == [near.pk]
    assert client.get(f"/api/v1/counts?{within}").json()["layers"]["crimes"]["in_period"] == 1
    assert [feature["properties"]["id"] for feature in made.features(pavel, "crimes", 16, within)] == [near.pk]
    assert [feature["properties"]["n"] for feature in made.features(pavel, "crimes", 10, within)] == [1]


def test_an_operator_gets_the_duty_part_of_the_drawn_area(olga, city):
    here, elsewhere = made.area(), made.area(code="south", lon=LON + 0.02)
    made.on_duty(olga, here)
    mine, _other = made.crime(area=here), made.crime(area=elsewhere)
    assert found(olga, "crimes", f"{LON},{LAT},100") == {mine.pk}


def test_a_crossing_polygon_is_answered_with_a_sentence(pavel, city):
    answer = made.signed_in(pavel).get("/api/v1/crimes?within=-33,48,-32.9,48.1,-32.9,48,-33,48.1")
    assert (answer.status_code, "crosses itself" in answer.json()["error"]) == (400, True)


@pytest.mark.parametrize("within", ["{},{},50", "{0},{1},-32.999,48,-32.999,48.001"])
def test_the_index_finds_them(pavel, city, within):
    rows = BY_ID["crimes"].rows(pavel, Filters(within=Within.parse(within.format(LON, LAT))))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "crime_point" in rows.explain()
