"""The health page tells the age of the last backup and of the last rehearsal, and what to do where they are old."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from gis_app.config import health
from gis_app.config.keeping import record
from gis_app.config.keeping.schedule import Nightly
from gis_app.people.models import AuditEvent


def part() -> health.Part:
    return next(one for one in health.parts() if one.code == "backups")


def happened(action: str, **ago: float) -> None:
    at = timezone.now() - timedelta(**ago)
    AuditEvent.objects.create(at=at, action=action, subject="backup", subject_id="safecity-square")


@pytest.fixture
def real_city(city):
    city.invented = False
    city.save()
    return city


def test_an_invented_city_needs_no_backup(city):
    assert part().ok


def test_a_real_city_without_a_backup_of_the_last_two_days_is_not_well(real_city):
    assert "SAFECITY_BACKUP_AT" in part().hint
    happened(record.MADE, days=3)
    assert not part().ok
    happened(record.MADE, hours=3)
    assert part().ok
    assert {fact.code: fact.value // 3600 for fact in part().facts if fact.unit == "s"} == {"made": 3}


def test_backups_by_the_clock_are_rehearsed_each_month(real_city, settings):
    settings.BACKUP_AT = time(2, 30)
    happened(record.MADE, hours=3)
    assert "--rehearse" in part().hint
    happened(record.REHEARSED, days=41)
    assert not part().ok
    happened(record.REHEARSED, days=29)
    assert part().ok


def test_a_failed_one_is_told_until_the_next_good_one(real_city):
    happened(record.MADE, days=1)
    happened(record.FAILED, hours=1)
    assert "failed" in part().hint
    happened(record.MADE, minutes=1)
    assert part().ok


def test_the_clock_begins_one_at_its_hour_and_no_second_beside_it(real_city, settings, monkeypatch):
    begun = []

    class Child:
        def __init__(self, words):
            begun.append(words[-2:])

        def poll(self):
            return None

    monkeypatch.setattr("gis_app.config.keeping.schedule.subprocess.Popen", Child)
    nightly = Nightly()
    nightly.begin_when_due()
    assert begun == []
    settings.BACKUP_AT = time(2, 30)
    nightly.begin_when_due()
    nightly.begin_when_due()
    assert begun == [["backup", "--scheduled"]]
