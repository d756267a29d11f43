"""`/status`: what a watching program is told, and 409 when a required source is stale."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gis_app.people import tokens
from gis_app.sources.models import Delivery, Source
from gis_app.sources.pulls import Schedule
from tests.layers import made

pytestmark = pytest.mark.django_db


def delivered(days_ago: float, rhythm: float | None = 1, *, required: bool = True, **more) -> Delivery:
    first = made.delivery()
    Source.objects.filter(pk=first.source_id).update(rhythm_days=rhythm, required=required)
    Delivery.objects.filter(pk=first.pk).update(received_at=timezone.now() - timedelta(days=days_ago), **more)
    return first


def asked(user, browser_of) -> tuple[int, dict]:
    answer = browser_of(user).get("/status")
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    ("days_ago", "rhythm", "required", "status"),
    [(0.9, 1, True, 200), (1.2, 1, True, 200), (1.3, 1, True, 409), (1.3, 1, False, 200), (900, None, True, 200)],
)
def test_409_is_for_required_sources_beyond_their_rhythm(city, pavel, browser_of, days_ago, rhythm, required, status):
    delivered(days_ago, rhythm, required=required)
    told, document = asked(pavel, browser_of)
    assert (told, document["stale"]) == (status, ["town_file"] if status == 409 else [])
    assert document["sources"][0]["stale"] is (status == 409)


def test_a_source_that_the_city_requires_and_that_never_came_is_stale(city, pavel, browser_of, settings):
    settings.REQUIRED_SOURCES = ["chicago_crimes"]
    assert asked(pavel, browser_of)[0] == 409


def test_the_newest_event_is_that_of_all_deliveries(city, pavel, browser_of):
    first = delivered(0.1, newest=date(2026, 6, 2))
    later = {"source": first.source, "received_at": timezone.now(), "state": "published"}
    Delivery.objects.create(**later, newest=date(2026, 5, 1))
    [source] = asked(pavel, browser_of)[1]["sources"]
    assert (source["newest"], source["rhythm_days"], source["required"]) == ("2026-06-02", 1.0, True)


def test_the_schedule_and_its_error_are_for_those_who_see_deliveries(city, pavel, olga, browser_of):
    due = datetime(2026, 6, 3, tzinfo=UTC)
    source = delivered(0.1).source
    Schedule.objects.create(source=source, calendar="17 6 * * *", due=due, failures=2, error="It is away.")
    told = {"on": True, "calendar": "17 6 * * *", "due": "2026-06-03T00:00:00Z", "failures": 2, "error": "It is away."}
    assert asked(pavel, browser_of)[1]["sources"][0]["pull"] == told
    assert asked(olga, browser_of)[1]["sources"][0]["pull"] is None


def test_a_token_opens_it_and_a_stranger_is_told_401(city, anna):
    delivered(0.1)
    _row, text = tokens.make(by=anna, name="watch", scopes=["deliveries"], ends_on=datetime.now(UTC).date())
    assert Client(headers={"authorization": f"Bearer {text}"}).get("/status").status_code == 200
    assert Client().get("/status").status_code == 401
