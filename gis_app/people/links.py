"""Links by which a person chooses a password: one use, an end, and the newest one alone opens."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from gis_app.errors import NotFoundHere, Refused
from gis_app.people.audit import acting
from gis_app.people.models import LoginAttempt, OneUseLink, Session, User
from gis_app.people.passwords import strong

Kind = OneUseLink.Kind
LASTS = {Kind.INVITE: timedelta(days=7), Kind.RESET: timedelta(hours=24)}


def make(*, by: User | None, user: User, kind: Kind) -> str:
    """A new link's token, which nobody can read again; older links of the person open nothing any more.

    Raises Refused for a blocked person.
    """
    if not user.is_active:
        raise Refused(_("This account is blocked. Unblock it first."))
    token = secrets.token_urlsafe(32)
    with acting(f"user.{kind}_link", by=by) as act:
        OneUseLink.objects.filter(person=user, used_at=None).update(used_at=act.at)
        row = OneUseLink.objects.create(person=user, kind=kind, digest=_digest(token), ends=act.at + LASTS[kind])
        act.on("user", user.pk, new={"ends": row.ends.isoformat(timespec="seconds")})
    return token


def person_of(token: str, kind: Kind) -> User:
    """Whose link it is. Raises NotFoundHere for one that was used, has ended or never was."""
    return _open(token, kind).person


def use(*, token: str, kind: Kind, password: str) -> User:
    """Choose the password by the link, which then opens nothing any more; every session of the old one ends.

    Raises NotFoundHere, and BadInput for a password that is easily guessed, which leaves the link open.
    """
    with acting(f"user.{kind}_link_used", by=None) as act:
        row = _open(token, kind, lock=True)
        user = User.objects.select_for_update().get(pk=row.person_id)
        user.set_password(strong(password, user))
        user.save(update_fields=["password"])
        row.used_at = act.at
        row.save(update_fields=["used_at"])
        Session.objects.filter(person=user).delete()
        LoginAttempt.objects.filter(username=user.username.lower()).delete()
        act.on("user", user.pk)
    return user


def _open(token: str, kind: Kind, lock: bool = False) -> OneUseLink:
    rows = OneUseLink.objects.select_for_update(of=("self",)) if lock else OneUseLink.objects.all()
    row = rows.select_related("person").filter(digest=_digest(token), kind=kind, used_at=None).first()
    if row is None or row.ends < timezone.now() or not row.person.is_active:
        raise NotFoundHere(_("This link was used already or has ended. Ask an administrator for a new one."))
    return row


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
