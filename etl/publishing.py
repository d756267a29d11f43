"""Public editions as jobs: put when one is due, made by a worker or by hand."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from etl.ending import ending
from etl.errors import Cancelled, NoSuchSource
from gis_app.errors import BadInput
from gis_app.jobs import actions as jobs
from gis_app.jobs.models import Job
from gis_app.people.audit import acting
from gis_app.people.models import User
from gis_app.places.models import City
from layers.public.actions import KEY, KIND
from layers.public.declared import edition
from layers.public.package import Published, Watch, drafting, editions, made_at

__all__ = ["KIND", "give", "put_due", "work"]
CANCELLED = "Cancelled: no edition was made."


def put_due(now: datetime | None = None) -> Job | None:
    """The job of the next edition where the last is as old as `public.yml` lets it become; None where none is due."""
    try:
        every, city = edition().every, City.objects.first()
    except BadInput:
        return None
    if every is None or city is None:
        return None
    now, newest = now or timezone.now(), next(iter(editions()), None)
    if newest is not None and now - made_at(newest.name, ZoneInfo(city.timezone)) < timedelta(days=every):
        return None
    return jobs.put(kind=KIND, key=KEY)


def work(job: Job) -> Published:
    """Do a claimed job: an edition of what the store holds now; none where it is cancelled or another has taken it."""
    with jobs.beating(job) as beat:

        def watch(done: int, total: int) -> None:
            beat.done, beat.total = done, total
            if beat.cancelled or beat.lost:
                raise Cancelled(CANCELLED)

        with ending(job):
            made = give(by=User.objects.filter(pk=job.owner).first() if job.owner else None, job=job, watch=watch)
    return made


def give(*, by: User | None = None, job: Job | None = None, watch: Watch = lambda done, total: None) -> Published:
    """Make an edition and write that down. With a job, its end too: all three, or nothing.

    Raises `NoSuchSource` where there is no city, `BadInput` for a bad `public.yml`, `Conflict` while another edition is
    being made, `Cancelled` where the job was cancelled or is no longer ours, and what `watch` raises.
    """
    declared, city = edition(), City.objects.first()
    if city is None:
        raise NoSuchSource("This home has no city yet. Load one: ./safecity load city.yml.")
    with drafting(declared, city, watch) as draft, transaction.atomic():
        with acting("public.publish", by=by) as act:
            act.on("edition", draft.told.folder.name, new={"figures": draft.told.figures})
            if job:
                _end(job)
        draft.appear()
    return draft.told


def _end(job: Job) -> None:
    """End the job inside the caller's transaction: nobody cancels it or takes it over until that is over."""
    if not jobs.finish(job, Job.State.DONE) or Job.objects.filter(pk=job.pk, cancel=True).exists():
        raise Cancelled(CANCELLED)
