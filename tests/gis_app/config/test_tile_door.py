"""The short way to the tiles forgets a person as soon as anything about the person or the session is written."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gis_app.config import tile_door
from gis_app.people.models import Session, User
from tests.layers import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(city):
    made.crime()
    return f"/tiles/crimes/{made.tile_of(16)}.pbf"


@pytest.fixture
def client(pavel, address):
    """Pavel's browser, known at the door."""
    client = made.signed_in(pavel)
    assert client.get(address).status_code == 200
    return client


def questions(client, address):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(address)
    return len(asked)


def test_who_is_known_costs_one_question(client, address):
    assert questions(client, address) == 1


def test_a_tile_is_the_same_by_either_way(client, address, monkeypatch):
    quick = client.get(address)
    monkeypatch.setattr(tile_door, "REMEMBERED_SECONDS", -1)
    tile_door._known.clear()
    slow = client.get(address)
    assert gzip.decompress(quick.content) == gzip.decompress(slow.content)
    assert quick["ETag"] == slow["ETag"]
    assert quick["Cache-Control"] == slow["Cache-Control"] == "private, no-cache"
    assert questions(client, address) > 1


def test_a_block_ends_it_at_once(client, address, pavel):
    User.objects.filter(pk=pavel.pk).update(is_active=False)
    assert client.get(address).status_code == 401


def test_a_role_taken_away_ends_it_at_once(client, address, pavel):
    User.objects.filter(pk=pavel.pk).update(roles=["administrator"])
    assert client.get(address).status_code == 403


def test_a_session_ended_elsewhere_ends_it_at_once(client, address, pavel):
    Session.objects.filter(person=pavel).delete()
    assert client.get(address).status_code == 401


def test_after_a_while_the_long_way_looks_again(client, address, monkeypatch):
    later = tile_door.monotonic() + tile_door.REMEMBERED_SECONDS
    monkeypatch.setattr(tile_door, "monotonic", lambda: later)
    assert questions(client, address) > 1


def test_another_language_is_asked_for_anew(client, address):
    client.cookies["django_language"] = "ru"
    assert questions(client, address) > 1


def test_a_mistake_is_told_by_the_long_way(client, address):
    answer = client.get(f"{address}?kind=nope")
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")
    assert client.get(address.replace("crimes", "nonsense")).status_code == 404
