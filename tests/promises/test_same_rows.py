"""Who may see it is answered once: every door shows a person the same records, and a token of theirs too."""

import gzip
import json
from datetime import UTC, datetime

import mapbox_vector_tile
import pytest
from django.test import Client

from dashboards.mount import CALLBACK
from dashboards.queries import TABLES
from gis_app.devices.models import Camera, Holding, Organisation
from gis_app.findings.models import Gap, Run
from gis_app.people import tokens
from gis_app.people.scopes import offered
from layers.counts import is_counted
from layers.registry import BY_ID
from tests.dashboards import calls
from tests.layers import made

pytestmark = pytest.mark.django_db

MAKERS = {"crimes": made.crime, "accidents": made.accident, "calls": made.call, "cameras": made.camera}
MAKERS |= {"coverage": lambda area: made.zone(camera=made.camera(area=area)), "gaps": made.gap}
CITY = {"areas": made.area, "streets": made.street, "buildings": made.building, "sites": made.site}
CITY |= {"ground": made.ground}
PEOPLE = {"pavel": "all", "oksana": "all", "olga": "watch", "igor": "watch", "anna": "none", "artem": "none"}
PEOPLE |= {"hanna": "own"}
TILE = f"{made.tile_of(16)}.pbf"


@pytest.fixture
def person(request):
    return request.getfixturevalue(request.param)


def page(client, address) -> dict:
    """The document, or nothing where it is not for the person."""
    answer = client.get(address)
    assert answer.status_code in {200, 403}, answer.content
    return answer.json() if answer.status_code == 200 else {}


def feature_ids(document) -> set[int]:
    return {feature["id"] for feature in document.get("features", [])}


def by_list(client, layer, _records):
    return feature_ids(page(client, f"/api/v1/{layer}?limit=1000"))


def by_card(client, layer, records):
    return {each.pk for each in records if client.get(f"/api/v1/{layer}/{each.pk}").status_code == 200}


def by_tile(client, layer, _records):
    answer = client.get(f"/tiles/{layer}/{TILE}", headers={"accept-encoding": "gzip"})
    if answer.status_code == 403:
        return set()
    found = mapbox_vector_tile.decode(gzip.decompress(answer.content))
    return {feature["properties"]["id"] for feature in found.get(layer, {"features": []})["features"]}


def by_ogc(client, layer, _records):
    return feature_ids(page(client, f"/ogc/collections/{layer}/items"))


def by_ogc_item(client, layer, records):
    return {each.pk for each in records if client.get(f"/ogc/collections/{layer}/items/{each.pk}").status_code == 200}


def by_ogc_page(client, layer, records):
    text = client.get(f"/ogc/collections/{layer}/items?f=html").content.decode()
    return {each.pk for each in records if f"/{layer}/items/{each.pk}?" in text}


def by_export(client, layer, _records):
    answer = client.get(f"/export/{layer}.geojson")
    assert answer.status_code in {200, 403}
    return feature_ids(json.loads(b"".join(answer.streaming_content))) if answer.status_code == 200 else set()


def by_table(client, layer, _records):
    """Rows of the table beside the map, as the page's callback gives them in whichever workspace opens."""
    found: set[int] = set()
    for prefix, app in maps().items():
        [output] = [key for key in app.callback_map if "getRowsResponse" in key and f'"{layer}"' in key]
        asked = output.replace("getRowsResponse", "getRowsRequest")
        values = {asked: {"startRow": 0, "endRow": 100, "sortModel": []}, "filters.data": {}}
        client.get(prefix)
        answer = calls.post(client, prefix, calls.body(app, output, values))
        assert answer.status_code in {200, 403}, answer.content
        told = answer.json()["response"] if answer.status_code == 200 else {}
        for part in told.values():
            found |= {int(row["id"]) for row in part["getRowsResponse"]["rowData"]}
    return found


def maps():
    """The map of each workspace by its address."""
    from dashboards.investigator.app import PAGES as investigator
    from dashboards.official.app import PAGES as official
    from dashboards.operator.app import PAGES as operator
    from dashboards.owner.app import PAGES as owner
    from dashboards.planner.app import PAGES as planner

    own = {"/investigator/": investigator[""], "/owner/map/": owner["map"]}
    return {"/planner/": planner[""], "/official/map/": official["map"], "/operator/": operator[""], **own}


FOR_PROGRAMS = {
    "list": by_list,
    "card": by_card,
    "tile": by_tile,
    "ogc": by_ogc,
    "ogc item": by_ogc_item,
    "ogc page": by_ogc_page,
}
DOORS = {**FOR_PROGRAMS, "export": by_export, "table": by_table}
# Only some layers have a table beside the map.
WAYS = [(layer, door) for layer in MAKERS for door in DOORS if door != "table" or layer in TABLES]


def test_no_layer_is_forgotten():
    assert {*MAKERS, *CITY} == set(BY_ID)


@pytest.mark.parametrize(("layer", "door"), WAYS)
@pytest.mark.parametrize("person", PEOPLE, indirect=True)
def test_each_door_shows_the_same(person, layer, door, city):
    records, expected = three(person, layer)
    assert DOORS[door](made.signed_in(person), layer, records) == expected


@pytest.mark.parametrize("door", FOR_PROGRAMS)
@pytest.mark.parametrize("layer", MAKERS)
@pytest.mark.parametrize("person", PEOPLE, indirect=True)
def test_a_token_shows_what_its_owner_sees(person, layer, door, city):
    records, expected = three(person, layer)
    assert DOORS[door](with_token(person), layer, records) == expected


def three(person, layer):
    """Records where the person is on duty, elsewhere and in no area; and which of them the person sees.

    Of cameras and of what they see the one elsewhere is a holder's own. Gaps are for those who see the whole city.
    """
    here, elsewhere = made.area(), made.area(code="south", lon=made.MIDDLE[0] + 0.02)
    made.on_duty(person, here)
    records = [MAKERS[layer](area=where) for where in (here, elsewhere, None)]
    watched, own = {records[0].pk, records[2].pk}, set()
    if layer in {"cameras", "coverage"}:
        firm = Organisation.objects.create(name="Firm")
        Holding.objects.create(person=person, organisation=firm)
        Camera.objects.filter(pk=getattr(records[1], "camera", records[1]).pk).update(owner=firm)
        own = {records[1].pk}
    if layer == "gaps":
        Gap.objects.update(run=records[0].run)
        Run.objects.exclude(pk=records[0].run_id).delete()
        watched = set()
    seen = {"all": {record.pk for record in records}, "watch": watched, "own": own, "none": set()}
    return records, seen[PEOPLE[person.username]]


def with_token(person) -> Client:
    today = datetime.now(UTC).date()
    _row, text = tokens.make(by=person, name="test", scopes=offered(person), ends_on=today)
    return Client(SERVER_NAME="localhost", headers={"authorization": f"Bearer {text}"})


@pytest.mark.parametrize("layer", MAKERS)
@pytest.mark.parametrize("person", PEOPLE, indirect=True)
def test_counts_agree(person, layer, city):
    _records, expected = three(person, layer)
    told = made.signed_in(person).get("/api/v1/counts").json()["layers"]
    if is_counted(BY_ID[layer]):
        assert told.get(layer, {"in_period": 0})["in_period"] == len(expected)
    else:
        assert layer not in told
    document = page(made.signed_in(person), f"/ogc/collections/{layer}/items")
    assert document.get("numberMatched", 0) == len(expected)


@pytest.mark.parametrize("person", PEOPLE, indirect=True)
@pytest.mark.parametrize("layer", CITY)
def test_the_city_itself_is_open_to_all_who_signed_in(person, layer, city):
    record = CITY[layer]()
    for name in ("list", "card", "tile", "ogc", "ogc item", "export"):
        assert DOORS[name](made.signed_in(person), layer, [record]) == {record.pk}, name


DOORS_OF_STRANGERS = ["/tiles/crimes/0/0/0.pbf", "/api/v1/crimes", "/api/v1/counts", "/api/openapi.json", "/api/docs"]


@pytest.mark.parametrize("address", [*DOORS_OF_STRANGERS, "/ogc/", "/ogc/collections/streets/items"])
def test_a_stranger_gets_401_and_no_page(client, db, address):
    assert client.get(address, SERVER_NAME="localhost").status_code == 401


def test_the_table_is_asked_at_the_address_that_the_pages_use():
    assert calls.CALLBACK == CALLBACK
