"""Guessing is slow for strangers, and no stranger keeps a person out."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gis_app.people import actions, attempts
from gis_app.people.models import LoginAttempt
from gis_app.people.origin import address_of

PASSWORD = "correct-horse-battery"


@pytest.fixture
def nina(db):
    return actions.add_user(by=None, username="nina", roles=["planner"], password=PASSWORD)[0]


def attempt(browser, username="nina", password="wrong", address="198.51.100.7"):
    return browser.post("/login/", {"username": username, "password": password}, REMOTE_ADDR=address)


def test_the_usual_browser_is_not_held_up_by_strangers(nina):
    usual = Client()
    attempt(usual, password=PASSWORD)
    usual.post("/logout/")
    for number in range(attempts.OF_A_NAME + 5):
        attempt(Client(), address=f"203.0.113.{number}")
    assert attempt(Client(), password=PASSWORD, address="192.0.2.1").status_code == 429
    assert attempt(usual, password=PASSWORD).status_code == 302


def test_the_usual_browser_itself_is_counted(nina):
    usual = Client()
    attempt(usual, password=PASSWORD)
    usual.post("/logout/")
    assert [attempt(usual).status_code for _ in range(6)] == [400] * 5 + [429]
    assert attempt(usual, password=PASSWORD).status_code == 429


def test_one_address_waits_after_a_few_and_another_goes_on(nina):
    assert [attempt(Client()).status_code for _ in range(6)][-1] == 429
    assert attempt(Client(), password=PASSWORD, address="192.0.2.1").status_code == 302


def test_one_address_cannot_try_a_password_on_every_name(db):
    codes = {attempt(Client(), f"name{number}").status_code for number in range(attempts.OF_AN_ADDRESS)}
    assert codes == {400}
    answer = attempt(Client(), "one-more")
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")


def test_a_made_up_mark_is_no_usual_browser(nina):
    forger = Client()
    forger.cookies["safecity_workstation"] = "WyJ4Il0:1abcde:forged"
    assert [attempt(forger).status_code for _ in range(6)] == [400] * 5 + [429]


def test_success_forgives_only_the_own_browser(nina):
    attempt(Client(), address="203.0.113.1")
    attempt(Client(), password=PASSWORD)
    assert list(LoginAttempt.objects.values_list("address", flat=True)) == ["203.0.113.1"]


@pytest.mark.parametrize(
    ("behind", "given", "address"),
    [
        (False, "198.51.100.1", "10.0.0.1"),
        (True, "198.51.100.1, 198.51.100.2", "198.51.100.2"),
        (True, "rubbish", None),
    ],
)
def test_only_the_proxys_own_word_counts(rf, settings, behind, given, address):
    settings.BEHIND_PROXY = behind
    assert address_of(rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=given)) == address


def test_an_unknown_name_costs_the_same_work(nina, client):

    with CaptureQueriesContext(connection) as known:
        attempt(client)
    with CaptureQueriesContext(connection) as unknown:
        attempt(client, "nobody")
    assert len(known) == len(unknown)
