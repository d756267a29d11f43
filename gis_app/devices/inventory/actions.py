"""What people decide of proposals: one by one, or all of a kind within so many metres."""

from datetime import datetime

from django.utils.translation import gettext as _

from gis_app.devices.inventory import passports
from gis_app.devices.inventory.models import Proposal
from gis_app.errors import BadInput, Conflict, NotFoundHere
from gis_app.people.audit import acting
from gis_app.people.models import User
from gis_app.sources.actions import raise_versions

Verdict, State = Proposal.Verdict, Proposal.State
PAIRS = (Verdict.SAME, Verdict.MOVED)


def decide(*, by: User, proposal: int, state: str, was: str = "") -> Proposal:
    """Accept a proposal, refuse it, put it off, or open it again, which takes back what accepting it did.

    A refused pair becomes a camera that is gone and one that is new, to be decided each. `was` is the state that the
    person saw. Raises NotFoundHere, BadInput, Conflict where a camera of it has gone, or somebody else was faster.
    """
    if state not in State.values:
        raise BadInput(_("A proposal is accepted, refused, put off, or opened again."))
    with acting("inventory.decide", by=by) as act:
        row = Proposal.objects.select_for_update().filter(pk=proposal).first()
        if row is None:
            raise NotFoundHere(_("There is no such proposal any more."))
        if was and row.state != was:
            raise Conflict(_("Somebody has decided this proposal before you. It stays as decided; look at it again."))
        old = row.state
        _turn(row, State(state), by=by, at=act.at)
        act.on("proposal", row.pk, old={"state": old}, new={"state": row.state, **_told(row)})
        raise_versions(["cameras"])
    return row


def accept_all(*, by: User, source: int | None, verdict: str, within_m: float | None = None) -> list[Proposal]:
    """Accept every open proposal of a verdict that has no rival, of pairs those within so many metres; gives them.

    One act, one row of the audit, with every number. Raises BadInput where nothing is left to accept.
    """
    with acting("inventory.accept", by=by) as act:
        rows = Proposal.objects.select_for_update().filter(state=State.OPEN, verdict=verdict, rivals=0)
        rows = rows.filter(source=source) if source is not None else rows
        rows = rows.filter(metres__lte=within_m) if within_m is not None else rows
        found = list(rows.order_by("pk"))
        if not found:
            raise BadInput(_("There is no proposal to accept like this."))
        for row in found:
            _turn(row, State.ACCEPTED, by=by, at=act.at)
        told = {"verdict": verdict, "within_m": within_m, "proposals": [row.pk for row in found]}
        act.on("proposals", source or "", new=told)
        raise_versions(["cameras"])
    return found


def take_back(*, by: User, at: datetime) -> int:
    """Open again all that a person accepted at one moment, in one act; the number of it.

    Raises BadInput where nothing of it is left, Conflict where a camera of it has gone meanwhile.
    """
    with acting("inventory.take_back", by=by) as act:
        rows = Proposal.objects.select_for_update().filter(state=State.ACCEPTED, by=by.pk, at=at)
        found = list(rows.order_by("-pk"))
        if not found:
            raise BadInput(_("There is nothing to take back."))
        for row in found:
            _turn(row, State.OPEN, by=by, at=act.at)
        act.on("proposals", "", old={"at": at.isoformat()}, new={"proposals": [row.pk for row in found]})
        raise_versions(["cameras"])
    return len(found)


def _told(row: Proposal) -> dict[str, object]:
    return {"verdict": row.verdict, "camera": row.camera, "listed": row.listed}


def _turn(row: Proposal, state: Proposal.State, *, by: User, at: datetime) -> None:
    if row.state == state:
        raise Conflict(_("This proposal is decided like that already."))
    if row.state == State.ACCEPTED:
        _take_back(row, by=by, at=at)
    if row.state == State.REFUSED and row.verdict in PAIRS:
        _join_again(row)
    if state == State.ACCEPTED:
        _carry_out(row, by=by, at=at)
    if state == State.REFUSED and row.verdict in PAIRS:
        _split(row)
    row.state, row.by, row.at = state, (None if state == State.OPEN else by.pk), at
    row.save(update_fields=["state", "by", "at"])


def _carry_out(row: Proposal, *, by: User, at: datetime) -> None:
    if row.verdict in PAIRS:
        passports.join(row)
    elif row.verdict == Verdict.GONE:
        passports.remove(row, by=by, at=at)


def _take_back(row: Proposal, *, by: User, at: datetime) -> None:
    if row.verdict in PAIRS:
        passports.part(row)
    elif row.verdict == Verdict.GONE:
        passports.restore(row, by=by, at=at)


def _halves(row: Proposal) -> list[dict[str, object]]:
    """The identities of what a refused pair falls into: a camera gone, a camera new."""
    same = {"source_id": row.source_id}
    gone = {"key_old": row.key_old, "part_old": row.part_old, "key_new": "", "part_new": 0}
    new = {"key_old": "", "part_old": 0, "key_new": row.key_new, "part_new": row.part_new}
    return [same | gone, same | new]


def _split(row: Proposal) -> None:
    gone, new = _halves(row)
    said = {"delivery_id": row.delivery_id}
    Proposal.objects.get_or_create(**gone, defaults={**said, "verdict": Verdict.GONE, "camera": row.camera})
    Proposal.objects.get_or_create(**new, defaults={**said, "verdict": Verdict.NEW, "listed": row.listed})


def _join_again(row: Proposal) -> None:
    for half in _halves(row):
        found = Proposal.objects.filter(**half)
        if found.exclude(state=State.OPEN).exists():
            raise Conflict(_("One of its cameras was decided since. Take that decision back first."))
        found.delete()
