"""No route without a guard: each is closed by a permission or public on purpose."""

import pytest
from django.test import Client
from django.urls import get_resolver

from gis_app.people.actions import block
from gis_app.people.guard import PUBLIC
from gis_app.people.permissions import Permission
from tests.routes import routes

OPEN_TO_ALL = {"login/", "login/code/", "login/oidc/", "login/oidc/back/", "healthz", "readyz", "i18n/setlang/"} | {
    "invite/<str:token>",
    "reset/<str:token>",
    "public/",
    "public/<str:name>/<str:part>",
}


ROUTES = list(routes(get_resolver().url_patterns))


def test_every_route_is_guarded_or_public_on_purpose():
    assert [address for address, route in ROUTES if not hasattr(route.callback, "guard")] == []


def test_public_are_these_and_no_more():
    assert {address for address, route in ROUTES if route.callback.guard == PUBLIC} == OPEN_TO_ALL


def test_guards_are_permissions():
    assert {type(route.callback.guard) for address, route in ROUTES if address not in OPEN_TO_ALL} == {Permission}


@pytest.mark.parametrize("address", ["/", "/planner/", "/planner/data/", "/admin/", "/admin/people/user/", "/logout/"])
def test_stranger_is_sent_to_sign_in_and_back(db, client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"/login/?next={address}")


@pytest.mark.parametrize(
    "address", ["/tiles/crimes/10/1/1.pbf", "/api/v1/crimes", "/api/openapi.json", "/planner/_dash-layout"]
)
def test_strangers_program_is_told_401_in_json(db, client, address):
    answer = client.get(address)
    assert (answer.status_code, answer.json()) == (401, {"error": "Sign in first."})


def test_stranger_posts_nothing(db, client):
    assert client.post("/planner/_dash-update-component").status_code == 401
    assert client.post("/logout/").status_code == 401


def test_a_dashboards_post_needs_the_token_too(pavel):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(pavel)
    assert strict.post("/planner/_dash-update-component", "{}", content_type="application/json").status_code == 403


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("pavel", "/admin/", 403),
        ("oksana", "/admin/people/user/", 403),
        ("anna", "/planner/", 403),
        ("artem", "/planner/", 403),
        ("olga", "/planner/", 302),
        ("oksana", "/planner/data/", 302),
        ("oksana", "/official/", 200),
        ("olga", "/operator/", 200),
        ("olga", "/official/", 403),
        ("pavel", "/official/", 403),
        ("anna", "/auditor/", 200),
        ("olga", "/auditor/", 403),
        ("artem", "/administrator/", 200),
        ("olga", "/administrator/", 403),
        ("artem", "/admin/people/user/", 200),
        ("artem", "/admin/places/duty/add/", 200),
    ],
)
def test_each_opens_what_the_role_opens(everybody, browser_of, who, address, status):
    assert browser_of(everybody[who]).get(address).status_code == status


def test_refusal_names_who_holds_the_permission(anna, browser_of):
    page = browser_of(anna).get("/planner/").content.decode()
    assert "The planning pages: open to Planning; an administrator grants the role." in page


def test_blocked_person_is_a_stranger_at_once(pavel, artem, browser_of):
    browser = browser_of(pavel)
    assert browser.get("/").status_code == 302
    block(by=artem, user=pavel)
    assert browser.get("/")["Location"] == "/login/?next=/"
