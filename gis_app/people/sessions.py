"""Sessions as rows that tell whose they are, from where and since when; each has an end, and others can end it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends import db
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gis_app.people.audit import acting
from gis_app.people.models import Session, User
from gis_app.people.second_factor import PROVED, needed

NOTED_EVERY = timedelta(minutes=1)
ORIGIN, BEGAN = "_from", "_began"


class SessionStore(db.SessionStore):
    """Django's sessions in the database, with the person and the browser beside the data."""

    row: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        self.row = super()._get_session_from_db()  # type: ignore[misc]
        return self.row

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast(Session, super().create_model_instance(data))
        row.person_id = data.get(SESSION_KEY)
        row.address, row.program = data.get(ORIGIN, (None, ""))
        if BEGAN in data:
            row.began = datetime.fromisoformat(data[BEGAN])
        return row


def mark(request: HttpRequest, address: str | None) -> None:
    """Write into a new session when and where it began; called once, when the person has proved who it is."""
    request.session[BEGAN] = timezone.now().isoformat()
    request.session[ORIGIN] = (address, request.headers.get("User-Agent", "")[:200])


def end(*, by: User | None, user: User, short: str | None = None, but: str = "") -> int:
    """End a person's sessions: the one whose `short` name it is, without one all, never that with the key `but`.

    Gives how many ended.
    """
    with acting("user.sessions_end", by=by) as act:
        rows = Session.objects.filter(person=user).exclude(session_key=but)
        keys = [row.session_key for row in rows if short is None or row.short == short]
        Session.objects.filter(session_key__in=keys).delete()
        act.on("user", user.pk, new={"ended": len(keys)})
    return len(keys)


def forget_ended() -> None:
    """Rows of sessions whose end has passed are of no use to anybody."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def aged(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a session ends when it is too old, idle too long, or lacks a second factor that its roles ask for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        row = _row(request)
        if row and _over(request, row):
            logout(request)
        elif row and timezone.now() - row.seen > NOTED_EVERY:
            Session.objects.filter(pk=row.pk).update(seen=timezone.now())
        return get_response(request)

    return middleware


def _row(request: HttpRequest) -> Session | None:
    """The signed-in session's row; asks the store only where a cookie came."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    return getattr(request.session, "row", None)


def _over(request: HttpRequest, row: Session) -> bool:
    now = timezone.now()
    old = now - row.began > timedelta(seconds=settings.SESSION_COOKIE_AGE)
    idle = now - row.seen > timedelta(minutes=settings.IDLE_MINUTES)
    return old or idle or (needed(request.user) and not request.session.get(PROVED))
