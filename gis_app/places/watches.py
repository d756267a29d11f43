"""Duty as the administrator's pages of people show it: a person's watches, and how one is given and ended."""

from datetime import time
from typing import Any

from django.http import QueryDict
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from gis_app.errors import BadInput, NotFoundHere
from gis_app.people.models import User
from gis_app.places import actions, queries
from gis_app.places.models import Area, Duty


def of(person: User) -> list[dict[str, Any]]:
    """Each watch: its id, area, kind of area, days and hours as text, and whether it runs now."""
    now = queries.on_duty(person)
    rows = (
        Duty.objects.filter(person=person).select_related("area").defer("area__shape").order_by("area__name", "begins")
    )
    return [
        {
            "pk": duty.pk,
            "area": duty.area.called,
            "kind": kinds().get(duty.area.kind, duty.area.kind),
            "days": days(duty.days),
            "hours": hours(duty.begins, duty.ends),
            "now": duty.area_id in now,
        }
        for duty in rows.order_by("area__name", "begins")
    ]


def choices() -> dict[str, Any]:
    """What a form for a watch offers: `areas` by kind, `days` of the week."""
    titles = kinds()
    found: dict[str, list[tuple[int, str]]] = {}
    for area in Area.objects.defer("shape", "raw").order_by("kind", "name", "code"):
        found.setdefault(titles.get(area.kind, area.kind), []).append((area.pk, area.called))
    return {"areas": list(found.items()), "days": [(number + 1, name) for number, name in WEEKDAYS_ABBR.items()]}


def give(*, by: User, person: User, posted: QueryDict) -> None:
    """Fields `area`, `day` (repeated), `begins` and `ends` as 22:00. Raises BadInput."""
    area = Area.objects.filter(pk=_whole(posted.get("area", ""))).defer("shape").first()
    if area is None:
        raise BadInput(_("Choose the area of duty."))
    chosen = [_whole(day) for day in posted.getlist("day")]
    begins, ends = _clock(posted.get("begins", "")), _clock(posted.get("ends", ""))
    actions.give_duty(by=by, person=person, area=area, begins=begins, ends=ends, days=chosen)


def end(*, by: User, person: User, watch: str) -> None:
    """Raises NotFoundHere for a watch that is none of the person's."""
    duty = Duty.objects.filter(person=person, pk=_whole(watch)).first()
    if duty is None:
        raise NotFoundHere(_("This watch has ended already."))
    actions.end_duty(by=by, duty=duty)


def kinds() -> dict[str, str]:
    return {
        Area.Kind.CITY: _("The whole city"),
        Area.Kind.DISTRICT: _("Districts"),
        Area.Kind.POLICE_DISTRICT: _("Police districts"),
        Area.Kind.BEAT: _("Beats"),
        Area.Kind.ADMINISTRATIVE: _("Administrative areas"),
    }


def days(numbers: list[int]) -> str:
    """Days of the week, 1 is Monday, in words."""
    if sorted(numbers) == list(actions.WEEK):
        return _("every day")
    names = WEEKDAYS if len(numbers) == 1 else WEEKDAYS_ABBR
    return ", ".join(str(names[day - 1]) for day in sorted(numbers))


def hours(begins: time, ends: time) -> str:
    """From when until when, in words."""
    return _("day and night") if begins == ends else f"{begins:%H:%M}–{ends:%H:%M}"


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise BadInput(_("Hours are written as 22:00.")) from error
