"""The record of every act: written in the act's own transaction, sealed by a chain of hashes soon after."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from gis_app.people.models import AuditEvent, ChainCheck, User

LOCK = 0x5AFEC17E
BATCH = 5_000
WALK_EVERY = timedelta(days=1)


def record(
    *, action: str, subject: str, subject_id: Any, old: Any, new: Any, actor: User | None, at: datetime | None = None
) -> AuditEvent:
    """Write one act: ids and values, never names of people. Only inside the transaction of the act itself."""
    if not connection.in_atomic_block:
        raise RuntimeError("An act is recorded inside its own transaction.")
    return AuditEvent.objects.create(
        at=at or timezone.now(),
        actor=actor.pk if actor else None,
        action=action,
        subject=subject,
        subject_id=str(subject_id),
        old=old,
        new=new,
    )


@dataclass
class Act:
    """An act under way: what it does is told by `on`, once; `at` is its moment, in the row as in the audit."""

    action: str
    by: User | None
    at: datetime
    told: dict[str, Any] = field(default_factory=dict)

    def on(self, subject: str, subject_id: Any, *, old: Any = None, new: Any = None) -> None:
        self.told = {"subject": subject, "subject_id": subject_id, "old": old, "new": new}


@contextmanager
def acting(action: str, *, by: User | None) -> Iterator[Act]:
    """One transaction, one audit row, one moment for both; whatever fails, the audit included, leaves nothing."""
    with transaction.atomic():
        act = Act(action, by, timezone.now())
        yield act
        if not act.told:
            raise RuntimeError(f"The act {action} did not say what it was done to.")
        record(action=action, actor=by, at=act.at, **act.told)


def seal() -> int:
    """Chain what is committed and not yet sealed, in the order of arrival; gives the number of rows sealed.

    A row that commits late gets its position then: positions have no gaps and never change.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        head = AuditEvent.objects.exclude(position=None).order_by("-position").first()
        position, previous = (head.position or 0, head.seal) if head else (0, "")
        rows = list(AuditEvent.objects.filter(position=None).order_by("id")[:BATCH])
        for row in rows:
            position += 1
            row.position, row.seal = position, _hash(row, position, previous)
            previous = row.seal
        AuditEvent.objects.bulk_update(rows, ["position", "seal"], batch_size=500)
    return len(rows)


@dataclass(frozen=True)
class Chain:
    """What a walk along the chain found; `broken` tells the first row that does not fit, and why."""

    sealed: int
    unsealed: int
    head: str
    broken: str = ""


def verify() -> Chain:
    """Walk the chain from its first row to its last, or to the first that was changed, taken out or put in."""
    position, previous = 0, ""
    unsealed = AuditEvent.objects.filter(position=None).count()
    for row in AuditEvent.objects.exclude(position=None).order_by("position").iterator(chunk_size=2000):
        if row.position != position + 1:
            return Chain(position, unsealed, previous, f"Row {position + 1} of the audit is missing.")
        if row.seal != _hash(row, row.position, previous):
            why = f"Row {row.position} of the audit (id {row.pk}) was changed after it was sealed."
            return Chain(position, unsealed, previous, why)
        position, previous = row.position, row.seal
    return Chain(position, unsealed, previous)


def walk() -> ChainCheck:
    """Verify the whole chain and keep what was found, for the auditor's page."""
    chain = verify()
    return ChainCheck.objects.create(at=timezone.now(), sealed=chain.sealed, head=chain.head, broken=chain.broken[:200])


def walk_when_due() -> None:
    """Verify the chain where that was not done for a day."""
    last = ChainCheck.objects.order_by("-id").first()
    if last is None or timezone.now() - last.at > WALK_EVERY:
        walk()


def _hash(row: AuditEvent, position: int, previous: str) -> str:
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = (position, previous, row.pk, at, row.actor, row.action, row.subject, row.subject_id, row.old, row.new)
    return hashlib.sha256(json.dumps(fields, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
