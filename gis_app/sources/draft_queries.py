"""Reads of drafts and of the sources that people described."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.sources.drafts import Draft
from gis_app.sources.models import Source


def visible_to(user: Any) -> "QuerySet[Draft]":
    """The person's own drafts, the newest first; nobody else sees them."""
    rows = Draft.objects.select_related("job").order_by("-changed_at", "-pk")
    return rows.filter(owner=user.pk) if may(user, Permission.SOURCE_IMPORT) else rows.none()


def open_to(user: Any) -> "QuerySet[Draft]":
    """Those that have not become a source yet."""
    return visible_to(user).filter(saved__isnull=True)


def described() -> "QuerySet[Source]":
    """The sources whose declaration a person of this home saved, by name."""
    codes = [path.parent.name for path in settings.HOME.sources.glob("*/source.yml")]
    return Source.objects.filter(code__in=codes).order_by("name")
