"""Reads of work orders: whoever sees the camera sees what is to be done at it."""

from typing import Any

from django.db.models import F, QuerySet

from gis_app.devices import queries
from gis_app.devices.models import WorkOrder
from gis_app.devices.workorders.workflow import UNFINISHED


def visible_to(user: Any) -> "QuerySet[WorkOrder]":
    return WorkOrder.objects.filter(camera__in=queries.visible_to(user).order_by().values("pk"))


def waiting(user: Any) -> "QuerySet[WorkOrder]":
    """What is not finished, what is due first before all."""
    rows = visible_to(user).filter(state__in=UNFINISHED).select_related("camera")
    return rows.order_by(F("due").asc(nulls_last=True), "opened_at")
