"""Writing what a person says of a table on its way to become a source.

A draft is its owner's own paper: only what becomes of it is an act for the audit.
"""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gis_app.errors import BadInput, Conflict
from gis_app.jobs import actions as jobs
from gis_app.jobs.hints import hint
from gis_app.jobs.models import Job
from gis_app.people.models import User
from gis_app.sources.drafts import Draft

MOST_DRAFTS = 20
KEPT = timedelta(days=30)
JOBS = ("draft.look", "draft.try", "draft.save")
OPEN = (Job.State.WAITING, Job.State.RUNNING)


def begin(*, by: User, file: Path | None = None, code: str = "") -> Draft:
    """A draft of a new file, which is moved into the home, or of the saved source `code`, whose last file is taken.

    What a first click began, of the same source, a second one gives again. Raises BadInput where the person has too
    many drafts already.
    """
    forget_old(by)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        return _begun(by, code) or _new(by, file, code)


def _begun(by: User, code: str) -> Draft | None:
    """The person's draft of a saved source that is being looked at for the first time."""
    rows = Draft.objects.filter(owner=by, found__isnull=True, job__state__in=OPEN) if code else Draft.objects.none()
    return rows.filter(code=code).first()


def _new(by: User, file: Path | None, code: str) -> Draft:
    if Draft.objects.filter(owner=by, saved__isnull=True).count() >= MOST_DRAFTS:
        raise BadInput(_("You have %(n)s unfinished tables. Finish or delete one first.") % {"n": MOST_DRAFTS})
    draft = Draft.objects.create(owner=by, code=code, file_name=file.name[:255] if file else "")
    if file:
        keep(draft, file)
    start(draft=draft, kind="draft.look")
    return draft


def keep(draft: Draft, file: Path) -> None:
    """Move the file to where the draft's worker finds it."""
    folder = folder_of(draft)
    for part in (folder.parent, folder):
        part.mkdir(mode=0o700, parents=True, exist_ok=True)
        settings.HOME.adopt(part)
    shutil.move(file, folder / file.name)
    settings.HOME.adopt(folder / file.name)
    draft.file_path = str((folder / file.name).relative_to(settings.HOME.root))
    draft.save(update_fields=["file_path"])


def folder_of(draft: Draft) -> Path:
    return Path(settings.HOME.media) / "drafts" / str(draft.pk)


def start(*, draft: Draft, kind: str) -> Job:
    """Put a job of the draft and tell a worker. Raises Conflict while another job of it is open."""
    with transaction.atomic():
        held = _held(draft)
        job = jobs.put(kind=kind, key=str(draft.pk), arguments={"draft": draft.pk}, owner=held.owner_id)
        Draft.objects.filter(pk=draft.pk).update(job=job, error="", changed_at=timezone.now())
    transaction.on_commit(lambda: hint(job.pk, soon=True))
    return job


def _held(draft: Draft) -> Draft:
    """The draft, locked until the transaction ends. Raises Conflict while a job of it is open."""
    held = Draft.objects.select_for_update(of=("self",)).select_related("job").get(pk=draft.pk)
    if is_busy(held):
        raise Conflict(_("This table is being worked on. Wait for it, or cancel it."))
    return held


def is_busy(draft: Draft) -> bool:
    return bool(draft.job and draft.job.state in OPEN)


def say(*, draft: Draft, said: dict[str, Any]) -> dict[str, Any]:
    """Put what the person said into the draft's form and give the whole form; what was tried before is void.

    said: values by path, as in `{"roles/Дата": "date", "crs": "EPSG:4326"}`. Raises Conflict while a job of it is open,
    which would write its own form over it.
    """
    with transaction.atomic():
        held = _held(draft)
        for path, value in said.items():
            place = held.form
            *above, last = path.split("/", 2) if path.startswith("lookups/") else path.split("/", 1)
            for part in above:
                place = place.setdefault(part, {})
            place[last] = value
        held.tried = None
        held.save(update_fields=["form", "tried", "changed_at"])
    draft.form = held.form
    return draft.form


def drop(*, draft: Draft) -> None:
    """Forget a draft and its file; a job of it ends."""
    if draft.job_id and is_busy(draft):
        jobs.cancel(job_id=draft.job_id, by=draft.owner)
    folder = folder_of(draft)
    draft.delete()
    shutil.rmtree(folder, ignore_errors=True)


def forget_old(by: User) -> None:
    """Drop the person's drafts that became sources, and those that nobody touched for a month."""
    rows = Draft.objects.filter(owner=by).select_related("job")
    for draft in rows.exclude(saved__isnull=True) | rows.filter(changed_at__lt=timezone.now() - KEPT):
        drop(draft=draft)
