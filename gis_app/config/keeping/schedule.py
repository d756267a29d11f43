"""Backups by the clock: each day at the city's hour, a rehearsal of the restore each month."""

import subprocess
import sys
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from gis_app.config import env
from gis_app.config.keeping import record, send
from gis_app.config.keeping.errors import KeepingError
from gis_app.places.queries import city

AGAIN = timedelta(hours=1)
REHEARSE_EVERY = timedelta(days=30)
STALE, UNREHEARSED = timedelta(days=2), timedelta(days=40)


class Nightly:
    """The clock's child that makes a backup beside it: one at a time, the clock does not wait for it."""

    def __init__(self) -> None:
        self.child: subprocess.Popen[bytes] | None = None

    def begin_when_due(self) -> None:
        """Start `backup --scheduled` where its hour has come or a copy is owed; at once where nothing is to be done."""
        if settings.BACKUP_AT is None or (self.child and self.child.poll() is None):
            return
        if backup_due() or (copy_owed() and may_try_again()):
            self.child = subprocess.Popen([sys.executable, str(env.ROOT / "manage.py"), "backup", "--scheduled"])


def backup_due() -> bool:
    """Whether the day's backup is still to be made."""
    here = city()
    zone = ZoneInfo(here.timezone) if here else ZoneInfo("UTC")
    made, failed = record.last(record.MADE), record.last(record.FAILED)
    return settings.BACKUP_AT is not None and due(timezone.now(), settings.BACKUP_AT, zone, made, failed)


def copy_owed() -> Path | None:
    """The newest backup, where it has not arrived on the second host that is named; older ones are not sent later."""
    try:
        host = send.host_of(settings.BACKUP_TO)
    except KeepingError:
        return None
    made = record.newest() if host else None
    if made is None or record.is_sent(made.subject_id):
        return None
    folder = Path((made.new or {}).get("folder", ""))
    return folder if folder.is_dir() and folder.name == made.subject_id else None


def may_try_again() -> bool:
    failed = record.last(record.FAILED)
    return failed is None or timezone.now() - failed > AGAIN


def due(now: datetime, at: time, zone: ZoneInfo, made: datetime | None, failed: datetime | None) -> bool:
    """Whether the day's backup is still to be made; a failed one is tried again after an hour.

    >>> from datetime import UTC
    >>> now = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    >>> due(now, time(2, 30), ZoneInfo("UTC"), now - timedelta(hours=1), None)
    True
    >>> due(now, time(2, 30), ZoneInfo("UTC"), now - timedelta(minutes=10), None)
    False
    """
    local = now.astimezone(zone)
    moment = datetime.combine(local.date(), at, tzinfo=zone)
    if moment > local:
        moment = datetime.combine(local.date() - timedelta(days=1), at, tzinfo=zone)
    return (made is None or made < moment) and (failed is None or now - failed > AGAIN)


def rehearsal_due() -> bool:
    last = record.last(record.REHEARSED)
    return last is None or timezone.now() - last > REHEARSE_EVERY
