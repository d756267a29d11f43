"""When sources are pulled: the clock puts the jobs that are due."""

import logging
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from croniter import croniter
from django.db import DatabaseError
from django.utils import timezone

from etl.errors import NoSuchSource
from etl.pull.declared import Pull
from etl.receive import write_source
from etl.spec import SourceSpec, all_sources, source
from gis_app.jobs.models import Job
from gis_app.people.models import User
from gis_app.places import queries as places
from gis_app.sources import schedules
from gis_app.sources.models import Source
from gis_app.sources.pulls import Schedule

AFTER_A_MISTAKE = timedelta(hours=1)
MOST = 100
log = logging.getLogger("safecity.schedule")


def put_due(now: datetime | None = None) -> int:
    """Put a job for each source whose time has come; how many. One that can't be judged does not stall the rest."""
    schedules.close_left()
    now, put = now or timezone.now(), 0
    waiting = Schedule.objects.filter(on=True, due__lte=now).select_related("source").order_by("due")
    for schedule in waiting[:MOST]:
        try:
            put += put_one(schedule, now) is not None
        except DatabaseError:
            raise
        except Exception:
            log.exception("the schedule of %s can't be judged", schedule.source.code)
            schedules.put_off(schedule=schedule, due=now + AFTER_A_MISTAKE)
    return put


def put_one(schedule: Schedule, now: datetime) -> Job | None:
    """The job of one schedule; None where its source declares no pull any more, or its last delivery is still open."""
    rule = rule_of(schedule.source.code)
    if rule is None:
        schedules.put_off(schedule=schedule, due=None)
        return None
    return schedules.put_pull(schedule=schedule, next_due=next_due(rule, now), **told(rule))


def told(rule: Pull) -> dict[str, str]:
    """What is kept beside the schedule, for pages."""
    return {"kind": rule.kind, "address": rule.address, "calendar": rule.calendar}


def switch_on(code: str, *, by: User | None, foreign: bool) -> Schedule:
    """Pull a declared source from now on; `foreign` marks real rows that come into an invented city.

    Raises NoSuchSource for one that is not declared or declares no pull.
    """
    spec = source(code)
    if spec.pull is None:
        raise NoSuchSource(f"{code} declares no pull.")
    row = Source.objects.filter(code=code).first() or write_source(spec, foreign=foreign)
    return schedules.switch_on(by=by, source=row, **told(spec.pull))


def rule_of(code: str) -> Pull | None:
    """How a source is pulled, None where it is not, or not declared."""
    try:
        return source(code).pull
    except NoSuchSource:
        return None


def next_due(rule: Pull, after: datetime, zone: ZoneInfo | None = None) -> datetime:
    """The calendar's next moment behind one, in the city's zone; UTC while there is no city.

    >>> rule = Pull(kind="folder", address="inbox", calendar="17 6 * * *")
    >>> next_due(rule, datetime(2026, 3, 1, 5, tzinfo=ZoneInfo("UTC")), ZoneInfo("Asia/Almaty")).isoformat()
    '2026-03-02T06:17:00+05:00'
    """
    city = None if zone else places.city()
    here = zone or (city.zone if city else ZoneInfo("UTC"))
    return croniter(rule.calendar, after.astimezone(here)).get_next(datetime)


def declared_pulls() -> dict[str, SourceSpec]:
    """Every declared source that can be pulled, by its code."""
    return {code: spec for code, spec in all_sources().items() if spec.pull}
