"""Signing in and out. Guessing is slow, and the answers never tell whether a name exists."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from gis_app.errors import Mistake
from gis_app.people import attempts, second_factor, sessions, workstation
from gis_app.people.attempts import ATTEMPTS, WINDOW
from gis_app.people.audit import record
from gis_app.people.models import User
from gis_app.people.origin import address_of
from gis_app.people.passwords import LONGEST

__all__ = [
    "ATTEMPTS",
    "WINDOW",
    "Unproven",
    "WrongPassword",
    "await_code",
    "awaited",
    "confirm_password",
    "enter",
    "prove",
    "prove_code",
    "sign_out",
]

BACKEND = "django.contrib.auth.backends.ModelBackend"
AWAITED, PATIENCE = "_awaited", timedelta(minutes=5)


class WrongPassword(Mistake):
    """The name or the password is wrong; which of them is not said."""


class Unproven(Mistake):
    """Nobody has given the password before the code, or too long ago."""


def prove(request: HttpRequest, username: str, password: str) -> User:
    """Whose name and password these are. Raises WrongPassword, TooManyAttempts, and NotReady where a directory is away.

    Does the same work for names that exist and names that do not.
    """
    typed = username.replace("\x00", "").strip()[:150]
    name = typed.lower()
    attempt = attempts.begin(name, address_of(request), workstation.mark_of(request, typed))
    user = _own(request, typed, password) or _of_directory(typed, password, attempt)
    if user is None:
        _note_failure(name)
        raise WrongPassword(_wrong(attempt.left))
    attempt.forgive()
    return user


def await_code(request: HttpRequest, user: User, **kept: Any) -> None:
    """Keep in mind that the person gave the password, and wait for the code; `kept` is what goes on after it."""
    request.session[AWAITED] = {"person": user.pk, "at": timezone.now().timestamp(), **kept}


def awaited(request: HttpRequest) -> tuple[User, dict[str, Any]]:
    """Whose code is awaited, and what was kept. Raises Unproven where nobody's is."""
    kept = request.session.get(AWAITED) or {}
    late = not kept or timezone.now().timestamp() - kept["at"] > PATIENCE.total_seconds()
    user = None if late else User.objects.filter(pk=kept["person"], is_active=True).first()
    if user is None:
        raise Unproven(_("That took too long. Sign in again."))
    return user, kept


def prove_code(request: HttpRequest, user: User, code: str) -> None:
    """Raises WrongPassword for a code that does not open, TooManyAttempts after 5 of them."""
    name = user.username.lower()
    attempt = attempts.begin(name, address_of(request), workstation.mark_of(request, user.username))
    if not second_factor.check(user, code):
        _note_failure(name)
        raise WrongPassword(_("This code does not open, or was used already. Wait for the next one."))
    attempt.forgive()


def confirm_password(request: HttpRequest, user: User, password: str) -> None:
    """Before something that is hard to take back: raises WrongPassword, and TooManyAttempts after 5 of them."""
    name = user.username.lower()
    attempt = attempts.begin(name, address_of(request), workstation.mark_of(request, user.username))
    if not user.check_password(password):
        _note_failure(name)
        raise WrongPassword(_("This is not your present password."))
    attempt.forgive()


def enter(request: HttpRequest, user: User, *, how: str, proved: bool = False) -> None:
    """Open a new session for who has proved to be the person; `proved` where a second factor was part of it."""
    name = user.username.lower()
    with transaction.atomic():
        attempts.forgive(name, address_of(request), workstation.mark_of(request, user.username))
        request.session.pop(AWAITED, None)
        sessions.mark(request, address_of(request))
        request.session[second_factor.PROVED] = proved
        login(request, user, backend=BACKEND)
        record(action="user.sign_in", subject="user", subject_id=user.pk, old=None, new={"by": how}, actor=user)


def sign_out(request: HttpRequest) -> None:
    """End the session; nothing happens where there is none."""
    user = request.user
    if not isinstance(user, User):
        return
    with transaction.atomic():
        record(action="user.sign_out", subject="user", subject_id=user.pk, old=None, new=None, actor=user)
        logout(request)


def _own(request: HttpRequest, typed: str, password: str) -> User | None:
    user = authenticate(request, username=typed, password=password if len(password) <= LONGEST else "")
    return user if isinstance(user, User) else None


def _of_directory(typed: str, password: str, attempt: attempts.Attempt) -> User | None:
    if settings.DIRECTORY is None:
        return None
    from gis_app.people import directory  # what speaks LDAP is loaded where there is a directory only

    return directory.person(settings.DIRECTORY, typed, password, attempt)


def _note_failure(name: str) -> None:
    """Recorded for names that do not exist too, without an id: the answer takes the same time."""
    attempts.forget_old()
    user = User.objects.filter(username__iexact=name).first()
    with transaction.atomic():
        told = user.pk if user else ""
        record(action="user.sign_in_failed", subject="user", subject_id=told, old=None, new=None, actor=None)


def _wrong(left: int) -> str:
    if left < 1:
        return _("Wrong name or password. Try again in 15 minutes.")
    return _("Wrong name or password. Attempts left: %(left)s, then a wait of 15 minutes.") % {"left": left}
