"""What makes the demo's register alive: some cameras looked at, a work order, a campaign that waits for answers."""

from datetime import timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from gis_app.devices.campaigns.actions import begin
from gis_app.devices.campaigns.queries import organisations
from gis_app.devices.models import Camera, Campaign, Check, WorkOrder
from gis_app.devices.survey.actions import Found, record_check
from gis_app.devices.workorders.actions import order
from gis_app.people.models import User

OURS = UUID("7a1c4a52-5f1e-4c57-9b8e-3d0d7c0f5afe")
MOST, EVERY = 60, 3
SEEN = ("clear", "clear", "occluded", "clear", "unfocused", "clear", "clear", "clear", "turned", "clear")
DAYS = 21


def fill(planner: User) -> None:
    """Look at every third camera, as far as `MOST`, and begin a campaign, where nobody has done either."""
    if not Check.objects.exists():
        look(planner)
    asked = [pk for pk, _name in organisations(planner)]
    if asked and not Campaign.objects.exists():
        due = timezone.now().date() + timedelta(days=DAYS)
        begin(by=planner, title="Сверка списков", due=due, organisations=asked)


def look(planner: User) -> None:
    rows = Camera.objects.filter(status="working", same_as=None).order_by("pk").values_list("pk", flat=True)
    for number, camera in enumerate(rows[::EVERY][:MOST]):
        view, at = SEEN[number % len(SEEN)], timezone.now() - timedelta(days=number)
        record_check(by=planner, found=Found(uuid=uuid5(OURS, str(camera)), at=at, view=view, camera=camera))
        if view == "occluded" and not WorkOrder.objects.exists():
            order(by=planner, camera=camera, work="prune", note="Клён перед объективом")
