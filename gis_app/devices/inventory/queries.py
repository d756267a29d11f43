"""Reads of the proposals, for those who decide them."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from gis_app.devices.inventory.models import Proposal
from gis_app.people.permissions import Permission
from gis_app.people.roles import may

LATELY = timedelta(seconds=10)


def visible_to(user: Any) -> "QuerySet[Proposal]":
    """Proposals for those who see every camera of the city and may correct records; for the rest none."""
    needed = (Permission.RECORD_EDIT, Permission.CAMERA_SEE, Permission.WHOLE_CITY_SEE)
    rows = Proposal.objects.select_related("source")
    return rows if all(may(user, one) for one in needed) else rows.none()


def queue(user: Any, verdict: str, state: str = Proposal.State.OPEN) -> "QuerySet[Proposal]":
    """The proposals of one verdict in one state, the doubtful and the farthest first."""
    return visible_to(user).filter(verdict=verdict, state=state).order_by("-rivals", "-metres", "pk")


def accepted_lately(user: Any, verdict: str) -> list[Proposal]:
    """What the person accepted of a verdict in one act, a moment ago."""
    own = {"by": user.pk, "verdict": verdict, "state": Proposal.State.ACCEPTED}
    rows = visible_to(user).filter(**own, at__gte=timezone.now() - LATELY).order_by("-at", "pk")
    last = rows.first()
    return list(rows.filter(at=last.at)) if last else []


def counts(user: Any, state: str = Proposal.State.OPEN) -> dict[str, int]:
    """How many proposals of each verdict are in a state."""
    told = visible_to(user).filter(state=state).order_by().values_list("verdict").annotate(n=Count("*"))
    return {**dict.fromkeys((str(one) for one in Proposal.Verdict.values), 0), **dict(told)}
