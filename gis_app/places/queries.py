"""Reads of the city and its places, and who is on duty where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.contrib.gis.db.models import Extent
from django.contrib.gis.db.models.functions import Envelope
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gis_app.errors import BadFilter
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.places.models import Area, AreaPiece, City, Duty

M = TypeVar("M", bound=Model)

LINKS = {"area": Area.Kind.DISTRICT, "beat": Area.Kind.BEAT}


@dataclass(frozen=True)
class CityFacts:
    """What pages need to know of the city; `bounds` is west, south, east, north in degrees."""

    code: str
    name: str
    timezone: str
    crs: str
    languages: tuple[str, ...]
    invented: bool
    bounds: tuple[float, float, float, float]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def clock(self) -> str:
        """The time zone as people say it: `Etc/GMT+2` counts the other way round."""
        if not self.timezone.startswith("Etc/GMT"):
            return self.timezone
        return "UTC" + self.timezone.removeprefix("Etc/GMT").translate({ord("+"): "−", ord("-"): "+"})


def city() -> CityFacts | None:
    """The city of this store, or None while it is empty."""
    fields = ("code", "name", "timezone", "crs", "languages", "invented")
    row = City.objects.annotate(box=Envelope("boundary")).values(*fields, "box").first()
    if row is None:
        return None
    box = row.pop("box")
    return CityFacts(**{**row, "languages": tuple(row["languages"])}, bounds=box.extent)


def zone_of_city() -> ZoneInfo:
    """The time zone of the city's clock; UTC while the store is empty."""
    here = city()
    return here.zone if here else ZoneInfo("UTC")


def reach() -> tuple[float, float, float, float] | None:
    """West, south, east, north of the city with its margin, in degrees; None while the store is empty."""
    box = City.objects.annotate(box=Envelope("near")).values_list("box", flat=True).first()
    return box.extent if box else None


def visible_to(user: Any, model: type[M]) -> "QuerySet[M]":
    """Areas, streets, buildings, sites and ground: all of them for everybody who signed in."""
    rows = model._default_manager.all()
    return rows if may(user, Permission.MAP_SEE) else rows.none()


def on_duty(user: Any, at: datetime | None = None) -> frozenset[int]:
    """Ids of the areas where the person is on duty at a moment (now), by the city's clock.

    A watch whose hours cross midnight belongs to the day it begins on; equal hours mean the whole day.
    """
    local = (at or timezone.now()).astimezone(zone_of_city())
    return frozenset(duty.area_id for duty in Duty.objects.filter(person_id=user.pk) if _covers(duty, local))


def bounds_for(user: Any, city: CityFacts) -> tuple[float, float, float, float]:
    """West, south, east, north of what a map opens with: of the areas of duty, or of the whole city without one."""
    if may(user, Permission.WHOLE_CITY_SEE):
        return city.bounds
    areas = Area.objects.filter(pk__in=on_duty(user))
    return areas.aggregate(box=Extent("shape"))["box"] or city.bounds


@dataclass(frozen=True)
class Watch:
    """A person's duty as pages tell it; `now` says whether it runs at this moment."""

    area: str
    days: tuple[int, ...]
    begins: time
    ends: time
    now: bool


def watches(user: Any, at: datetime | None = None) -> list[Watch]:
    """All watches of a person, by area and hour, each with whether it runs at a moment (now)."""
    local = (at or timezone.now()).astimezone(zone_of_city())
    return [
        Watch(duty.area.called, tuple(sorted(duty.days)), duty.begins, duty.ends, _covers(duty, local))
        for duty in Duty.objects.filter(person_id=user.pk).select_related("area").order_by("area__name", "begins", "pk")
    ]


def scope(user: Any, at: datetime | None = None) -> str:
    """What decides which rows a person sees, as text: people with the same scope see the same. For cache keys."""
    seen = [name for name in (Permission.MAP_SEE, Permission.INCIDENT_SEE, Permission.CAMERA_SEE) if may(user, name)]
    if may(user, Permission.WHOLE_CITY_SEE):
        return "+".join([*seen, Permission.WHOLE_CITY_SEE])
    return "+".join([*seen, *map(str, sorted(on_duty(user, at)))])


def within_duty(user: Any, links: Iterable[str] = LINKS, at: datetime | None = None) -> Q:
    """The rows of a person's watch: everything with WHOLE_CITY_SEE, else those in the areas of duty or in no area.

    `links` names the row's references to areas (`area`, `beat`); the row's place is its `point`.
    """
    if may(user, Permission.WHOLE_CITY_SEE):
        return Q()
    nowhere = Q(**{f"{link}__isnull": True for link in links})
    areas = on_duty(user, at)
    return nowhere | lies_in(areas, links) if areas else nowhere


def lies_in(areas: Iterable[int], links: Iterable[str] = LINKS) -> Q:
    """Rows in any of these areas: by their reference where it has the area's kind, else by where the point lies."""
    known: dict[str, str] = {LINKS[link]: link for link in links}
    found, others = Q(pk__in=[]), []
    for pk, kind in Area.objects.filter(pk__in=set(areas)).values_list("pk", "kind").order_by("pk"):
        if kind in known:
            found |= Q(**{f"{known[kind]}_id": pk})
        else:
            others.append(pk)
    if others:
        found |= Q(Exists(AreaPiece.objects.filter(area_id__in=others, shape__intersects=OuterRef("point"))))
    return found


def linked(areas: Iterable[int]) -> bool:
    """Whether rows refer to all of these areas, so that `lies_in` needs no point."""
    chosen = set(areas)
    return not chosen or not Area.objects.filter(pk__in=chosen).exclude(kind__in=LINKS.values()).exists()


def areas_named(names: Iterable[str]) -> list[int]:
    """Ids of areas written as `kind:code`, or as a district's plain code. Raises BadFilter for one that is not here."""
    found = []
    for name in names:
        kind, _colon, code = name.rpartition(":")
        pk = Area.objects.filter(kind=kind or Area.Kind.DISTRICT, code=code).values_list("pk", flat=True).first()
        if pk is None:
            raise BadFilter(_("There is no area '%(name)s' in this city.") % {"name": name})
        found.append(pk)
    return found


def _covers(duty: Duty, local: datetime) -> bool:
    today, yesterday = local.isoweekday(), (local.isoweekday() - 2) % 7 + 1
    clock = local.time().replace(tzinfo=None)
    if duty.begins < duty.ends:
        return today in duty.days and duty.begins <= clock < duty.ends
    begun = today in duty.days and clock >= duty.begins
    return begun or (yesterday in duty.days and clock < duty.ends)
