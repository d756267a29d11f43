"""Reads of people and of the audit."""

from typing import Any

from django.db.models import QuerySet

from gis_app.people.models import AuditEvent, User
from gis_app.people.permissions import Permission
from gis_app.people.roles import may


def visible_to(user: Any) -> "QuerySet[User]":
    """Accounts: all for those who manage people, one's own for everybody else."""
    if may(user, Permission.PEOPLE_MANAGE):
        return User.objects.all()
    return User.objects.filter(pk=user.pk) if user.is_authenticated else User.objects.none()


def audit_visible_to(user: Any) -> "QuerySet[AuditEvent]":
    """The audit, newest first, for auditors alone."""
    rows = AuditEvent.objects.order_by("-id")
    return rows if may(user, Permission.AUDIT_SEE) else rows.none()
