"""Who may correct what through the API, and what it answers."""

import json

import pytest

from gis_app.incidents.models import Crime
from gis_app.sources.models import Edit
from tests.layers import made

pytestmark = pytest.mark.django_db
ELSEWHERE = [-33.001, 48.001]


@pytest.fixture
def theft(city) -> Crime:
    return made.crime()


def post(client, path: str, **sent):
    return client.post(f"/api/v1/{path}", json.dumps(sent), content_type="application/json")


def move(client, theft: Crime, **values):
    return post(client, "edits", layer="crimes", id=theft.pk, values=values or {"point": ELSEWHERE})


def test_pavel_moves_a_theft_and_the_card_answers_where_it_is(theft, browser_of, pavel):
    answer = move(browser_of(pavel), theft)
    assert answer.status_code == 200, answer.content
    assert answer.json()["point"] == ELSEWHERE
    theft.refresh_from_db()
    assert theft.point.coords == tuple(ELSEWHERE)


@pytest.mark.parametrize("name", ["olga", "oksana", "anna", "artem", "stranger"])
def test_nobody_else_may(theft, everybody, browser_of, name):
    assert move(browser_of(everybody[name]), theft).status_code in {401, 403}
    assert not Edit.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"layer": "crimes", "id": 1},
        {"layer": "crimes", "id": "x", "values": {"place": "a"}},
        {"layer": ["crimes"], "id": 1, "values": {}},
        {"layer": "nowhere", "id": 1, "values": {"place": "a"}},
        {"layer": "crimes", "id": 10**12, "values": {"place": "a"}},
        {"layer": "streets", "id": 1, "values": {"name": "a"}},
    ],
    ids=str,
)
def test_a_malformed_wish_is_a_sentence(theft, browser_of, pavel, sent):
    answer = post(browser_of(pavel), "edits", **sent)
    assert answer.status_code in {400, 404}
    assert answer.json()["error"].endswith(".")


def test_the_history_says_who_when_from_what_to_what(theft, browser_of, pavel):
    client = browser_of(pavel)
    move(client, theft, kind="robbery", place="Main St")
    told = client.get(f"/api/v1/history?layer=crimes&id={theft.pk}").json()
    assert {tuple(change) for entry in told["entries"] for change in entry["changes"]} == {
        ("Kind", "Theft", "Robbery"),
        ("Place", "—", "Main St"),
    }
    assert {entry["who"] for entry in told["entries"]} == {"pavel"}
    fields = {field["name"]: field for field in told["fields"]}
    assert (fields["kind"]["value"], fields["kind"]["says"], fields["point"]["edit"]) == ("robbery", "Theft", None)


def test_who_only_looks_sees_the_history_but_nothing_to_correct(theft, browser_of, pavel, oksana, olga):
    move(browser_of(pavel), theft, place="Main St")
    told = browser_of(oksana).get(f"/api/v1/history?layer=crimes&id={theft.pk}").json()
    assert (len(told["entries"]), told["fields"]) == (1, [])
    assert browser_of(olga).get(f"/api/v1/history?layer=crimes&id={theft.pk}").json()["entries"][0]["who"] == "Planning"


def test_undo_withdraws(theft, browser_of, pavel):
    client = browser_of(pavel)
    move(client, theft)
    edit = Edit.objects.get()
    assert post(client, f"edits/{edit.pk}/withdraw").status_code == 200
    theft.refresh_from_db()
    assert theft.point.coords == made.MIDDLE
    assert post(client, f"edits/{edit.pk}/withdraw").status_code == 409
