"""What the buttons of the steps do; each gives the address to go on to, "" to stay."""

from typing import Any

from django.utils.translation import gettext as _

from dashboards.calls import refused
from dashboards.sources.parts import PREFIX, address
from gis_app.errors import NotFoundHere
from gis_app.jobs import actions as jobs
from gis_app.sources import draft_actions, draft_queries
from gis_app.sources.drafts import Draft

STARTED = {"look": "draft.look", "try": "draft.try", "save": "draft.save"}
THEN = {"look": "columns", "try": "check", "save": "check"}


def do(user: Any, what: str, number: int | None) -> str:
    """Do what the button `what` says, to the draft of that number where it needs one. Raises a `Mistake`."""
    verb, _colon, which = what.partition(":")
    if verb == "edit":
        return edit(user, which)
    if verb == "drop":
        draft_actions.drop(draft=own(user, int(which) if which.isdecimal() and len(which) < 12 else None))
        return PREFIX
    draft = own(user, number)
    if verb in STARTED:
        return begin(draft, verb)
    if verb == "cancel" and draft.job_id:
        jobs.cancel(job_id=draft.job_id, by=user)
        return ""
    if verb == "whole":
        return address(draft.pk, "kinds") + "&all=1"
    raise refused()


def own(user: Any, number: int | None) -> Draft:
    """The person's draft of that number. Raises NotFoundHere."""
    draft = draft_queries.visible_to(user).filter(pk=number).first() if number is not None else None
    if draft is None:
        raise NotFoundHere(_("There is no such table of yours."))
    return draft


def edit(user: Any, code: str) -> str:
    """A draft of a described source, with its last file."""
    source = draft_queries.described().filter(code=code).first()
    if source is None:
        raise NotFoundHere(_("There is no such source."))
    return address(draft_actions.begin(by=user, code=source.code).pk, "columns")


def begin(draft: Draft, verb: str) -> str:
    draft_actions.start(draft=draft, kind=STARTED[verb])
    return address(draft.pk, THEN[verb])
