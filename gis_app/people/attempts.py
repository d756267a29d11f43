"""Guessing is slow: attempts are counted by name, network address and browser, and wait when there were too many.

A browser in which the person has signed in before is counted for itself: strangers who guess at a name make other
strangers wait, never that person at the usual workstation (docs/decisions/lock-out.md).
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gis_app.errors import TooManyAttempts
from gis_app.people.models import LoginAttempt

ATTEMPTS, WINDOW = 5, timedelta(minutes=15)
OF_A_NAME, OF_AN_ADDRESS = 25, 50
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Attempt:
    """One attempt under way; `left` tells how many more may follow it."""

    row: LoginAttempt
    left: int

    def forgive(self) -> None:
        """It was no wrong one."""
        self.row.delete()


def begin(name: str, address: str | None, browser: str = "") -> Attempt:
    """Write an attempt down before it is judged, so that many at once are no way around the count.

    Raises TooManyAttempts after 5 in 15 minutes with one name from one address, or from one known browser; 25 with
    one name, or 50 from one address, from anywhere unknown.
    """
    limits = _limits(name, address, browser)
    if any(rows.count() >= most for rows, most in limits):
        raise too_many()
    row = LoginAttempt.objects.create(username=name, address=address, browser=browser)
    if any(rows.count() > most for rows, most in limits):
        raise too_many()
    return Attempt(row, min(most - rows.filter(pk__lte=row.pk).count() for rows, most in limits))


def forgive(name: str, address: str | None, browser: str = "") -> None:
    """Forget the person's own failures there, after a success."""
    rows = LoginAttempt.objects.filter(username=name)
    (rows.filter(browser=browser) if browser else rows.filter(address=address, browser="")).delete()


def forget_old() -> None:
    LoginAttempt.objects.filter(at__lt=timezone.now() - KEPT).delete()


def too_many() -> TooManyAttempts:
    return TooManyAttempts(_("Too many wrong passwords. Try again in 15 minutes."))


def _limits(name: str, address: str | None, browser: str) -> list[tuple["QuerySet[LoginAttempt]", int]]:
    recent = LoginAttempt.objects.filter(at__gt=timezone.now() - WINDOW)
    if browser:
        return [(recent.filter(username=name, browser=browser), ATTEMPTS)]
    unknown = recent.filter(browser="")
    return [
        (unknown.filter(username=name, address=address), ATTEMPTS),
        (unknown.filter(username=name), OF_A_NAME),
        (unknown.filter(address=address), OF_AN_ADDRESS),
    ]
