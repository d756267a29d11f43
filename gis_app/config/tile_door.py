"""A short way to the tiles. A map asks for dozens at once; each would read session, person and versions one by one.

Who asked is remembered with the marks (`xmin`, `ctid`) that the store gave the rows of session and person. One
question tells whether both stand as they were: whatever is written to either, an end, a block, a role, sends the next
request the long way, and so does a minute gone by.
"""

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from gis_app.errors import Mistake
from gis_app.people.guard import require
from gis_app.people.models import Session, User
from gis_app.people.permissions import Permission
from layers.views import tile

Answer = Callable[[HttpRequest], HttpResponse]
Marks = tuple[str, str, int]
ADDRESS = re.compile(r"/tiles/([a-z_]{1,32})/(\d{1,2})/(\d{1,8})/(\d{1,8})\.pbf")
REMEMBERED_SECONDS, MOST = 60, 1_000
LANGUAGE_COOKIE = settings.LANGUAGE_COOKIE_NAME
STANDING = (
    f"SELECT s.xmin::text || s.ctid::text, u.xmin::text || u.ctid::text, u.id, "
    f"ARRAY(SELECT v.layer || ' ' || v.number FROM sources_layerversion v WHERE v.layer IN (%s, 'areas') ORDER BY 1) "
    f"FROM {Session._meta.db_table} s JOIN {User._meta.db_table} u ON u.id = s.person_id "
    f"WHERE s.session_key = %s AND s.expire_date > now()"
)


@dataclass(frozen=True)
class Known:
    """Who asked, in which language, and the marks of session and person at that time."""

    user: User
    language: str
    marks: Marks
    until: float


_known: OrderedDict[tuple[str, ...], Known] = OrderedDict()


def quick_tiles(get_response: Answer) -> Answer:
    """Middleware: answer a tile at once where the asker is remembered and stands as before, else the long way."""

    def middleware(request: HttpRequest) -> HttpResponse:
        address = ADDRESS.fullmatch(request.path_info)
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if address is None or not session or request.method != "GET" or "Authorization" in request.headers:
            return get_response(request)
        marks, versions = standing(session, address[1])
        key = (session, request.COOKIES.get(LANGUAGE_COOKIE, ""), request.headers.get("Accept-Language", ""))
        known = _known.get(key)
        if known and known.marks == marks and monotonic() < known.until:
            answer = quick(request, known, address, versions)
            if answer is not None:
                return answer
        response = get_response(request)
        remember(key, request, response, marks)
        return response

    return middleware


def standing(session: str, layer: str) -> tuple[Marks | None, tuple[str, ...]]:
    """The marks of a session that holds and of its person, None where there is none; the versions of the layer."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [layer, session])
        row = cursor.fetchone()
    return (row[:3], tuple(row[3])) if row else (None, ())


def quick(request: HttpRequest, known: Known, address: re.Match[str], versions: tuple[str, ...]) -> HttpResponse | None:
    """The tile; None where the long way has to tell what is wrong with the request."""
    request.user = known.user
    with translation.override(known.language):
        try:
            require(known.user, Permission.MAP_SEE)
            return tile(request, address[1], address[2], address[3], address[4], versions)
        except Mistake:
            return None


def remember(key: tuple[str, ...], request: HttpRequest, response: HttpResponse, marks: Marks | None) -> None:
    """Keep who asked, if all went well; the marks were read before the rows themselves, never after."""
    user: Any = getattr(request, "user", None)
    if marks is None or response.status_code not in {200, 304} or user is None or user.pk != marks[2]:
        return
    whole = user._wrapped if hasattr(user, "_wrapped") else user
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    _known[key] = Known(whole, language, marks, monotonic() + REMEMBERED_SECONDS)
    while len(_known) > MOST:
        _known.popitem(last=False)
