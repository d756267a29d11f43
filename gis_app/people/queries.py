"""Reads of people and of the audit."""

from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from gis_app.errors import BadFilter
from gis_app.people.models import AuditEvent, Identity, SecondFactor, Session, User
from gis_app.people.permissions import Permission
from gis_app.people.roles import may

STATES = ("active", "invited", "blocked")


def visible_to(user: Any) -> "QuerySet[User]":
    """Accounts: all for those who manage people, one's own for everybody else."""
    if may(user, Permission.PEOPLE_MANAGE):
        return User.objects.all()
    return User.objects.filter(pk=user.pk) if user.is_authenticated else User.objects.none()


def people(user: Any, *, search: str = "", role: str = "", state: str = "") -> "QuerySet[User]":
    """The accounts that `user` may see, by name, each with `state`'s facts beside it: `factor`, `outside`, `open`."""
    factor = SecondFactor.objects.filter(person=OuterRef("pk")).exclude(confirmed_at=None)
    rows = visible_to(user).annotate(
        factor=Exists(factor),
        outside=Exists(Identity.objects.filter(person=OuterRef("pk"))),
        open=Count("sessions", filter=Q(sessions__expire_date__gt=timezone.now()), distinct=True),
    )
    if search := search.replace("\x00", "").strip()[:150]:
        rows = rows.filter(Q(username__icontains=search) | Q(full_name__icontains=search))
    if role:
        rows = rows.filter(roles__contains=[role])
    return rows.filter(_in_state(state)).order_by("username")


def state_of(person: User) -> str:
    """One of `STATES`: "blocked", "invited" (no password chosen yet) or "active"; `person` comes from `people`."""
    if not person.is_active:
        return "blocked"
    return "active" if person.has_usable_password() or person.outside else "invited"  # type: ignore[attr-defined]


def sessions(person: User) -> "QuerySet[Session]":
    """The browsers in which the person is signed in now, the latest seen first."""
    return Session.objects.filter(person=person, expire_date__gt=timezone.now()).order_by("-seen")


def audit_visible_to(user: Any) -> "QuerySet[AuditEvent]":
    """The audit, newest first, for auditors alone."""
    rows = AuditEvent.objects.order_by("-id")
    return rows if may(user, Permission.AUDIT_SEE) else rows.none()


@dataclass(frozen=True)
class AuditFilters:
    """Which acts are asked for, as the page's address says it; days are the city's, `to` exclusive."""

    person: int | None = None
    action: str = ""
    subject: str = ""
    id: str = ""
    from_: date | None = None
    to: date | None = None

    @classmethod
    def parse(cls, asked: QueryDict) -> "AuditFilters":
        """Raises BadFilter for a value that is none; names that are no filters are left to the page."""
        return cls(
            person=_whole(asked, "person"),
            action=_word(asked, "action"),
            subject=_word(asked, "object"),
            id=_word(asked, "id"),
            from_=_day(asked, "from"),
            to=_day(asked, "to"),
        )

    @property
    def any(self) -> bool:
        return any(getattr(self, each.name) not in (None, "") for each in fields(self))


def acts(user: Any, asked: AuditFilters, zone: ZoneInfo) -> "QuerySet[AuditEvent]":
    """The acts that `user` may see and asks for. A person's are those done by the person and those done to it."""
    rows = audit_visible_to(user)
    if asked.person is not None:
        rows = rows.filter(Q(actor=asked.person) | Q(subject="user", subject_id=str(asked.person)))
    for name in ("action", "subject"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    rows = rows.filter(subject_id=asked.id) if asked.id else rows
    rows = rows.filter(at__gte=_midnight(asked.from_, zone)) if asked.from_ else rows
    return rows.filter(at__lt=_midnight(asked.to, zone)) if asked.to else rows


def words_of_audit(user: Any, name: str) -> list[str]:
    """The actions or the kinds of objects that stand in the audit, found by skipping along the index."""
    found: list[str] = []
    rows = audit_visible_to(user).order_by(name).values_list(name, flat=True)
    while len(found) < 200 and (word := rows.filter(**{f"{name}__gt": found[-1] if found else ""}).first()):
        found.append(word)
    return found


def _in_state(state: str) -> Q:
    unset = Q(password__startswith="!", outside=False)
    known = {
        "": Q(),
        "blocked": Q(is_active=False),
        "invited": Q(is_active=True) & unset,
        "active": Q(is_active=True) & ~unset,
    }
    return known.get(state, Q(pk__in=[]))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), tzinfo=zone)


def _word(asked: QueryDict, name: str) -> str:
    value = asked.get(name, "").strip()
    if len(value) > 64 or "\x00" in value:
        raise BadFilter(_("The filter '%(name)s' is a word.") % {"name": name})
    return value


def _whole(asked: QueryDict, name: str) -> int | None:
    value = asked.get(name, "").strip()
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 18):
        raise BadFilter(_("The filter '%(name)s' is a whole number.") % {"name": name})
    return int(value)


def _day(asked: QueryDict, name: str) -> date | None:
    value = asked.get(name, "").strip()
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise BadFilter(_("The filter '%(name)s' is a date such as 2026-03-14.") % {"name": name}) from error
