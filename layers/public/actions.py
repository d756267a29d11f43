"""What people do with the public edition: have one made now, or say how often."""

import re

import yaml
from django.conf import settings
from django.utils.translation import gettext as _
from pydantic import ValidationError

from gis_app.errors import BadInput, Conflict
from gis_app.jobs import actions as jobs
from gis_app.jobs.models import Job
from gis_app.people.audit import acting
from gis_app.people.models import User
from layers.public.declared import FILE, Edition, edition

KIND, KEY = "publish", "edition"
EVERY = re.compile(r"every\s*:")
DAYS = (None, 1, 7, 30, 90, 180, 365)


def publish_now(*, by: User) -> Job:
    """A job of the person that makes an edition; the open one where there is one."""
    with acting("public.now", by=by) as act:
        job = jobs.put(kind=KIND, key=KEY, owner=by.pk)
        act.on("edition", "next", new={"job": job.pk})
    return job


def schedule(*, by: User, every: int | None) -> None:
    """Say after how many days the clock makes the next edition, None for by hand only; the rest of the file stays.

    Raises BadInput for a number that is not offered, Conflict where the file can't be changed line by line.
    """
    if every not in DAYS:
        raise BadInput(_("Choose one of the list."))
    before, path = edition(), settings.HOME.root / FILE
    text = with_every(path.read_text(encoding="utf-8") if path.exists() else "", every)
    if _read(text) != before.model_copy(update={"every": every}):
        raise Conflict(_("public.yml is written in a way that this page can't change. Change it in the home's folder."))
    with acting("public.schedule", by=by) as act:
        act.on("edition", "schedule", old={"every": before.every}, new={"every": every})
        settings.HOME.keep(FILE, text)


def with_every(text: str, every: int | None) -> str:
    """The file saying so, its other lines as they were.

    >>> with_every("least: 5\\nevery: 7\\n", 30), with_every("every: 7", None)
    ('least: 5\\nevery: 30\\n', '')
    """
    lines = [line for line in text.splitlines() if not EVERY.match(line)]
    return "".join(f"{line}\n" for line in [*lines, *([f"every: {every}"] if every else [])])


def _read(text: str) -> Edition | None:
    try:
        return Edition(**(yaml.safe_load(text) or {}))
    except (ValidationError, yaml.YAMLError, TypeError):
        return None
