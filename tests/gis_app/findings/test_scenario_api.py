"""The API of scenarios, as the page of placement uses it: whole answers, zones at once, nothing for others."""

import json

import pytest
import shapely

from gis_app.findings.scenarios import actions, queries
from tests.gis_app.findings.counted import NORTH_1_M, run
from tests.layers import made

LON, LAT = made.MIDDLE
AHEAD = (LON, LAT + 15 * NORTH_1_M)
BEHIND = (LON, LAT - 15 * NORTH_1_M)
LOOKS_NORTH = {"model": "bullet_4mp", "mount": "pole", "point": [LON, LAT], "azimuth": 0, "hfov": 90}

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(city, pavel):
    return actions.create(by=pavel, values={"name": "A"})


def asked(person, address: str):
    answer = made.signed_in(person).get(f"/api/v1/{address}")
    return answer.status_code, answer.json()


def sent(person, address: str, body: dict):
    client = made.signed_in(person)
    answer = client.post(f"/api/v1/{address}", json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def test_a_drawn_camera_comes_with_its_zone_and_what_it_changes(draft, pavel):
    run(AHEAD, BEHIND)
    status, told = sent(pavel, f"scenarios/{draft.pk}/cameras", LOOKS_NORTH)
    assert status == 200, told
    zone = shapely.from_geojson(json.dumps(told["cameras"][0]["zone"]))
    assert zone.contains(shapely.Point(AHEAD))
    assert not zone.contains(shapely.Point(BEHIND))
    figure = told["told"]["figures"][0]
    assert (figure["value"], figure["more"], figure["note"]) == ("50\N{NARROW NO-BREAK SPACE}%", "+50", "1 of 2")
    assert told["told"]["list"][0]["reason"] == "Theft: 1"


def test_a_look_writes_nothing(draft, pavel):
    run(AHEAD, BEHIND, BEHIND)
    camera = actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    body = {"camera": camera.pk, "values": {"azimuth": 180}}
    status, told = sent(pavel, f"scenarios/{draft.pk}/look", body)
    assert (status, told["figures"][0]["note"]) == (200, "2 of 3")
    camera.refresh_from_db()
    assert camera.azimuth == 0


def test_it_is_named_after_the_house_nearby(draft, pavel):
    made.building(street="Harbour Street", number="7")
    sent(pavel, f"scenarios/{draft.pk}/cameras", {**LOOKS_NORTH, "point": list(AHEAD)})
    assert queries.cameras(draft)[0].place == "Harbour Street 7"


def test_the_difference_to_another_is_what_only_one_sees(draft, pavel):
    actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    other = actions.create(by=pavel, values={"name": "B"}, like=draft.pk)
    [copied] = queries.cameras(other)
    actions.alter(by=pavel, camera=copied.pk, values={"azimuth": 180})
    status, told = asked(pavel, f"scenarios/{draft.pk}/difference?against={other.pk}")
    gained, lost = (shapely.from_geojson(json.dumps(told[name])) for name in ("gained", "lost"))
    assert status == 200
    assert gained.contains(shapely.Point(AHEAD))
    assert lost.contains(shapely.Point(BEHIND))
    assert not gained.intersects(shapely.Point(BEHIND))


def test_a_mistake_is_a_sentence(draft, pavel):
    status, told = sent(pavel, f"scenarios/{draft.pk}/cameras", {**LOOKS_NORTH, "point": [0, 0]})
    assert (status, told["error"]) == (400, "This place is outside the city.")
    assert sent(pavel, "scenarios/999/approve", {})[0] == 404


def test_approve_and_take_back(draft, pavel):
    actions.add(by=pavel, scenario=draft.pk, values=LOOKS_NORTH)
    assert sent(pavel, f"scenarios/{draft.pk}/approve", {})[1]["state"] == "approved"
    assert sent(pavel, f"scenarios/{draft.pk}/approve", {})[0] == 409
    assert sent(pavel, f"scenarios/{draft.pk}/take_back", {})[1]["state"] == "draft"


@pytest.mark.parametrize("form", ["geojson", "gpkg", "xlsx", "html"])
@pytest.mark.parametrize("name", ["oksana", "olga", "anna", "artem"])
def test_others_have_none_of_it(draft, everybody, name, form):
    person = everybody[name]
    assert asked(person, "scenarios")[0] == 403
    assert sent(person, f"scenarios/{draft.pk}/cameras", LOOKS_NORTH)[0] == 403
    assert made.signed_in(person).get(f"/export/scenarios/{draft.pk}.{form}").status_code == 403
    assert made.signed_in(person).get("/planner/placement/").status_code == 403
