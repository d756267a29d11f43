"""One file at a time is made whole for a person, so that nobody takes every thread of the server."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils.translation import gettext as _

from gis_app.errors import TooManyAttempts
from gis_app.people.models import User

LOCK = 0x5AFEF11E & 0x7FFFFFFF
MOST_SECONDS = 120


@contextmanager
def turn(person: User) -> Iterator[None]:
    """Hold the person's turn, in one transaction whose statements end in time. Raises TooManyAttempts if taken."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, hashint8(%s))", [LOCK, person.pk])
        if not cursor.fetchone()[0]:
            raise TooManyAttempts(_("Another file of yours is still being made. Wait until it has come."))
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{MOST_SECONDS}s"])
        yield
