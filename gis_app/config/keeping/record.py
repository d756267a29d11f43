"""The audit of keeping, written and read: what was backed up, rehearsed and restored, and what failed."""

from datetime import datetime
from typing import Any

from gis_app.people.audit import acting
from gis_app.people.models import AuditEvent

MADE, SENT, REHEARSED, RESTORED, FAILED, UPGRADED = (
    "backup.make",
    "backup.send",
    "backup.rehearse",
    "backup.restore",
    "backup.fail",
    "product.upgrade",
)


def record(*, action: str, backup: str, told: dict[str, Any]) -> None:
    """One row of the audit; the machine itself acted."""
    with acting(action, by=None) as act:
        act.on("backup", backup[:64], new=told)


def newest() -> AuditEvent | None:
    """The backup made last: its name in `subject_id`, its folder in `new`."""
    return AuditEvent.objects.filter(action=MADE).order_by("-id").first()


def is_sent(backup: str) -> bool:
    """Whether the backup of that name has arrived on the second host."""
    return AuditEvent.objects.filter(action=SENT, subject_id=backup[:64]).exists()


def last(action: str) -> datetime | None:
    """When that was done for the last time."""
    return AuditEvent.objects.filter(action=action).order_by("-id").values_list("at", flat=True).first()
