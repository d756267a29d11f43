"""People from the machine itself, for the day when no administrator can sign in."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from gis_app.config import product
from gis_app.people.models import User


@pytest.fixture(autouse=True)
def store_runs(monkeypatch) -> None:
    """The tests' own store is there already."""
    monkeypatch.setattr(product, "start_store", lambda: None)
    monkeypatch.setattr(product, "migrate", lambda: None)


def said(*words: str) -> str:
    out = io.StringIO()
    call_command("user", *words, stdout=out)
    return out.getvalue().strip()


def test_a_person_is_added_and_the_password_stands_alone(db):
    password = said("add", "nina", "--role", "administrator")
    assert User.objects.get(username="nina").check_password(password)
    told = json.loads(said("add", "oleg", "--role", "planner", "--role", "auditor", "--json"))
    assert (told["username"], told["roles"]) == ("oleg", ["planner", "auditor"])


def test_a_lost_administrator_gets_a_link(artem, client):
    address = said("link", "ARTEM")
    path = address[address.index("/reset/") :]
    assert client.post(path, {"password": "four quiet words here"}).status_code == 302
    artem.refresh_from_db()
    assert artem.check_password("four quiet words here")


def test_the_last_administrator_stays_here_too(artem):
    for words in (("block", "artem"), ("roles", "artem", "--role", "planner")):
        with pytest.raises(CommandError, match="Somebody must stay administrator"):
            said(*words)


def test_people_are_listed_blocked_and_let_in_again(artem, pavel):
    said("block", "pavel")
    assert json.loads(said("list", "--json"))[1] == {"username": "pavel", "roles": ["planner"], "active": False}
    said("unblock", "pavel")
    said("roles", "pavel", "--role", "official")
    said("second-factor-off", "pavel")
    pavel.refresh_from_db()
    assert (pavel.is_active, pavel.roles) == (True, ["official"])


def test_an_unknown_person_is_told(db):
    with pytest.raises(CommandError, match="There is no person 'nobody'"):
        said("link", "nobody")
