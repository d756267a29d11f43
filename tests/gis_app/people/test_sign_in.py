"""Signing in: slow to guess, silent on who exists, and recorded."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gis_app.people import actions
from gis_app.people.models import AuditEvent, LoginAttempt

PASSWORD = "correct-horse-battery"


@pytest.fixture
def nina(db):
    return actions.add_user(by=None, username="nina", roles=["planner"], password=PASSWORD)[0]


def attempt(client, username="nina", password="wrong", **more):
    return client.post("/login/", {"username": username, "password": password, **more})


def sentence(answer) -> str:
    return str(answer.context["mistake"])


def test_the_right_password_opens_the_page_that_was_asked_for(nina, client):
    assert (
        attempt(client, password=PASSWORD, next="/planner/?from=2026-06-01")["Location"] == "/planner/?from=2026-06-01"
    )
    assert client.get("/login/")["Location"] == "/"


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", "/\\example.org"]
)
def test_nobody_is_sent_elsewhere(nina, client, elsewhere):
    assert attempt(client, password=PASSWORD, next=elsewhere)["Location"] == "/"


def test_the_form_has_its_fields_and_no_inline_script(db, client):
    page = client.get("/login/?next=/planner/").content.decode()
    for name in ("username", "password", "csrfmiddlewaretoken", "next"):
        assert f'name="{name}"' in page
    assert "<script>" not in page
    assert "csrftoken" in client.cookies


def test_a_form_without_its_token_is_refused(nina):
    strict = Client(enforce_csrf_checks=True)
    answer = attempt(strict, password=PASSWORD)
    assert (answer.status_code, "too old to be sent" in answer.content.decode()) == (403, True)


def test_the_answer_is_the_same_whether_the_name_exists(nina, client):
    known, unknown = [[sentence(attempt(client, name)) for _ in range(7)] for name in ("nina", "nobody")]
    assert known == unknown
    assert known[0] == "Wrong name or password. Attempts left: 4, then a wait of 15 minutes."
    assert known[5] == known[6] == "Too many wrong passwords. Try again in 15 minutes."


def test_after_five_wrong_ones_the_right_one_waits_fifteen_minutes(nina, client):
    assert [attempt(client).status_code for _ in range(6)] == [400] * 5 + [429]
    assert attempt(client, password=PASSWORD).status_code == 429
    assert attempt(client, username=" NINA ", password=PASSWORD).status_code == 429
    LoginAttempt.objects.update(at=timezone.now() - timedelta(minutes=15, seconds=1))
    assert attempt(client, password=PASSWORD).status_code == 302


def test_success_forgets_the_failures(nina, client):
    for _ in range(4):
        attempt(client)
    attempt(client, password=PASSWORD)
    assert not LoginAttempt.objects.exists()


def test_a_blocked_person_is_told_what_all_are_told(nina, client):
    actions.block(by=None, user=nina)
    assert sentence(attempt(client, password=PASSWORD)).startswith("Wrong name or password.")


def test_coming_failing_and_going_are_recorded_by_id(nina, client):
    attempt(client)
    attempt(client, password=PASSWORD)
    assert client.post("/logout/")["Location"] == "/login/"
    assert client.get("/")["Location"] == "/login/?next=/"
    acts = AuditEvent.objects.filter(action__startswith="user.sign").order_by("id")
    assert [(act.action, act.actor, act.subject_id) for act in acts] == [
        ("user.sign_in_failed", None, str(nina.pk)),
        ("user.sign_in", nina.pk, str(nina.pk)),
        ("user.sign_out", nina.pk, str(nina.pk)),
    ]


def test_nobody_is_signed_out_by_a_link(nina, client):
    attempt(client, password=PASSWORD)
    assert client.get("/logout/").status_code == 405


def test_signing_in_gives_a_new_session(nina, client):
    client.get("/login/")
    attempt(client, password=PASSWORD)
    first = client.session.session_key
    client.post("/logout/")
    attempt(client, password=PASSWORD)
    assert client.session.session_key != first


def test_a_name_that_no_column_holds_is_only_wrong(nina, client):
    assert attempt(client, username="n" * 5000).status_code == 400
    assert attempt(client, username="a\x00b").status_code == 400


def test_an_endless_password_is_only_wrong(nina, client):
    assert attempt(client, password="a" * 1_000_000).status_code == 400
