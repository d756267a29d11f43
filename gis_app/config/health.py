"""How the whole product is: its programs, store, disk, work, deliveries and audit, in one look."""

import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import redis
from django.conf import settings
from django.db import Error, connection
from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext as _

import gis_app
from etl.spec import broken_sources
from gis_app.config import services, state, supervise
from gis_app.config.keeping import record, schedule
from gis_app.jobs.models import Job
from gis_app.people.models import AuditEvent
from gis_app.places.queries import city
from gis_app.sources.models import Delivery

LEAST_FREE = 0.1
LATE_SEAL_S = 60
LATE_JOB_S = 600
SINCE = timedelta(days=1)


@dataclass(frozen=True)
class Fact:
    """One figure or word; `code` and `unit` are for machines, `name` for people."""

    code: str
    name: str
    value: Any
    unit: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the product: whether it is well, what to do where it is not, and its facts."""

    code: str
    title: str
    ok: bool
    facts: tuple[Fact, ...]
    hint: str = ""


def parts() -> list[Part]:
    """Every part, each looked at even if another cannot be."""
    return [_looked_at(*each) for each in PARTS]


def _looked_at(code: str, title: Callable[[], str], look: Callable[[str, str], Part]) -> Part:
    try:
        return look(code, title())
    except (Error, redis.RedisError, OSError) as error:
        hint = _("It does not answer: %(why)s See ./safecity status.") % {"why": f"{type(error).__name__}."}
        return Part(code, title(), False, (), hint)


def _programs(code: str, title: str) -> Part:
    running = {} if services.external() else supervise.states(state.current())
    facts = tuple(Fact(name, name, row["uptime_s"], "s") for name, row in running.items())
    stopped = [name for name, row in running.items() if row["state"] != "running"]
    hint = _("Not running: %(names)s. See ./safecity logs.") % {"names": ", ".join(stopped)}
    return Part(code, title, not stopped, facts, hint if stopped else "")


def _answers(code: str, title: str) -> Part:
    checks = services.ready()
    facts = tuple(Fact(check.name, check.name, check.ok) for check in checks)
    return Part(code, title, all(check.ok for check in checks), facts, " ".join(check.hint for check in checks))


def _store(code: str, title: str) -> Part:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_database_size(current_database()),"
            " (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()),"
            " (SELECT coalesce(max(extract(epoch FROM now() - xact_start)), 0)::int FROM pg_stat_activity"
            "  WHERE datname = current_database() AND backend_type = 'client backend'),"
            " current_setting('max_connections')::int, current_setting('server_version'), postgis_lib_version()"
        )
        size, used, longest, most, server, postgis = cursor.fetchone()
    facts = (
        Fact("size", _("Size"), size, "B"),
        Fact("connections", _("Connections"), used),
        Fact("longest", _("Longest transaction"), longest, "s"),
        Fact("version", _("Version"), f"PostgreSQL {server}, PostGIS {postgis}"),
    )
    full = used > 0.9 * most
    return Part(code, title, not full, facts, _("Nearly all connections are taken.") if full else "")


def _disk(code: str, title: str) -> Part:
    total, _used, free = shutil.disk_usage(state.current().root)
    facts = (Fact("free", _("Free"), free, "B"), Fact("total", _("Total"), total, "B"))
    full = free < LEAST_FREE * total
    hint = _("Less than a tenth is free: make room before imports and recordings stop.")
    return Part(code, title, not full, facts, hint if full else "")


def _cache(code: str, title: str) -> Part:
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as server:
        told: Any = server.info()
    facts = (Fact("used", _("Memory"), told["used_memory"], "B"), Fact("keys", _("Keys"), keys_of(told)))
    return Part(code, title, True, facts)


def keys_of(told: dict[str, Any]) -> int:
    return sum(one["keys"] for name, one in told.items() if name.startswith("db"))


def _jobs(code: str, title: str) -> Part:
    now = timezone.now()
    counts = dict(
        Job.objects.filter(state__in=("waiting", "running")).values_list("state").annotate(n=Count("pk")).order_by()
    )
    failed = Job.objects.filter(state="failed", finished_at__gt=now - SINCE).count()
    oldest = Job.objects.filter(state="waiting", due__lt=now).aggregate(due=Min("due"))["due"]
    waits = int((now - oldest).total_seconds()) if oldest else 0
    facts = (
        Fact("waiting", _("Waiting"), counts.get("waiting", 0)),
        Fact("running", _("Running"), counts.get("running", 0)),
        Fact("failed", _("Failed in 24 hours"), failed),
        Fact("oldest", _("The oldest waits for"), waits, "s"),
    )
    late = waits > LATE_JOB_S
    return Part(code, title, not late, facts, _("Jobs wait too long: see ./safecity logs worker.") if late else "")


def _deliveries(code: str, title: str) -> Part:
    recent = Delivery.objects.filter(received_at__gt=timezone.now() - SINCE)
    untaken = recent.filter(state__in=(Delivery.State.FAILED, Delivery.State.REFUSED)).count()
    facts = (
        Fact("received", _("Received in 24 hours"), recent.count()),
        Fact("untaken", _("Refused or failed"), untaken),
    )
    hints = [_("A delivery was refused or failed: the data page says why; earlier data stays.")] if untaken else []
    if broken := ", ".join(sorted(broken_sources())):
        hints.append(_("Sources that can't be read: %(names)s. See ./safecity import --list.") % {"names": broken})
    return Part(code, title, not hints, facts, " ".join(hints))


def _audit(code: str, title: str) -> Part:
    told = AuditEvent.objects.filter(position=None).aggregate(n=Count("pk"), at=Min("at"))
    age = int((timezone.now() - told["at"]).total_seconds()) if told["at"] else 0
    facts = (
        Fact("unsealed", _("Not sealed yet"), told["n"]),
        Fact("oldest", _("The oldest of them"), age, "s"),
    )
    late = age > LATE_SEAL_S
    return Part(
        code, title, not late, facts, _("The audit is not being sealed: see ./safecity logs clock.") if late else ""
    )


def _backups(code: str, title: str) -> Part:
    """An invented city need not be kept, and no rehearsal is missed where the clock makes no backups."""
    now, here = timezone.now(), city()
    made, sent, rehearsed, failed = (
        record.last(act) for act in (record.MADE, record.SENT, record.REHEARSED, record.FAILED)
    )
    facts = (
        _age("made", _("The last one"), made, now),
        _age("rehearsed", _("The last rehearsal of a restore"), rehearsed, now),
        Fact("hour", _("Made each day at"), f"{settings.BACKUP_AT:%H:%M}" if settings.BACKUP_AT else _("never")),
    )
    hint = ""
    if failed and all(well is None or failed > well for well in (made, sent, rehearsed)):
        hint = _("The last backup or rehearsal failed: see the audit, and ./safecity backup.")
    elif here and not here.invented and (made is None or now - made > schedule.STALE):
        hint = _("There is no backup of the last two days: ./safecity backup, and set SAFECITY_BACKUP_AT.")
    elif settings.BACKUP_AT and made and (rehearsed is None or now - rehearsed > schedule.UNREHEARSED):
        hint = _("No backup was restored for a try in forty days: ./safecity backup --rehearse.")
    return Part(code, title, not hint, facts, hint)


def _age(code: str, name: str, at: datetime | None, now: datetime) -> Fact:
    return Fact(code, name, int((now - at).total_seconds()), "s") if at else Fact(code, name, _("never"))


def _product(code: str, title: str) -> Part:
    python = platform.python_version()
    return Part(code, title, True, (Fact("version", _("Version"), f"{gis_app.__version__}, Python {python}"),))


PARTS: tuple[tuple[str, Callable[[], str], Callable[[str, str], Part]], ...] = (
    ("product", lambda: _("Product"), _product),
    ("programs", lambda: _("Programs"), _programs),
    ("answers", lambda: _("Services answer"), _answers),
    ("store", lambda: _("Store"), _store),
    ("cache", lambda: _("Cache and hints"), _cache),
    ("disk", lambda: _("Disk"), _disk),
    ("backups", lambda: _("Backups"), _backups),
    ("jobs", lambda: _("Jobs"), _jobs),
    ("deliveries", lambda: _("Deliveries"), _deliveries),
    ("audit", lambda: _("Audit"), _audit),
)
