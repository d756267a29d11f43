"""What people do with links: decide, put off, take back."""

from django.utils.translation import gettext as _

from gis_app.errors import BadInput, Conflict, NotFoundHere
from gis_app.incidents.links.models import DECIDED, Link
from gis_app.incidents.links.settle import settle
from gis_app.people.audit import acting
from gis_app.people.models import User

CHOICES = (*DECIDED, Link.State.LATER, Link.State.OPEN)


def decide(*, by: User, link: int, state: str, was: str = "", reason: str = "") -> Link:
    """Say that both records tell of one event (`same`), that they do not (`different`), put it off, or take it back.

    `was` is the state that the person saw: raises Conflict where somebody else was faster, NotFoundHere where the
    candidate is gone, BadInput for what is no choice.
    """
    if state not in CHOICES:
        raise BadInput(_("A link is decided as same or different, put off, or opened again."))
    with acting("link.decide", by=by) as act:
        row = Link.objects.select_for_update().filter(pk=link).first()
        if row is None:
            raise NotFoundHere(_("There is no such pair of records any more."))
        if was and row.state != was:
            raise Conflict(_("Somebody has decided this pair before you. It stays as decided; look at it again."))
        old = {"state": row.state, "broken": row.broken}
        row.state, row.known, row.reason = Link.State(state), row.broken, reason[:200]
        row.by, row.at = (None, None) if state == Link.State.OPEN else (by.pk, act.at)
        row.save(update_fields=["state", "known", "by", "at", "reason"])
        settle([(row.layer_a, row.a), (row.layer_b, row.b)])
        row.refresh_from_db()
        records = [f"{row.layer_a}/{row.a}", f"{row.layer_b}/{row.b}"]
        act.on("link", row.pk, old=old, new={"state": row.state, "records": records, "reason": row.reason})
    return row
