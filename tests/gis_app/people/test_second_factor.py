"""The second factor: asked for after the password, each code once, recovery codes for a lost phone."""

import time
from datetime import timedelta

import pyotp
import pytest
from django.utils import timezone

from gis_app.people import actions, second_factor
from gis_app.people.models import AuditEvent, RecoveryCode, SecondFactor

PASSWORD = "correct-horse-battery"


@pytest.fixture
def nina(db):
    return actions.add_user(by=None, username="nina", roles=["planner"], password=PASSWORD)[0]


@pytest.fixture
def phone(nina):
    """Nina's phone: gives a code of now and of `steps` later; its first code is used up.

    It goes half a minute fast, which is forgiven: so it shows another than its first, whenever the step changes.
    """
    key = second_factor.offer(nina)

    def shows(steps: int = 0) -> str:
        return pyotp.TOTP(key).at(time.time() + 30 * (steps + 1))

    shows.recovery = second_factor.confirm(by=nina, user=nina, code=shows(-1))
    return shows


def sign_in(client, password=PASSWORD):
    return client.post("/login/", {"username": "nina", "password": password, "next": "/planner/"})


def test_the_password_alone_opens_nothing(nina, phone, client):
    assert sign_in(client)["Location"] == "/login/code/"
    assert client.get("/planner/")["Location"].startswith("/login/")
    assert client.post("/login/code/", {"code": phone()})["Location"] == "/planner/"
    assert client.get("/account/").status_code == 200


def test_a_code_serves_once_even_in_another_browser(nina, phone, client):
    code = phone()
    sign_in(client)
    client.post("/login/code/", {"code": code})
    client.post("/logout/")
    sign_in(client)
    assert client.post("/login/code/", {"code": code}).status_code == 400


@pytest.mark.parametrize("steps", [-20, -3, 3, 20])
def test_a_code_of_another_time_opens_nothing(nina, phone, client, steps):
    SecondFactor.objects.update(step=0)
    sign_in(client)
    assert client.post("/login/code/", {"code": phone(steps)}).status_code == 400


@pytest.mark.parametrize("code", ["", "000000x", "１２３４５６", "\x00", "1" * 500, "null"])
def test_what_is_no_code_is_only_wrong(nina, phone, client, code):
    sign_in(client)
    assert client.post("/login/code/", {"code": code}).status_code == 400


def test_codes_are_guessed_slowly(nina, phone, client):
    sign_in(client)
    assert [client.post("/login/code/", {"code": "000000"}).status_code for _ in range(6)] == [400] * 5 + [429]
    assert client.post("/login/code/", {"code": phone()}).status_code == 429


def test_without_the_password_there_is_no_code_to_give(nina, phone, client):
    assert client.get("/login/code/")["Location"] == "/login/"
    assert client.post("/login/code/", {"code": phone()}).status_code == 400
    assert client.get("/account/")["Location"].startswith("/login/")


def test_the_code_is_awaited_five_minutes(nina, phone, client):
    sign_in(client)
    session = client.session
    session["_awaited"] = session["_awaited"] | {"at": (timezone.now() - timedelta(minutes=6)).timestamp()}
    session.save()
    assert client.post("/login/code/", {"code": phone()}).status_code == 400


def test_a_recovery_code_opens_once(nina, phone, client):
    assert len(set(phone.recovery)) == 10
    sign_in(client)
    assert client.post("/login/code/", {"code": phone.recovery[0].upper()}).status_code == 302
    client.post("/logout/")
    sign_in(client)
    assert client.post("/login/code/", {"code": phone.recovery[0]}).status_code == 400
    assert second_factor.codes_left(nina) == 9


def test_key_and_codes_are_stored_unreadably(nina, phone):
    stored = str(RecoveryCode.objects.values()) + str(AuditEvent.objects.values())
    assert not any(code in stored for code in phone.recovery)


def test_a_role_may_ask_for_it_and_then_it_is_set_up_on_the_way_in(nina, client, settings):
    settings.SECOND_FACTOR_ROLES = frozenset({"planner"})
    assert sign_in(client)["Location"] == "/login/code/"
    page = client.get("/login/code/")
    assert b"data:image/svg+xml" in page.content
    assert client.post("/login/code/", {"code": "123"}).status_code == 400
    answer = client.post("/login/code/", {"code": pyotp.TOTP(page.context["key"]).now()})
    assert len(answer.context["codes"]) == 10
    assert client.get("/account/").status_code == 200


def test_a_session_without_it_ends_when_a_role_begins_to_ask(nina, client, settings):
    sign_in(client)
    assert client.get("/account/").status_code == 200
    settings.SECOND_FACTOR_ROLES = frozenset({"planner"})
    assert client.get("/account/")["Location"].startswith("/login/")


def test_turning_it_on_and_off_takes_the_password(nina, client):
    sign_in(client)
    key = client.get("/account/second-factor/").context["key"]
    code = pyotp.TOTP(key).now()
    assert client.post("/account/second-factor/", {"code": code, "password": "wrong"}).status_code == 400
    assert client.post("/account/second-factor/", {"code": code, "password": PASSWORD}).status_code == 200
    assert second_factor.has(nina)
    assert client.get("/account/").status_code == 200
    assert client.post("/account/do/second-factor-off", {"password": "wrong"}).status_code == 400
    assert client.post("/account/do/second-factor-off", {"password": PASSWORD}).status_code == 302
    assert not second_factor.has(nina)


def test_a_lost_phone_is_forgotten_by_an_administrator(nina, phone, artem, browser_of, client):
    browser_of(artem).post(f"/people/{nina.pk}/second-factor-off")
    assert sign_in(client)["Location"] == "/planner/"
    assert AuditEvent.objects.filter(action="user.second_factor_off", actor=artem.pk).exists()
