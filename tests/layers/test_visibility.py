"""Tile, list, card and count show a person the same records."""

import pytest

from tests.layers import made

pytestmark = pytest.mark.django_db

MAKERS = {"crimes": made.crime, "accidents": made.accident, "cameras": made.camera}
PEOPLE = {"pavel": "all", "oksana": "all", "olga": "watch", "anna": "none", "artem": "none"}


@pytest.fixture
def person(request):
    return request.getfixturevalue(request.param)


def listed_ids(client, layer):
    answer = client.get(f"/api/v1/{layer}?limit=1000")
    return {feature["id"] for feature in answer.json().get("features", [])}


def card_ids(client, layer, records):
    return {record.pk for record in records if client.get(f"/api/v1/{layer}/{record.pk}").status_code == 200}


def counted(client, layer):
    return client.get("/api/v1/counts").json()["layers"].get(layer, {"in_period": 0})["in_period"]


@pytest.mark.parametrize("layer", MAKERS)
@pytest.mark.parametrize("person", PEOPLE, indirect=True)
def test_each_door_shows_the_same(person, layer, city):
    here, elsewhere = made.area(), made.area(code="south", lon=made.MIDDLE[0] + 0.02)
    made.on_duty(person, here)
    records = [MAKERS[layer](area=where) for where in (here, elsewhere, None)]
    nowhere = {records[0].pk, records[2].pk}
    expected = {"all": {record.pk for record in records}, "watch": nowhere, "none": set()}[PEOPLE[person.username]]
    client = made.signed_in(person)
    assert made.tile_ids(person, layer) == expected
    assert listed_ids(client, layer) == expected
    assert card_ids(client, layer, records) == expected
    assert counted(client, layer) == len(expected)


@pytest.mark.parametrize("person", PEOPLE, indirect=True)
@pytest.mark.parametrize("layer", ["areas", "streets", "buildings", "sites", "ground"])
def test_the_city_itself_is_open_to_all_who_signed_in(person, layer, city):
    maker = {"areas": made.area, "streets": made.street, "buildings": made.building, "sites": made.site}
    record = maker.get(layer, made.ground)()
    assert made.tile_ids(person, layer) == {record.pk}
    assert listed_ids(made.signed_in(person), layer) == {record.pk}


def test_a_stranger_gets_401_and_no_page(client):
    for address in ("/tiles/crimes/0/0/0.pbf", "/api/v1/crimes", "/api/v1/counts", "/api/openapi.json", "/api/docs"):
        assert client.get(address, SERVER_NAME="localhost").status_code == 401, address
