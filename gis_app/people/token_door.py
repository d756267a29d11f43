"""A token at the door: where a request carries it, and how one without is asked for it."""

import base64
import binascii

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gis_app.errors import Refused
from gis_app.people.models import User
from gis_app.people.tokens import owner_of

REALM = "Safe City"
LONGEST = 500
READING = frozenset({"GET", "HEAD", "OPTIONS"})


def admit(request: HttpRequest) -> User | None:
    """Make the token's owner the request's user; None where the request carries no token.

    Raises NotSignedIn for a wrong or ended one, TooManyAttempts, and Refused for anything but reading.
    """
    text = carried(request.headers.get("Authorization", ""))
    if text is None:
        return None
    user = owner_of(text, request.META.get("REMOTE_ADDR") or None)
    if request.method not in READING:
        raise Refused(_("A token only reads."))
    request.user = user
    return user


def carried(header: str) -> str | None:
    """The token of an Authorization header: Bearer's, or Basic's password; None where there is none of both.

    >>> carried("Bearer abc"), carried("Basic cWdpczphYmM="), carried("Digest x"), carried("")
    ('abc', 'abc', None, None)
    """
    scheme, _space, value = header[:LONGEST].partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    return _password(value.strip()) if scheme.lower() == "basic" else None


def challenge(request: HttpRequest) -> str:
    """What 401 asks for: Basic, so that a map program opens its window, but Bearer to a browser, which then opens none.

    A browser is known by a cookie of ours or by the headers that only browsers send.
    """
    ours = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} & set(request.COOKIES)
    browser = ours or any(name in request.headers for name in ("Sec-Fetch-Site", "Sec-Fetch-Mode"))
    return f'{"Bearer" if browser else "Basic"} realm="{REALM}"'


def _password(value: str) -> str:
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""
