"""A scenario that was decided: its cameras become planned ones of the inventory; undone while none is installed."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from gis_app.devices.models import Camera, Check, Standing, Twin, WorkOrder
from gis_app.errors import BadInput, Conflict
from gis_app.findings.camera_models import catalogue
from gis_app.findings.scenarios import queries
from gis_app.findings.scenarios.actions import drafted, held, touched
from gis_app.findings.scenarios.models import Scenario, ScenarioCamera
from gis_app.people.audit import acting
from gis_app.people.models import User
from gis_app.places.models import Area, AreaPiece
from gis_app.sources.actions import raise_versions
from gis_app.sources.models import Delivery, Edit, Source

SOURCE = "scenarios"
NAME = "Approved scenarios"
LAYER = "cameras"


def approve(*, by: User, scenario: int) -> Scenario:
    """Enter the scenario's cameras into the inventory as planned. Raises BadInput, NotFoundHere, Conflict."""
    with acting("scenario.approve", by=by) as act:
        row = held(by, scenario)
        drafted(row)
        cameras = queries.cameras(row)
        if not cameras:
            raise BadInput(_("There is no camera in this scenario yet."))
        told = delivery(row, cameras, act.at)
        made = [entered(camera, told, row) for camera in cameras]
        act.on("scenario", row.pk, old={"state": row.state}, new={"state": "approved", "cameras": made})
        row.state, row.approved_at = Scenario.State.APPROVED, act.at
        touched(row, act.at)
        raise_versions([LAYER])
    return row


def take_back(*, by: User, scenario: int) -> Scenario:
    """Take the planned cameras out of the inventory again; the scenario is a draft.

    Raises NotFoundHere, Conflict where it is a draft, or one of its cameras is planned no more, or was worked with.
    """
    with acting("scenario.take_back", by=by) as act:
        row = held(by, scenario)
        if row.state != Scenario.State.APPROVED:
            raise Conflict(_("This scenario is not approved."))
        own = Camera.objects.filter(pk__in=row.cameras.values("passport"))
        passports = list(own.select_for_update().order_by("pk"))
        if any(one.status != Camera.Status.PLANNED for one in passports):
            raise Conflict(_("A camera of it is planned no more: it was installed, or its passport was changed."))
        if _worked_with(passports):
            raise Conflict(_("Something was entered for a camera of it already; it stays planned."))
        act.on("scenario", row.pk, old={"state": row.state, "cameras": [one.pk for one in passports]}, new="draft")
        deliveries = {one.delivery_id for one in passports}
        try:
            own.delete()
        except ProtectedError as error:
            raise Conflict(_("Something was entered for a camera of it already; it stays planned.")) from error
        Delivery.objects.filter(pk__in=deliveries).update(state=Delivery.State.CANCELLED, made=0)
        row.state, row.approved_at = Scenario.State.DRAFT, None
        touched(row, act.at)
        raise_versions([LAYER])
    return row


def _worked_with(passports: Sequence[Camera]) -> bool:
    """Whether people entered anything for one of them, which would go with it."""
    of = {"camera__in": passports}
    keys = [one.key for one in passports]
    return (
        Check.objects.filter(**of).exists()
        or WorkOrder.objects.filter(**of).exists()
        or Standing.objects.filter(**of).exists()
        or Camera.objects.filter(same_as__in=passports).exists()
        or Twin.objects.filter(Q(first__in=passports) | Q(second__in=passports)).exists()
        or Edit.objects.filter(source__code=SOURCE, layer=LAYER, key__in=keys).exists()
    )


def delivery(row: Scenario, cameras: Sequence[ScenarioCamera], at: datetime) -> Delivery:
    """What stands for the approval among the deliveries: every camera was read, and loaded."""
    source, _made = Source.objects.get_or_create(code=SOURCE, defaults={"name": NAME})
    count = len(cameras)
    sums = {"read": count, "loaded": count, "made": count}
    whole = {"state": Delivery.State.PUBLISHED, "received_at": at, "finished_at": at}
    return Delivery.objects.create(source=source, file_name=f"{row.pk}: {row.name}", **whole, **sums)


def entered(camera: ScenarioCamera, of: Delivery, row: Scenario) -> int:
    """The planned passport of a scenario's camera; its number."""
    model = catalogue().model(camera.model)
    first, *others = model.azimuths(camera.azimuth, camera.hfov)
    place = AreaPiece.objects.filter(shape__intersects=camera.point, area__kind=Area.Kind.DISTRICT).first()
    camera.passport = Camera.objects.create(
        source=of.source,
        delivery=of,
        key=f"{of.pk}/{camera.pk}",
        fingerprint=uuid.uuid4(),
        raw={"scenario": row.pk, "model": camera.model, "mount": camera.mount},
        code=f"P{row.pk}-{camera.pk}",
        kind=model.kind,
        status=Camera.Status.PLANNED,
        point=camera.point,
        address=camera.place,
        height_m=camera.height_m,
        azimuth=first,
        sectors=others,
        tilt=model.tilted(camera.hfov, camera.height_m) if camera.tilt is None else camera.tilt,
        hfov=camera.hfov,
        width_px=model.width_px,
        height_px=model.height_px,
        archive_days=row.archive_days,
        area=place.area if place else None,
    )
    camera.save(update_fields=["passport"])
    return camera.passport.pk
