"""Public editions as jobs: put when one is due, made by a worker or by hand."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from etl.errors import STORE_AWAY, NoSuchSource
from gis_app.errors import BadInput
from gis_app.jobs import actions as jobs
from gis_app.jobs.models import Job
from gis_app.people.audit import acting
from gis_app.people.models import User
from gis_app.places.models import City
from layers.public.actions import KEY, KIND
from layers.public.declared import edition
from layers.public.package import STAMP, Published, editions, publish

__all__ = ["KIND", "give", "put_due", "work"]


def put_due(now: datetime | None = None) -> Job | None:
    """The job of the next edition where the last is as old as `public.yml` lets it become; None where none is due."""
    try:
        every, city = edition().every, City.objects.first()
    except BadInput:
        return None
    if every is None or city is None:
        return None
    now, newest = now or timezone.now(), next(iter(editions()), None)
    if newest is not None:
        made = datetime.strptime(newest.name, STAMP).replace(tzinfo=ZoneInfo(city.timezone))
        if now - made < timedelta(days=every):
            return None
    return jobs.put(kind=KIND, key=KEY)


def work(job: Job) -> Published:
    """Do a claimed job: an edition of what the store holds now."""
    with jobs.beating(job):
        try:
            made = give(by=User.objects.filter(pk=job.owner).first() if job.owner else None)
        except STORE_AWAY:
            raise
        except Exception as error:
            jobs.finish(job, Job.State.FAILED, str(error) if isinstance(error, BadInput) else type(error).__name__)
            raise
        jobs.finish(job, Job.State.DONE)
    return made


def give(*, by: User | None = None) -> Published:
    """Make an edition and write that down.

    Raises `NoSuchSource` where there is no city, `BadInput` for a bad `public.yml`.
    """
    declared, city = edition(), City.objects.first()
    if city is None:
        raise NoSuchSource("This home has no city yet. Load one: ./safecity load city.yml.")
    with acting("public.publish", by=by) as act:
        made = publish(declared, city)
        act.on("edition", made.folder.name, new={"figures": made.figures})
    return made
