"""When a source is pulled: the city's own calendar, through the nights on which its clocks are changed."""

import csv
import io
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from etl import jobs, run, schedule
from etl.pull import run as pulling
from etl.pull.declared import Pull
from etl.receive import write_source
from etl.schedule import next_due
from etl.spec import source
from gis_app.incidents.models import Crime, RoadAccident
from gis_app.sources import schedules
from tests.etl.files import SOUND
from tests.etl.pull.conftest import turn

CHICAGO = ZoneInfo("America/Chicago")


def at(calendar: str, *after: int, zone: ZoneInfo = CHICAGO) -> str:
    rule = Pull(kind="folder", address="inbox", calendar=calendar)
    return next_due(rule, datetime(*after, tzinfo=UTC), zone).astimezone(UTC).isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("calendar", "after", "due"),
    [
        ("17 6 * * *", (2026, 7, 1, 0, 0), "2026-07-01T11:17+00:00"),
        ("17 6 * * *", (2026, 1, 1, 0, 0), "2026-01-01T12:17+00:00"),
        ("17 6 * * *", (2026, 3, 7, 13, 0), "2026-03-08T11:17+00:00"),
        ("*/15 * * * *", (2026, 7, 1, 0, 7), "2026-07-01T00:15+00:00"),
        ("0 6 * * 1", (2026, 7, 1, 0, 0), "2026-07-06T11:00+00:00"),
    ],
)
def test_the_calendar_is_the_city_s(calendar, after, due):
    assert at(calendar, *after) == due


def test_a_night_with_a_skipped_or_a_repeated_hour_has_one_pull_at_least_and_time_goes_on():
    rule = Pull(kind="folder", address="inbox", calendar="30 2 * * *")
    for month, day in ((3, 7), (10, 31)):
        moments = [datetime(2026, month, day, 6, tzinfo=UTC)]
        for _ in range(4):
            moments.append(next_due(rule, moments[-1], CHICAGO))
        steps = [later - earlier for earlier, later in pairwise(moments[1:])]
        assert all(timedelta(hours=0) < step <= timedelta(hours=26) for step in steps), moments


class TestChicago:
    """The two declared tables, asked of a server that answers as the portal does."""

    pytestmark = pytest.mark.django_db

    @pytest.fixture
    def asked(self, far, square_city, monkeypatch):
        monkeypatch.setattr(jobs, "hint", lambda job, **_soon: None)

        def of(code: str, cells: dict[str, str]) -> list[str]:
            there = f"{far.address}/resource/abcd-1234"
            changed = source(code).pull.model_copy(update={"address": there, "internal": True})
            found = source(code).model_copy(update={"pull": changed})
            for module in (pulling, schedule, run):
                monkeypatch.setattr(module, "source", lambda code: found)
            pages = iter([cells])

            def answer(request):
                if request.path.endswith(".json"):
                    return 200, {}, b'[{"top": "2026-03-02T15:50:42.000"}]'
                text = io.StringIO()
                names = request.query["$select"].split(",")
                writer = csv.writer(text)
                writer.writerow(names)
                for row in pages:
                    writer.writerow([row.get(name, "") for name in names])
                return 200, {}, text.getvalue().encode()

            far.answer = answer
            schedules.switch_on(by=None, source=write_source(found, foreign=False))
            pull = turn()
            assert (pull.error, pull.delivery and pull.delivery.error) == ("", "")
            return [each.query["$where"] for each in far.asked if "$where" in each.query]

        return of

    def test_crimes_come_by_their_date_of_change(self, asked):
        names = source("chicago_crimes").pull.fields
        cells = {names[name]: value for name, value in SOUND.items()} | {"id": "13"}
        cells |= {"date": "2026-02-27T13:30:00.000", "updated_on": "2026-03-02T15:50:42.000"}
        first, second = asked("chicago_crimes", cells)
        assert first == "updated_on <= '2026-03-02T15:50:42.000' AND updated_on > '2025-01-01T00:00:00.000'"
        assert second == f"{first} AND id > 13"
        [crime] = Crime.objects.all()
        assert (crime.at.isoformat(), crime.version.isoformat()) == (
            "2026-02-27T19:30:00+00:00",
            "2026-03-02T15:50:42+00:00",
        )

    def test_crashes_come_by_the_portal_s_own_date_of_change(self, asked):
        cells = {"crash_record_id": "a'b", "crash_date": "2026-02-27T13:30:00.000", "first_crash_type": "REAR END"}
        cells |= {"latitude": "41.85", "longitude": "-87.65", ":updated_at": "2026-03-02T15:50:42.000Z"}
        assert asked("chicago_crashes", cells)[1].endswith(" AND crash_record_id > 'a''b'")
        assert RoadAccident.objects.get().key == "a'b"
