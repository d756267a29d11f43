"""Personal tokens: shown once, never more than the owner, slow to guess, ended by a day, a click or a block."""

import base64
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import get_resolver

from gis_app.errors import BadInput, Conflict, NotFoundHere
from gis_app.people import tokens
from gis_app.people.actions import block, set_roles
from gis_app.people.models import AuditEvent, PersonalToken
from gis_app.people.roles import permissions_of
from gis_app.people.scopes import SCOPES, offered
from tests.promises.test_guards import routes

READ = "/api/v1/crimes"


def today() -> date:
    """Asked for anew by each test: a run may go on past midnight."""
    return datetime.now(UTC).date()


def token_of(person, *scopes, name="QGIS", days=30) -> str:
    wanted = scopes or offered(person)
    return tokens.make(by=person, name=name, scopes=wanted, ends_on=today() + timedelta(days=days))[1]


def bearer(text, address=READ, **more):
    return Client(SERVER_NAME="localhost").get(address, headers={"authorization": f"Bearer {text}", **more})


def basic(text, name="any"):
    value = base64.b64encode(f"{name}:{text}".encode()).decode()
    return Client(SERVER_NAME="localhost").get(READ, headers={"authorization": f"Basic {value}"})


def test_a_token_opens_the_api_as_bearer_and_as_password_of_basic(pavel, city):
    text = token_of(pavel)
    assert (bearer(text).status_code, basic(text).status_code) == (200, 200)
    assert PersonalToken.objects.get().last_used_at is not None


def test_the_text_is_kept_nowhere(pavel):
    text = token_of(pavel)
    row = PersonalToken.objects.values().get()
    assert text.startswith(f"sct_{row['prefix']}_")
    assert text.split("_", 2)[2] not in str(row)
    acts = list(AuditEvent.objects.values_list("action", "actor", "new"))
    assert [act[:2] for act in acts] == [("token.make", pavel.pk)]
    assert text.split("_", 2)[2] not in str(acts)


def test_only_the_doors_for_programs_take_tokens():
    doors = {address for address, route in routes(get_resolver().url_patterns) if getattr(route.callback, "tokens", 0)}
    assert doors
    assert {address.split("/")[0] for address in doors} <= {"api", "ogc", "tiles", "status", "metrics"}


def test_a_write_with_a_token_is_told_that_a_token_only_reads(pavel, city):
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    answer = strict.post(
        "/api/v1/edits", "{}", "application/json", headers={"authorization": f"Bearer {token_of(pavel)}"}
    )
    assert (answer.status_code, answer.json()) == (403, {"error": "A token only reads."})


@pytest.mark.parametrize("address", ["/", "/planner/", "/planner/_dash-layout", "/account/tokens/", "/admin/"])
def test_a_token_opens_no_page(pavel, address):
    assert bearer(token_of(pavel), address).status_code in {302, 401}


def test_a_token_gives_no_more_than_its_scopes(pavel, city):
    text = token_of(pavel, "map")
    assert bearer(text, "/api/v1/streets").status_code == 200
    assert bearer(text).status_code == 403
    assert bearer(text, "/tiles/crimes/0/0/0.pbf").status_code == 403


def test_no_scope_changes_anything_or_gives_stream_addresses(pavel):
    granted = {permission for scope in SCOPES.values() for permission in scope}
    assert {permission.rpartition(".")[2] for permission in granted} == {"see"}
    assert "camera.stream.see" not in granted


def test_a_token_gives_no_more_than_its_owner_has_now(pavel, artem, city):
    text = token_of(pavel)
    set_roles(by=artem, user=pavel, roles=["auditor"])
    assert bearer(text).status_code == 403
    block(by=artem, user=pavel)
    assert bearer(text, "/api/v1/streets").status_code == 401


def test_a_token_only_reads(pavel):
    client = Client(SERVER_NAME="localhost")
    assert client.post(READ, headers={"authorization": f"Bearer {token_of(pavel)}"}).status_code in {403, 405}


def test_one_gives_what_one_has(olga):
    with pytest.raises(BadInput):
        tokens.make(by=olga, name="x", scopes=["deliveries"], ends_on=today())
    with pytest.raises(BadInput):
        tokens.make(by=olga, name="x", scopes=[], ends_on=today())
    assert "deliveries" not in offered(olga)


@pytest.mark.parametrize("days", [-1, 367])
def test_the_end_is_within_a_year(pavel, days):
    with pytest.raises(BadInput):
        token_of(pavel, days=days)


def test_a_token_ends_with_its_last_day(pavel, city):
    text = token_of(pavel, days=0)
    assert bearer(text).status_code == 200
    PersonalToken.objects.update(ends_on=today() - timedelta(days=1))
    answer = bearer(text)
    assert (answer.status_code, "any more" in answer.json()["error"]) == (401, True)


def test_a_revoked_token_stays_revoked(pavel, oksana, artem, city):
    text, row = token_of(pavel), PersonalToken.objects.get()
    with pytest.raises(NotFoundHere):
        tokens.revoke(by=oksana, token=row.pk)
    tokens.revoke(by=pavel, token=row.pk)
    first = PersonalToken.objects.get().revoked_at
    tokens.revoke(by=artem, token=row.pk)
    assert PersonalToken.objects.get().revoked_at == first
    assert bearer(text).status_code == 401


def test_guessing_is_counted_and_slowed_and_hurts_nobody_else(pavel, oksana, city):
    right, other = token_of(pavel), token_of(oksana)
    wrong = right[:-4] + "AAAA"
    assert [bearer(wrong).status_code for _ in range(7)] == [401] * 5 + [429] * 2
    assert [bearer("nonsense").status_code for _ in range(7)] == [401] * 5 + [429] * 2
    assert (bearer(right).status_code, bearer(other).status_code) == (200, 200)


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Basic", "Basic ####", "Basic OgA=", "Basic /w==", "Bearer \x00"]
)
def test_a_malformed_header_is_401(db, header):
    answer = Client(SERVER_NAME="localhost").get(READ, headers={"authorization": header})
    assert answer.status_code == 401


def test_there_is_an_end_to_tokens(pavel, monkeypatch):
    monkeypatch.setattr(tokens, "MOST", 1)
    token_of(pavel)
    with pytest.raises(Conflict):
        token_of(pavel)


def test_a_map_program_is_asked_for_its_password_and_a_browser_is_not(db):
    def asked(cookies=(), **headers):
        client = Client(SERVER_NAME="localhost")
        client.cookies.load(dict(cookies))
        return client.get(READ, headers=headers)["WWW-Authenticate"]

    assert asked() == 'Basic realm="Safe City"'
    assert asked({"csrftoken": "x"}) == 'Bearer realm="Safe City"'
    assert asked({"sessionid": "x"}) == 'Bearer realm="Safe City"'
    assert asked(**{"sec-fetch-site": "same-origin"}) == 'Bearer realm="Safe City"'


def test_the_page_makes_shows_and_revokes(pavel, oksana, browser_of, city):
    browser = browser_of(pavel)
    form = {"name": "QGIS", "scope": ["map", "cameras"], "ends_on": today().isoformat()}
    page = browser.post("/account/tokens/", form)
    text = page.context["text"]
    assert text in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert bearer(text, "/api/v1/cameras").status_code == 200
    listed = browser.get("/account/tokens/").content.decode()
    assert (text[:12] in listed, text in listed) == (True, False)
    row = PersonalToken.objects.get()
    assert text[:12] not in browser_of(oksana).get("/account/tokens/").content.decode()
    assert browser_of(oksana).post(f"/account/tokens/{row.pk}/revoke").status_code == 404
    assert browser.post(f"/account/tokens/{row.pk}/revoke")["Location"] == "/account/tokens/"
    assert bearer(text, "/api/v1/cameras").status_code == 401


@pytest.mark.parametrize(
    "wrong", [{"ends_on": "tomorrow"}, {"ends_on": ""}, {"name": "\x00"}, {"scope": ["health"]}, {"scope": []}]
)
def test_a_wrong_form_is_answered_by_a_sentence_on_the_page(pavel, browser_of, wrong):
    form = {"name": "QGIS", "scope": ["map"], "ends_on": today().isoformat()} | wrong
    answer = browser_of(pavel).post("/account/tokens/", form)
    assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (400, True)
    assert not PersonalToken.objects.exists()


def test_a_narrowed_owner_is_narrowed_in_every_question(pavel):
    pavel.narrowed = frozenset({"map.see"})
    assert permissions_of(pavel) == {"map.see"}
