"""What a browser remembers of the people who signed in there: a mark for each, and by choice that it shows the name."""

import secrets
from dataclasses import asdict, dataclass, replace

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from gis_app.people.models import User

COOKIE, SALT = "safecity_workstation", "gis_app.people.workstation"
KEPT_S = 180 * 24 * 3600
MOST = 9


@dataclass(frozen=True)
class Known:
    """Somebody who signed in here: the id, the browser's secret mark for that person, whether the name is shown."""

    person: int
    mark: str
    shown: bool


def known(request: HttpRequest) -> list[Known]:
    """Who signed in here, the latest first; empty where the cookie is none of ours."""
    try:
        told = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_S)
        return [Known(**one) for one in told][:MOST]
    except (signing.BadSignature, TypeError):
        return []


def names(request: HttpRequest) -> list[User]:
    """The people whose names this browser shows, in order; who was blocked meanwhile is left out."""
    shown = [one.person for one in known(request) if one.shown]
    people = User.objects.in_bulk(shown)
    return [people[pk] for pk in shown if pk in people and people[pk].is_active]


def mark_of(request: HttpRequest, username: str) -> str:
    """The browser's mark for the person of that name; empty where the person never signed in here."""
    here = known(request)
    ids = User.objects.filter(username__iexact=username, pk__in=[one.person for one in here]).values_list(
        "pk", flat=True
    )
    return next((one.mark for one in here if one.person in ids), "")


def remembers(request: HttpRequest, user: User) -> bool:
    return any(one.person == user.pk and one.shown for one in known(request))


def remember(request: HttpRequest, response: HttpResponse, user: User, *, shown: bool) -> None:
    """Put the person first; `shown` is the person's choice at this sign-in."""
    here = known(request)
    old = next((one for one in here if one.person == user.pk), Known(user.pk, secrets.token_hex(16), shown))
    rest = [one for one in here if one.person != user.pk]
    _write(response, [replace(old, shown=shown), *rest][:MOST])


def _write(response: HttpResponse, people: list[Known]) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps([asdict(one) for one in people], salt=SALT),
        max_age=KEPT_S,
        path=settings.LOGIN_URL,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
