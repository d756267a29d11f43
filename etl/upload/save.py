"""A draft becomes a source: its `source.yml` in the home, its file a delivery that waits to be loaded."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from etl.errors import Cancelled, DeliveryRefused
from etl.receive import receive
from etl.spec import FOLDER, all_sources, read_spec
from etl.upload.document import as_yaml, spec_of
from gis_app.jobs import actions as jobs
from gis_app.jobs.hints import hint
from gis_app.jobs.models import Job
from gis_app.people.audit import acting
from gis_app.places.queries import city
from gis_app.sources.drafts import Draft
from gis_app.sources.models import Delivery, Source

CODE = re.compile(r"[a-z][a-z0-9_]{1,62}")
MOST_BYTES = 500_000


def save(draft: Draft, told: Mapping[str, Any], file: Path, job: Job) -> Delivery:
    """Write the declaration, take the file in and say so in the draft; all or nothing, and while the job is ours.

    Raises `DeliveryRefused` for a code that is none or taken, `BadDeclaration` where the declaration can't be read,
    `Cancelled` where another worker has the job now.
    """
    code = draft.code or str(draft.form.get("code") or "")
    check_code(code, new=not draft.code and not is_left(code, as_yaml(told)))
    spec, text = spec_of(code, told), as_yaml(told)
    if len(text.encode()) > MOST_BYTES:
        raise DeliveryRefused(_("The description is too long: too many values have a kind of their own."))
    if not spec.name.strip():
        raise DeliveryRefused(_("Give the source a name."))
    path = settings.HOME.sources / code / "source.yml"
    before = path.read_text(encoding="utf-8") if path.is_file() else None
    here = city()
    with acting("source.describe", by=draft.owner) as act:
        delivery = receive(file, spec, by=draft.owner_id, foreign=bool(here and here.invented))
        if not jobs.hold(job):
            raise Cancelled("Another worker has taken this table over.")
        Draft.objects.filter(pk=draft.pk).update(saved={"code": code, "delivery": delivery.pk})
        act.on("source", delivery.source_id, old=before and {"yml": before}, new={"code": code, "yml": text})
        write(path, text)
    read_spec(path)
    if delivery.job_id:
        hint(delivery.job_id)
    return delivery


def is_left(code: str, text: str) -> bool:
    """Whether a try that was killed before it ended has left this very declaration, and no source."""
    path = settings.HOME.sources / code / "source.yml"
    left = bool(CODE.fullmatch(code)) and path.is_file() and path.read_text(encoding="utf-8") == text
    return left and not Source.objects.filter(code=code).exists()


def check_code(code: str, *, new: bool) -> None:
    """Raises `DeliveryRefused` for what is no code of a source, and for a new one that is taken."""
    if not CODE.fullmatch(code):
        raise DeliveryRefused(_("The short name is 2 to 63 small Latin letters, digits and _, a letter first."))
    taken = (FOLDER / code).exists() or (FOLDER / f"{code}.py").exists()
    if taken or (new and code in all_sources()):
        raise DeliveryRefused(_("There is a source %(code)s already. Choose another short name.") % {"code": code})


def write(path: Path, text: str) -> None:
    """Write the declaration for its owner alone, whole or not at all, and for the user whom the services run as."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    settings.HOME.adopt(path.parent)
    settings.HOME.keep(str(path.relative_to(settings.HOME.root)), text)
