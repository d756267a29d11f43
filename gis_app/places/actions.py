"""Writing who is on duty where."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry
from django.utils.translation import gettext as _

from gis_app.errors import BadInput, Conflict, Mistake
from gis_app.modules import MODULES, on
from gis_app.people.audit import acting
from gis_app.people.models import User
from gis_app.places.models import Area, City, Duty

WEEK = (1, 2, 3, 4, 5, 6, 7)


def give_duty(
    *, by: User | None, person: User, area: Area, begins: time, ends: time, days: Iterable[int] = WEEK
) -> Duty:
    """Put a person on watch over an area, on days of the week (1 is Monday) between hours of the city.

    Hours may cross midnight, and belong to the day they begin on; equal hours are the whole day. Raises BadInput,
    Conflict where the person has this very watch.
    """
    on = sorted(set(days))
    if not on or not set(on) <= set(WEEK):
        raise BadInput(_("Days of duty are 1 (Monday) to 7 (Sunday), at least one."))
    with acting("duty.give", by=by) as act:
        row = User.objects.select_for_update().get(pk=person.pk)
        duty, made = Duty.objects.get_or_create(person=row, area=area, days=on, begins=begins, ends=ends)
        if not made:
            raise Conflict(_("The person has this watch already."))
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


class OtherCity(Mistake):
    """This home already holds another city; one home, one city."""


def set_city(*, by: User | None, boundary: bytes, near: bytes, **facts: Any) -> City:
    """Make the declared city the one of this store, or renew its declaration.

    boundary, near: WKB in EPSG:4326. Raises `OtherCity` when the store holds a city of another code.
    """
    shapes = {"boundary": GEOSGeometry(boundary.hex(), srid=4326), "near": GEOSGeometry(near.hex(), srid=4326)}
    with acting("city.set", by=by) as act:
        there = City.objects.select_for_update().first()
        if there and there.invented and not facts["invented"]:
            raise OtherCity("This home holds the invented city. Use another SAFECITY_HOME for a real one.")
        if there and there.code != facts["code"]:
            raise OtherCity(
                f"This home holds {there.name} ({there.code}). One home, one city: use another SAFECITY_HOME."
            )
        city, _made = City.objects.update_or_create(code=facts["code"], defaults={**facts, **shapes})
        act.on("city", city.pk, new={"code": city.code, "margin_m": city.margin_m, "crs": city.crs})
    return city


def set_modules(*, by: User | None, used: Iterable[str]) -> None:
    """Say which modules the city uses; it holds from the next start of the product. Raises BadInput for an unknown one.

    All of them means those of a later version too.
    """
    wanted = [name for name in MODULES if name in set(used)]
    if strange := set(used) - set(MODULES):
        raise BadInput(_("There is no module '%(name)s'.") % {"name": sorted(strange)[0]})
    with acting("modules.set", by=by) as act:
        act.on("modules", "city", old={"used": on(MODULES)}, new={"used": wanted})
        settings.HOME.note_modules(None if len(wanted) == len(MODULES) else wanted)
