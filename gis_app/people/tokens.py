"""Personal tokens: made and revoked by their owner, shown once, kept as a hash, counted when wrong."""

import hashlib
import re
import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from gis_app.errors import BadInput, Conflict, NotFoundHere, NotSignedIn, TooManyAttempts
from gis_app.people import attempts
from gis_app.people.audit import acting
from gis_app.people.models import PersonalToken, User
from gis_app.people.permissions import Permission as P
from gis_app.people.roles import may
from gis_app.people.scopes import SCOPES, offered, opened_by

FORM = re.compile(r"sct_(?P<prefix>[a-z2-9]{8})_[A-Za-z0-9_-]{43}")
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LONGEST = timedelta(days=366)
MOST = 20
NOTED_EVERY = timedelta(minutes=1)


def visible_to(user: Any) -> "QuerySet[PersonalToken]":
    """One's own tokens, newest first; all of them for those who manage people."""
    rows = PersonalToken.objects.order_by("-pk")
    return rows if may(user, P.PEOPLE_MANAGE) else rows.filter(owner_id=user.pk)


def make(*, by: User, name: str, scopes: Iterable[str], ends_on: date | None) -> tuple[PersonalToken, str]:
    """A token of the person's own and its text, which nobody can read again. Raises BadInput, Conflict."""
    prefix = "".join(secrets.choice(LETTERS) for _letter in range(8))
    text = f"sct_{prefix}_{secrets.token_urlsafe(32)}"
    row = PersonalToken(owner=by, prefix=prefix, digest=_digest(text), scopes=_scopes(by, scopes))
    row.name, row.ends_on = _name(name), _end(ends_on)
    with acting("token.make", by=by) as act:
        User.objects.select_for_update().get(pk=by.pk)
        if PersonalToken.objects.filter(owner=by, revoked_at=None, ends_on__gte=_today()).count() >= MOST:
            raise Conflict(_("There are %(most)s tokens already: revoke one that is not needed.") % {"most": MOST})
        row.made_at = act.at
        row.save()
        act.on("token", row.pk, new={"owner": by.pk, "scopes": row.scopes, "ends_on": row.ends_on.isoformat()})
    return row, text


def revoke(*, by: User, token: int) -> PersonalToken:
    """End a token for ever; once more changes nothing. Raises NotFoundHere where the person can see none."""
    with acting("token.revoke", by=by) as act:
        row = visible_to(by).select_for_update().filter(pk=token).first()
        if row is None:
            raise NotFoundHere(_("There is no such token."))
        act.on("token", row.pk, old={"revoked": row.revoked_at is not None}, new={"revoked": True})
        row.revoked_at = row.revoked_at or act.at
        row.save(update_fields=["revoked_at"])
    return row


def owner_of(text: str, address: str | None) -> User:
    """The owner, narrowed to the token's scopes. Raises NotSignedIn, and TooManyAttempts after 5 wrong ones.

    Wrong ones are counted by token and network address, for 15 minutes. A right one is never held up: what is
    guessed at has 256 bits.
    """
    shape = FORM.fullmatch(text)
    row = PersonalToken.objects.select_related("owner").filter(prefix=shape["prefix"]).first() if shape else None
    if row is None or not constant_time_compare(row.digest, _digest(text)):
        raise _wrong(row, address)
    if row.revoked_at or row.ends_on < _today() or not row.owner.is_active:
        raise NotSignedIn(_("This token opens nothing any more. Make a new one at /account/tokens/."))
    _note_use(row)
    row.owner.narrowed = opened_by(row.scopes)
    return row.owner


def state(row: PersonalToken) -> str:
    """ "revoked", "ended" or "open"."""
    return "revoked" if row.revoked_at else "ended" if row.ends_on < _today() else "open"


def _wrong(row: PersonalToken | None, address: str | None) -> NotSignedIn | TooManyAttempts:
    try:
        attempts.begin(f"token:{row.prefix if row else ''}:{address}", address, browser="token")
    except TooManyAttempts:
        return TooManyAttempts(_("Too many wrong tokens. Try again in 15 minutes."))
    return NotSignedIn(_("This token is none. Send one as Bearer, or as the password of Basic."))


def _note_use(row: PersonalToken) -> None:
    now = timezone.now()
    if row.last_used_at is None or row.last_used_at < now - NOTED_EVERY:
        PersonalToken.objects.filter(pk=row.pk).update(last_used_at=now)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _today() -> date:
    return datetime.now(UTC).date()


def _name(name: str) -> str:
    name = " ".join(name.replace("\x00", "").split())
    if not 0 < len(name) <= 80:
        raise BadInput(_("Name the program that the token is for, in at most 80 letters."))
    return name


def _scopes(owner: User, scopes: Iterable[str]) -> list[str]:
    wanted = set(scopes)
    if not wanted or not wanted <= set(offered(owner)):
        raise BadInput(_("Choose what the token reads, of what you may read yourself."))
    return [code for code in SCOPES if code in wanted]


def _end(ends_on: date | None) -> date:
    if ends_on is None or not _today() <= ends_on <= _today() + LONGEST:
        raise BadInput(_("A token ends on a day from today to a year from now."))
    return ends_on
