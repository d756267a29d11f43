"""Reads of campaigns: who has answered, who is late, and whose answer contradicts what else is known."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from gis_app.devices import queries as devices
from gis_app.devices.inventory import queries as inventory
from gis_app.devices.models import Asked, Camera, Campaign, Check, Proposal
from gis_app.devices.registry.actions import OWNERS
from gis_app.devices.twins.queries import pairs
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.places.queries import zone_of_city
from gis_app.sources.models import Delivery


@dataclass(frozen=True)
class Standing:
    """How one organisation stands in a campaign.

    state: waiting, late, answered or answered_late. contradicts: proposals of its lists that wait, doubles with
    another's list, and cameras that the survey found missing, each counted. how: list, word or "".
    """

    asked: Asked
    state: str
    answered_at: datetime | None
    how: str
    cameras: int
    lists: int
    doubles: int
    missing: int

    @property
    def contradicts(self) -> int:
        return self.lists + self.doubles + self.missing


def visible_to(user: Any) -> "QuerySet[Campaign]":
    """Campaigns for those who correct records and see the whole city; a holder those that ask the own organisation."""
    if may(user, Permission.RECORD_EDIT) and may(user, Permission.WHOLE_CITY_SEE):
        return Campaign.objects.order_by("-began_at")
    own = devices.organisations_of(user)
    return Campaign.objects.filter(asked__organisation__in=own, ended_at=None).distinct().order_by("-began_at")


def standings(user: Any, campaign: Campaign, now: datetime | None = None) -> list[Standing]:
    """Everybody whom the campaign asks, by name; for a holder the own organisation alone."""
    rows = campaign.asked.select_related("organisation").order_by("organisation__name")
    if not may(user, Permission.RECORD_EDIT):
        rows = rows.filter(organisation__in=devices.organisations_of(user))
    lists, doubles, missing = in_lists(user), doubled(user), not_found(user, campaign)
    kept = sizes(user)
    came = deliveries_since(campaign)
    found = []
    for one in rows:
        pk = one.organisation_id
        answered, how = answer(one, came.get(pk))
        state = state_of(campaign, answered, now or timezone.now())
        counted = (kept[pk], lists[pk], doubles[pk], missing[pk])
        found.append(Standing(one, state, answered, how, *counted))
    return found


def answer(asked: Asked, delivered: datetime | None) -> tuple[datetime | None, str]:
    """When the organisation answered, and how: by a list, or by its word."""
    told = [(at, how) for at, how in ((delivered, "list"), (asked.answered_at, "word")) if at]
    return min(told) if told else (None, "")


def state_of(campaign: Campaign, answered: datetime | None, now: datetime) -> str:
    """The day that is `due` still counts, by the city's clock."""
    day = (answered or now).astimezone(zone_of_city()).date()
    if answered:
        return "answered_late" if day > campaign.due else "answered"
    return "late" if day > campaign.due else "waiting"


def deliveries_since(campaign: Campaign) -> dict[int, datetime]:
    """When a list that has cameras of each organisation first came since the campaign began, changed or not.

    What people registered camera by camera is no list.
    """
    lists = Delivery.objects.filter(received_at__gte=campaign.began_at, state=Delivery.State.PUBLISHED)
    firsts = lists.exclude(source__code=OWNERS).order_by().values("source").annotate(at=Min("received_at"))
    came = dict(firsts.values_list("source", "at"))
    rows = Camera.objects.filter(source__in=came).order_by()
    found: dict[int, datetime] = {}
    for column in ("owner_id", "holder_id"):
        for pk, source in rows.exclude(**{column: None}).values_list(column, "source").distinct():
            found[pk] = min(came[source], found.get(pk, came[source]))
    return found


def sizes(user: Any) -> Counter[int]:
    """How many cameras each organisation answers for."""
    rows = devices.visible_to(user).order_by().values_list("owner_id", "holder_id")
    return Counter(pk for pair in rows for pk in set(pair) if pk)


def in_lists(user: Any) -> Counter[int]:
    """Proposals that wait of each organisation's cameras: two lists of one source that disagree."""
    open_ones = inventory.visible_to(user).filter(state=Proposal.State.OPEN).exclude(verdict=Proposal.Verdict.SAME)
    ids = [pk for pair in open_ones.values_list("camera", "listed") if (pk := pair[0] or pair[1])]
    return _owners(Camera.objects.filter(pk__in=ids))


def doubled(user: Any) -> Counter[int]:
    """Pairs of two lists that may be one camera, once for each organisation that has a part in it."""
    found: Counter[int] = Counter()
    for pair in pairs(user):
        both = (pair.first, pair.second)
        found.update({pk for camera in both for pk in (camera.owner_id, camera.holder_id) if pk})
    return found


def not_found(user: Any, campaign: Campaign) -> Counter[int]:
    """Cameras that the newest look at their pole, since the campaign began, found missing."""
    checks = Check.objects.filter(camera__in=devices.visible_to(user).order_by().values("pk"))
    newest = Check.objects.filter(camera=OuterRef("camera")).order_by("-at", "-pk").values("pk")[:1]
    gone = checks.filter(view=Check.View.MISSING, at__gte=campaign.began_at, pk=Subquery(newest))
    return _owners(Camera.objects.filter(pk__in=gone.values("camera")).exclude(status=Camera.Status.REMOVED))


def _owners(rows: "QuerySet[Camera]") -> Counter[int]:
    told = rows.order_by().values_list("owner_id", "holder_id")
    return Counter(pk for pair in told for pk in set(pair) if pk)


def organisations(user: Any) -> list[tuple[int, str]]:
    """Everybody who owns or holds a camera that the person sees, by name."""
    rows = devices.visible_to(user).order_by()
    found: dict[int, str] = {}
    for link in ("owner", "holder"):
        named = rows.exclude(**{link: None}).values_list(F(f"{link}_id"), F(f"{link}__name")).distinct()
        found.update(dict(named))
    return sorted(found.items(), key=lambda pair: pair[1])


def unanswered(user: Any) -> "QuerySet[Asked]":
    """What a holder is asked and has not answered by word."""
    own = devices.organisations_of(user)
    rows = Asked.objects.filter(Q(organisation__in=own), campaign__ended_at=None, answered_at=None)
    return rows.select_related("campaign", "organisation").order_by("campaign__due")
