"""One pull from its claim to the delivery that it puts, or to the sentence that says why there is none."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from etl.errors import STORE_AWAY, BadDeclaration, Cancelled, DeliveryRefused, PullFailed
from etl.pull import folder, http, table
from etl.pull.arcgis import ArcGis
from etl.pull.ckan import Ckan
from etl.pull.declared import Pull as Rule
from etl.pull.door import Budget, Door
from etl.pull.errand import Brought, Errand
from etl.pull.socrata import Socrata
from etl.receive import receive
from etl.run import home_city
from etl.schedule import next_due
from etl.spec import SourceSpec, source
from gis_app.jobs import actions as jobs
from gis_app.jobs.models import Job
from gis_app.sources import schedules
from gis_app.sources.models import Delivery
from gis_app.sources.pulls import Pull, Schedule

TABLES: dict[str, Callable[[Rule, Door], table.Table]] = {"socrata": Socrata, "ckan": Ckan, "arcgis": ArcGis}


def work(job: Job) -> None:
    """Do a claimed pull: a file that came goes the way of every file, and the cursor moves when it is published.

    Raises PullFailed and Cancelled once they are told of. When the store goes away the job is left to the sweep.
    """
    schedule = Schedule.objects.select_related("source").get(source__code=job.key)
    pull = schedules.begin(schedule=schedule, job=job)
    try:
        _deliver(job, schedule, pull)
    except STORE_AWAY:
        raise
    except Cancelled as error:
        _close(job, pull, error, Job.State.CANCELLED)
        raise
    except (PullFailed, DeliveryRefused, BadDeclaration) as error:
        _close(job, pull, error, Job.State.FAILED)
        raise
    except Exception as error:
        _close(job, pull, PullFailed(f"{type(error).__name__}: see the log."), Job.State.FAILED)
        raise


def _deliver(job: Job, schedule: Schedule, pull: Pull) -> None:
    spec, city = source(schedule.source.code), home_city()
    budget = Budget(_rule(spec).limit_mb, _rule(spec).limit_minutes)
    try:
        with jobs.beating(job) as beat:

            def report(rows: int) -> None:
                beat.done = rows
                if beat.cancelled or beat.lost:
                    raise Cancelled("Cancelled: nothing was loaded.")

            brought = fetch(spec, schedule.cursor, draft_folder(spec.code, str(job.lease)), report, budget)
        with transaction.atomic():
            if not jobs.finish(job, Job.State.DONE):
                raise Cancelled("Another worker has taken this pull over.")
            _told(brought, spec, job, pull, budget, foreign=city.invented)
    finally:
        shutil.rmtree(_drafts(spec.code) / str(job.lease), ignore_errors=True)


def _told(brought: Brought, spec: SourceSpec, job: Job, pull: Pull, budget: Budget, *, foreign: bool) -> None:
    delivery = _received(brought, spec, job, foreign=foreign) if brought.path else None
    told: dict[str, Any] = {"delivery": delivery, "cursor": brought.cursor} if delivery else {}
    now = timezone.now()
    due = now if brought.more else next_due(_rule(spec), now)
    schedules.succeeded(pull=pull, due=due, rows=brought.rows, taken_bytes=budget.taken, **told)


def _received(brought: Brought, spec: SourceSpec, job: Job, *, foreign: bool) -> Delivery:
    assert brought.path
    return receive(brought.path, spec, by=job.owner, foreign=foreign, whole=brought.whole)


def fetch(
    spec: SourceSpec, cursor: dict[str, Any], drafts: Path, report: Callable[[int], None], budget: Budget
) -> Brought:
    """What the far side has that is not published yet. Raises PullFailed, and what `report` raises.

    A cursor of another address or column tells nothing here: who declares another begins anew.
    """
    rule = _rule(spec)
    of = " ".join((rule.kind, rule.address, rule.table, rule.cursor, rule.key))
    errand = Errand(spec, rule, cursor if cursor.get("of") == of else {}, drafts, settings.HOME.root, report, budget)
    brought = _fetched(errand)
    return replace(brought, cursor={**brought.cursor, "of": of}) if brought.path else brought


def _fetched(errand: Errand) -> Brought:
    kind = errand.pull.kind
    if kind == "folder":
        return folder.fetch(errand)
    if kind == "http":
        return http.fetch(errand)
    with errand.door() as door:
        return table.fetch(errand, TABLES[kind](errand.pull, door))


def _rule(spec: SourceSpec) -> Rule:
    """The declared pull; without `fields` the far side calls our columns as our first header does."""
    if spec.pull is None:
        raise PullFailed(f"The source {spec.code} declares no pull any more.")
    if spec.pull.fields or not spec.headers:
        return spec.pull
    return spec.pull.model_copy(update={"fields": {name: name for name in spec.headers[0]}})


def draft_folder(code: str, lease: str) -> Path:
    """The try's own folder; what other tries of the source have left is gone.

    A worker that was taken for dead may still be at its try: it loses its drafts then, and never touches these.
    """
    folder = _drafts(code) / lease
    shutil.rmtree(folder.parent, ignore_errors=True)
    for part in (folder.parents[1], folder.parent, folder):
        part.mkdir(mode=0o700, exist_ok=True)
        settings.HOME.adopt(part)
    return folder


def _drafts(code: str) -> Path:
    return settings.HOME.media / "pulls" / code


def _close(job: Job, pull: Pull, error: Exception, ended: Job.State) -> None:
    """Tell how the try ended, unless another worker has taken it over meanwhile: then that one tells."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    with transaction.atomic():
        if jobs.finish(job, ended, str(error)):
            if ended == Job.State.CANCELLED:
                schedules.cancelled(pull=pull, error=str(error))
            else:
                schedules.failed(pull=pull, error=str(error), at_least_s=getattr(error, "retry_after_s", 0))
