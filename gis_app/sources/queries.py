"""Reads of sources, their deliveries and the rows that could not be taken."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.sources.models import Delivery, Rejection, Source

M = TypeVar("M", bound=Model)

NEEDS: dict[type[Model], Permission] = {
    Source: Permission.MAP_SEE,
    Delivery: Permission.DELIVERY_SEE,
    Rejection: Permission.REJECTION_SEE,
}


def visible_to(user: Any, model: type[M]) -> "QuerySet[M]":
    """Sources for everybody who signed in; deliveries and rejections for those whose role answers for them."""
    rows = model._default_manager.all()
    return rows if may(user, NEEDS[model]) else rows.none()
