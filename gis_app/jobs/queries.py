"""Reads of the ledger of work."""

from typing import Any

from django.db.models import QuerySet

from gis_app.jobs.models import Job
from gis_app.people.permissions import Permission
from gis_app.people.roles import may


def visible_to(user: Any) -> "QuerySet[Job]":
    """Jobs: all for those who watch over imports or the services' health, one's own for everybody else."""
    rows = Job.objects.order_by("-id")
    if may(user, Permission.SOURCE_IMPORT) or may(user, Permission.HEALTH_SEE):
        return rows
    return rows.filter(owner=user.pk) if user.is_authenticated else rows.none()
