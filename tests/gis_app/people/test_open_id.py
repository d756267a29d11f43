"""Signing in by OpenID Connect, against a real provider in a process of its own."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from gis_app.config.houses import SYSTEM_AUTHORITIES, OpenId
from gis_app.people import actions
from gis_app.people.models import AuditEvent, Identity, User
from tests.gis_app.people import houses
from tests.ports import free_port

pytestmark = pytest.mark.slow

PEOPLE = (
    {"sub": "007", "preferred_username": "n.kim", "name": "Nina Kim", "groups": ["watch", "kitchen"]},
    {"sub": "008", "preferred_username": "cook", "name": "A Cook", "groups": ["kitchen"]},
    {"sub": "009", "preferred_username": "olga", "name": "Another Olga", "groups": ["watch"]},
)


@pytest.fixture(scope="module")
def issuer():
    with houses.provider(*PEOPLE) as address:
        yield address


@pytest.fixture
def house(issuer, settings, monkeypatch) -> OpenId:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    settings.OPEN_ID = OpenId(
        issuer=issuer,
        client="safecity",
        secret="s",
        groups="groups",
        roles={"watch": ["operator"], "chiefs": ["official"]},
        title="The city's sign-in",
        scopes="openid profile",
        authority=SYSTEM_AUTHORITIES,
    )
    return settings.OPEN_ID


def come(client, subject: str, next: str = "/planner/"):
    """The whole way: out from the sign-in page, through the provider, and back."""
    there = client.get(f"/login/oidc/?next={next}")["Location"]
    return client.get(houses.vouch(there, subject))


def test_the_sign_in_page_offers_it_only_where_there_is_one(db, client, settings):
    assert client.get("/login/oidc/").status_code == 404
    assert "/login/oidc/" not in client.get("/login/").content.decode()


def test_a_person_is_made_at_the_first_sign_in_with_the_roles_of_the_groups(house, db, client):
    assert "The city&#x27;s sign-in" in client.get("/login/").content.decode()
    assert come(client, "007")["Location"] == "/planner/"
    nina = User.objects.get()
    assert (nina.username, nina.full_name, nina.roles) == ("n.kim", "Nina Kim", ["operator"])
    assert not nina.has_usable_password()
    assert client.get("/account/").status_code == 200
    assert AuditEvent.objects.get(action="user.sign_in").new == {"by": "oidc"}


def test_the_request_carries_state_nonce_and_a_proof_key(house, db, client):
    asked = parse_qs(urlsplit(client.get("/login/oidc/")["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)


def test_the_second_sign_in_finds_the_same_person_and_renews_the_roles(house, db, client):
    come(client, "007")
    nina = User.objects.get()
    actions.set_roles(by=None, user=nina, roles=["auditor"])
    client.post("/logout/")
    come(client, "007")
    assert User.objects.get().roles == ["operator"]
    assert AuditEvent.objects.filter(action="user.roles").last().new == {"roles": ["operator"]}


def test_nobody_is_made_without_a_role(house, db, client):
    answer = come(client, "008")
    assert (answer.status_code, "None of your groups" in answer.content.decode()) == (403, True)
    assert not User.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_name_that_is_taken_is_not_taken_over(house, olga, client):
    assert come(client, "009").status_code == 409
    assert client.get("/account/").status_code == 302
    assert not Identity.objects.exists()


def test_a_blocked_person_stays_out(house, db, client):
    come(client, "007")
    actions.block(by=None, user=User.objects.get())
    assert come(client, "007").status_code == 403
    assert client.get("/account/").status_code == 302


def test_an_answer_for_another_browser_opens_nothing(house, db, client, browser_of, stranger):
    there = client.get("/login/oidc/")["Location"]
    back = houses.vouch(there, "007")
    other = browser_of(stranger)
    assert other.get(back).status_code == 400
    assert other.get("/account/").status_code == 302


def test_an_answer_serves_once(house, db, client):
    back = houses.vouch(client.get("/login/oidc/")["Location"], "007")
    assert client.get(back).status_code == 302
    client.post("/logout/")
    assert client.get(back).status_code == 400


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x", "?code=x&state=y", "?error=access_denied&state=x"])
def test_an_answer_that_proves_nothing_opens_nothing(house, db, client, query):
    client.get("/login/oidc/")
    assert client.get(f"/login/oidc/back/{query}").status_code == 400
    assert client.get("/account/").status_code == 302


def test_a_token_of_another_issuer_is_refused(house, db, client, settings):
    settings.OPEN_ID = replace(house, issuer=house.issuer + "/")
    assert come(client, "007").status_code == 400
    assert not User.objects.exists()


def test_a_provider_that_is_away_is_told(house, db, client, settings):
    settings.OPEN_ID = replace(house, issuer=f"http://127.0.0.1:{free_port()}")
    answer = client.get("/login/oidc/")
    assert (answer.status_code, "does not answer" in answer.content.decode()) == (503, True)
