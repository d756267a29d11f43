"""Writing findings: what cameras see, the runs that found it, the city's edition of the standard."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gis_app.errors import BadInput
from gis_app.findings.models import Run, Standard, Visibility
from gis_app.findings.queries import edition
from gis_app.jobs.actions import put
from gis_app.jobs.models import Job
from gis_app.people.audit import acting
from gis_app.people.models import User
from gis_app.sources.actions import raise_versions
from layers.methods.pixel_density import EDITIONS

LAYER = "coverage"
SEE = "visibility"
COPY = """
    COPY findings_visibility
        (camera_id, quality, px_per_m, edition, geometry, area_m2, assumed, directed, computed_at)
    FROM STDIN
"""


@dataclass(frozen=True)
class Zone:
    """What a camera sees at a class: the columns of a `Visibility`; `geometry` as EWKB in hexadecimal digits."""

    camera: int
    quality: str
    px_per_m: float
    edition: int
    geometry: str
    area_m2: float
    assumed: bool
    directed: bool


def keep_seen(*, cameras: Sequence[int], zones: Iterable[Zone], at: datetime) -> int:
    """Put what these cameras see in the place of what they saw, in the caller's transaction; gives how many zones."""
    kept = 0
    with transaction.atomic(savepoint=False):
        Visibility.objects.filter(camera__in=cameras).delete()
        with connection.cursor() as cursor, cursor.copy(COPY) as copy:
            for zone in zones:
                copy.write_row((*astuple(zone), at))
                kept += 1
        raise_versions([LAYER, "cameras"])
    return kept


def begin_run(*, method: str, version: str, parameters: dict[str, Any], job: Job | None = None) -> Run:
    return Run.objects.create(method=method, version=version, parameters=parameters, job=job, started_at=timezone.now())


def end_run(*, run: Run, state: Run.State, counts: dict[str, Any]) -> None:
    """Close a run that is still open."""
    Run.objects.filter(pk=run.pk, state=Run.State.RUNNING).update(
        state=state, counts=counts, finished_at=timezone.now()
    )


def choose_edition(*, by: User | None, year: int) -> None:
    """Name classes by an edition of the standard from now on; all that cameras see is classed anew by a job.

    Raises BadInput for an edition that we don't know.
    """
    if year not in EDITIONS:
        known = ", ".join(map(str, EDITIONS))
        raise BadInput(_("There is no edition of %(year)s. There are: %(known)s.") % {"year": year, "known": known})
    with acting("standard.choose", by=by) as act:
        act.on("standard", "edition", old={"edition": edition()}, new={"edition": year})
        Standard.objects.update_or_create(only=True, defaults={"edition": year})
        raise_versions([LAYER])
        put(kind=SEE, key=f"edition-{act.at.isoformat()}")
