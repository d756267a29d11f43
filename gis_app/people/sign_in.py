"""Signing in and out. Guessing is slow, and the answers never tell whether a name exists."""

from datetime import timedelta

from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from gis_app.errors import Mistake, TooManyAttempts
from gis_app.people.audit import record
from gis_app.people.models import LoginAttempt, User

ATTEMPTS, WINDOW = 5, timedelta(minutes=15)
KEPT = timedelta(days=1)


class WrongPassword(Mistake):
    """The name or the password is wrong; which of them is not said."""


def sign_in(request: HttpRequest, username: str, password: str) -> User:
    """Open the person's session. Raises WrongPassword, and TooManyAttempts after 5 of them in 15 minutes.

    An attempt is written down before its password is tried, so that many at once are no way around the count.
    """
    typed = username.replace("\x00", "").strip()[:150]
    name = typed.lower()
    recent = LoginAttempt.objects.filter(username=name, at__gt=timezone.now() - WINDOW)
    if recent.count() >= ATTEMPTS:
        raise _too_many()
    attempt = LoginAttempt.objects.create(username=name, address=request.META.get("REMOTE_ADDR") or None)
    if recent.count() > ATTEMPTS:
        raise _too_many()
    user = authenticate(request, username=typed, password=password)
    if not isinstance(user, User):
        _note_failure(name)
        left = ATTEMPTS - recent.filter(pk__lte=attempt.pk).count()
        raise WrongPassword(_wrong(left))
    with transaction.atomic():
        LoginAttempt.objects.filter(username=name).delete()
        login(request, user)
        record(action="user.sign_in", subject="user", subject_id=user.pk, old=None, new=None, actor=user)
    return user


def sign_out(request: HttpRequest) -> None:
    """End the session; nothing happens where there is none."""
    user = request.user
    if not isinstance(user, User):
        return
    with transaction.atomic():
        record(action="user.sign_out", subject="user", subject_id=user.pk, old=None, new=None, actor=user)
        logout(request)


def _note_failure(name: str) -> None:
    LoginAttempt.objects.filter(at__lt=timezone.now() - KEPT).delete()
    user = User.objects.filter(username__iexact=name).first()
    if user:
        with transaction.atomic():
            record(action="user.sign_in_failed", subject="user", subject_id=user.pk, old=None, new=None, actor=None)


def _wrong(left: int) -> str:
    if left < 1:
        return _("Wrong name or password. Try again in 15 minutes.")
    return _("Wrong name or password. Attempts left: %(left)s, then a wait of 15 minutes.") % {"left": left}


def _too_many() -> TooManyAttempts:
    return TooManyAttempts(_("Too many wrong passwords. Try again in 15 minutes."))
