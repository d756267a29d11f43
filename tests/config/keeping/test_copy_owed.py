"""A backup whose copy did not arrive is sent again later; one that arrived is not."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from gis_app.config.keeping import record, schedule, send
from gis_app.config.keeping.errors import KeepingError
from gis_app.config.management.commands import backup as command
from gis_app.config.state import Home
from gis_app.people.models import AuditEvent

pytestmark = pytest.mark.django_db
HOST = "keeper@10.1.2.3:/srv/safecity"


@pytest.fixture
def made(tmp_path, settings) -> Path:
    """Today's backup, made already, for a city that keeps copies on a second host."""
    settings.BACKUP_TO, settings.BACKUP_AT = HOST, (timezone.now() - timedelta(minutes=30)).time()
    folder = tmp_path / "safecity-square-20261122T023000Z"
    folder.mkdir()
    record.record(action=record.MADE, backup=folder.name, told={"folder": str(folder)})
    return folder


def scheduled(tmp_path) -> None:
    command.scheduled(Home(tmp_path), tmp_path, send.host_of(HOST))


def test_a_copy_that_failed_is_sent_without_another_backup(made, tmp_path, monkeypatch):
    sent = []
    monkeypatch.setattr(send, "send", lambda home, folder, to: sent.append((folder, to.host)))
    assert schedule.copy_owed() == made
    scheduled(tmp_path)
    assert sent == [(made, "keeper@10.1.2.3")]
    assert (schedule.copy_owed(), record.last(record.MADE) is not None) == (None, True)
    assert AuditEvent.objects.filter(action=record.MADE).count() == 1


def test_one_that_fails_again_is_in_the_audit_and_waits_an_hour(made, tmp_path, monkeypatch):
    def away(*_given):
        raise KeepingError("away")

    monkeypatch.setattr(send, "send", away)
    with pytest.raises(KeepingError):
        scheduled(tmp_path)
    assert AuditEvent.objects.filter(action=record.FAILED).count() == 1
    assert (schedule.copy_owed(), schedule.may_try_again()) == (made, False)
    monkeypatch.setattr(schedule, "AGAIN", timedelta(0))
    assert schedule.may_try_again()


def test_a_city_without_a_second_host_owes_no_copy(made, settings):
    settings.BACKUP_TO = "/mnt/backups"
    assert schedule.copy_owed() is None


def test_a_backup_that_is_gone_is_owed_no_more(made):
    made.rmdir()
    assert schedule.copy_owed() is None
