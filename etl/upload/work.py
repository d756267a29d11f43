"""The jobs of a draft: look at its file, try its declaration, make it a source. Each writes what it found into it."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from etl import run
from etl.errors import STORE_AWAY, BadDeclaration, Cancelled, DeliveryRefused
from etl.spec import source
from etl.upload import document, guess
from etl.upload.look import Follow, look
from etl.upload.save import save
from etl.upload.trial import trial
from gis_app.jobs import actions as jobs
from gis_app.jobs.models import Job
from gis_app.sources.draft_actions import keep
from gis_app.sources.drafts import Draft
from gis_app.sources.models import Delivery

Step = Callable[[Draft, Follow, Job], dict[str, Any]]


def doing(step: Step) -> Callable[[Job], None]:
    """The step as a job: what it gives is written into the draft's columns, its refusal as the draft's error."""

    def work(job: Job) -> None:
        draft = Draft.objects.filter(pk=job.arguments["draft"]).first()
        if draft is None:
            jobs.finish(job, Job.State.CANCELLED, _("The table was deleted."))
            return
        try:
            with jobs.beating(job) as beat:
                given = step(draft, follower(beat), job)
            close(job, draft, Job.State.DONE, given)
        except (DeliveryRefused, BadDeclaration) as refused:
            close(job, draft, Job.State.FAILED, {"error": str(refused)})
        except Cancelled as cancelled:
            close(job, draft, Job.State.CANCELLED, {"error": str(cancelled)})
        except STORE_AWAY:
            raise
        except Exception:
            close(job, draft, Job.State.FAILED, {"error": _("Something of ours failed. Your table is kept as it is.")})
            raise

    return work


def follower(beat: jobs.Progress) -> Follow:
    """Tell the ledger how far the step is; raises `Cancelled` where somebody asked for it."""

    def follow(rows: int, share: float) -> None:
        beat.done, beat.total = rows, int(rows / share) if share else None
        if beat.cancelled or beat.lost:
            raise Cancelled(_("Cancelled. What you said of the table is kept."))

    return follow


def close(job: Job, draft: Draft, state: Job.State, given: Mapping[str, Any]) -> None:
    """End the job and write what it gave, both or, where another worker has taken it over, neither."""
    with transaction.atomic():
        if jobs.finish(job, state, str(given.get("error", ""))):
            Draft.objects.filter(pk=draft.pk).update(**given)


def looked(draft: Draft, follow: Follow, _job: Job) -> dict[str, Any]:
    """What the file holds and what its columns may mean; of a saved source, its last file and what was said of it."""
    said = dict(draft.form)
    if draft.code and not draft.file_path:
        said = {**document.form_of(source(draft.code)), **said}
        last_file(draft)
    wanted = said.get("reading", {})
    found = draft.found if draft.found and draft.found["wanted"] == wanted else look(file_of(draft), wanted, follow)
    form = guess.form_of(found, run.home_city(), said)
    form.setdefault("name", Path(draft.file_name).name.split(".")[0].replace("_", " "))
    return {
        "found": {**found, "wanted": wanted},
        "form": form,
        "file_name": draft.file_name,
        "file_path": draft.file_path,
    }


def last_file(draft: Draft) -> None:
    """Give the draft a copy of the file that its source was last delivered in. Raises `DeliveryRefused` without one."""
    rows = Delivery.objects.filter(source__code=draft.code).order_by("-pk")
    paths = ((settings.HOME.root / row.file_path, row.file_name) for row in rows[:20])
    there = next(((path, name) for path, name in paths if path.is_file()), None)
    if there is None:
        raise DeliveryRefused(_("No file of this source is kept. Give one as a new table."))
    draft.file_name = there[1]
    with tempfile.TemporaryDirectory() as folder:
        keep(draft, Path(shutil.copy(there[0], Path(folder) / there[1])))


def file_of(draft: Draft) -> Path:
    """The draft's file. Raises `DeliveryRefused` where it is gone."""
    path = Path(settings.HOME.root / draft.file_path)
    if not draft.file_path or not path.is_file():
        raise DeliveryRefused(_("The file is no longer here. Nothing was loaded. Choose it again."))
    return path


def declared(draft: Draft) -> dict[str, Any]:
    """The declaration that the form makes. Raises `DeliveryRefused` while something needed is not said."""
    if not draft.found:
        raise DeliveryRefused(_("The file has not been looked at yet."))
    if lacking := document.missing(draft.form, draft.found):
        names = ", ".join(str(field.title) for field in lacking)
        raise DeliveryRefused(_("Still needed: %(fields)s.") % {"fields": names})
    if draft.form["layer"] in document.INCIDENTS and not draft.form.get("formats"):
        raise DeliveryRefused(_("Say how the dates are written."))
    return document.document(draft.form, draft.found["reading"])


def tried(draft: Draft, follow: Follow, _job: Job) -> dict[str, Any]:
    """What an import by this form would do, with the mark of the form that it is of."""
    told = declared(draft)
    spec = document.spec_of(draft.code or "draft", told)
    return {"tried": {**trial(file_of(draft), spec, follow), "of": mark(told)}}


def mark(told: Mapping[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()


def saved(draft: Draft, _follow: Follow, job: Job) -> dict[str, Any]:
    """Make the draft a source, unless a worker that was killed had done it already, or has the job now."""
    if not draft.saved:
        save(draft, declared(draft), file_of(draft), job)
    return {"error": ""}


KINDS = {"draft.look": doing(looked), "draft.try": doing(tried), "draft.save": doing(saved)}
