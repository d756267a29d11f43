"""Kazakhstan's clocks: one zone since 1 March 2024, whatever the machine's own tables of zones say."""

import zoneinfo
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from etl.run import deliver
from gis_app.incidents.models import Crime
from tests.etl.files import balanced

HEADER = "номер;дата;адрес;вид;статья;широта;долгота;район;раскрыто"


def test_zones_come_from_the_pinned_package():
    assert zoneinfo.TZPATH == ()


@pytest.mark.parametrize(
    ("zone", "before"),
    [("Asia/Almaty", 6), ("Asia/Qostanay", 6), ("Asia/Qyzylorda", 5), ("Asia/Aqtobe", 5), ("Asia/Aqtau", 5)],
)
def test_every_zone_of_kazakhstan_is_five_hours_ahead_since(zone, before):
    hours = [datetime(2024, month, 15, tzinfo=ZoneInfo(zone)).utcoffset().total_seconds() / 3600 for month in (2, 3)]
    assert hours == [before, 5]


def test_rows_around_the_change_are_kept_and_the_hour_that_came_twice_is_counted(square_city, tmp_path):
    square_city.timezone = "Asia/Almaty"
    square_city.save()
    moments = ["29.02.2024 22:30", "29.02.2024 23:30", "01.03.2024 00:30", "01.03.2024"]
    rows = [f"{n};{moment};ул. Абая, {n};кража;188;41.85;-87.65;;да" for n, moment in enumerate(moments, 1)]
    path = tmp_path / "crimes.csv"
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    account = balanced(deliver(path, "demo_crimes"))
    assert (account["loaded"], account["notes"].get("repeated_hour"), account["rejected"]) == (4, 1, 0)
    kept = [(row.at.astimezone(UTC).strftime("%d %H:%M"), row.day.isoformat()) for row in Crime.objects.order_by("key")]
    assert kept == [
        ("29 16:30", "2024-02-29"),
        ("29 17:30", "2024-02-29"),
        ("29 19:30", "2024-03-01"),
        ("29 19:00", "2024-03-01"),
    ]
