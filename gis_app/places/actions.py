"""Writing who is on duty where."""

from collections.abc import Iterable
from datetime import time

from django.utils.translation import gettext as _

from gis_app.errors import BadInput
from gis_app.people.audit import acting
from gis_app.people.models import User
from gis_app.places.models import Area, Duty

WEEK = (1, 2, 3, 4, 5, 6, 7)


def give_duty(
    *, by: User | None, person: User, area: Area, begins: time, ends: time, days: Iterable[int] = WEEK
) -> Duty:
    """Put a person on watch over an area, on days of the week (1 is Monday) between hours of the city.

    Hours may cross midnight, and belong to the day they begin on; equal hours are the whole day. Raises BadInput.
    """
    on = sorted(set(days))
    if not on or not set(on) <= set(WEEK):
        raise BadInput(_("Days of duty are 1 (Monday) to 7 (Sunday), at least one."))
    with acting("duty.give", by=by) as act:
        duty = Duty.objects.create(person=person, area=area, days=on, begins=begins, ends=ends)
        act.on("duty", duty.pk, new=_told(duty))
    return duty


def end_duty(*, by: User | None, duty: Duty) -> None:
    """Take a person off a watch."""
    with acting("duty.end", by=by) as act:
        act.on("duty", duty.pk, old=_told(duty))
        duty.delete()


def _told(duty: Duty) -> dict[str, object]:
    hours = [duty.begins.isoformat(), duty.ends.isoformat()]
    return {"person": duty.person_id, "area": duty.area_id, "days": duty.days, "hours": hours}
