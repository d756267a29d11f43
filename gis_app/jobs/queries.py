"""Reads of the ledger of work."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from gis_app.jobs.models import Job
from gis_app.people.permissions import Permission
from gis_app.people.roles import may


def own(user: Any, since: datetime | None = None) -> "QuerySet[Job]":
    """The jobs that a person started, newest first; `since` leaves out those that had ended before."""
    rows = Job.objects.filter(owner=user.pk) if user.is_authenticated else Job.objects.none()
    recent = rows.filter(Q(finished_at=None) | Q(finished_at__gte=since)) if since else rows
    return recent.order_by("-id")


def visible_to(user: Any) -> "QuerySet[Job]":
    """Jobs: all for those who watch over imports or the services' health, one's own for everybody else."""
    rows = Job.objects.order_by("-id")
    if may(user, Permission.SOURCE_IMPORT) or may(user, Permission.HEALTH_SEE):
        return rows
    return rows.filter(owner=user.pk) if user.is_authenticated else rows.none()
