"""Writing work orders: asked for, and moved along `workflow.NEXT`."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gis_app.devices.models import Check, WorkOrder
from gis_app.devices.queries import visible_to as cameras_visible_to
from gis_app.devices.workorders.queries import visible_to
from gis_app.devices.workorders.workflow import NEXT
from gis_app.errors import BadInput, Conflict, NotFoundHere
from gis_app.people.audit import acting
from gis_app.people.guard import require
from gis_app.people.models import User
from gis_app.people.permissions import Permission


def order(
    *, by: User, camera: int, work: str, note: str = "", due: date | None = None, check: Check | None = None
) -> WorkOrder:
    """Ask for work at a camera. Raises BadInput, NotFoundHere, Conflict where the same is asked for already."""
    require(by, Permission.CAMERA_CHECK)
    if work not in WorkOrder.Work.values:
        raise BadInput(_("Choose the work: prune, turn, move, clean or repair."))
    if not cameras_visible_to(by).filter(pk=camera).exists():
        raise NotFoundHere(_("There is no such camera, or it is not for you."))
    told = {"work": work, "note": note.replace("\0", "")[:500], "due": due, "check_made": check}
    try:
        with transaction.atomic(), acting("work.order", by=by) as act:
            who = {"opened_by": by.pk, "changed_by": by.pk, "opened_at": act.at, "changed_at": act.at}
            row = WorkOrder.objects.create(camera_id=camera, **told, **who)
            act.on("work", row.pk, new={"camera": camera, "work": work})
    except IntegrityError as error:
        raise Conflict(_("This work is asked for already and not finished.")) from error
    return row


def move(*, by: User, work: int, state: str) -> WorkOrder:
    """Take a work order to its next state. Raises NotFoundHere, Conflict where it can't go there."""
    require(by, Permission.CAMERA_CHECK)
    try:
        with transaction.atomic(), acting("work.move", by=by) as act:
            row = visible_to(by).select_for_update(of=("self",)).filter(pk=work).first()
            if row is None:
                raise NotFoundHere(_("There is no such work order, or it is not for you."))
            if state not in NEXT[row.state]:
                raise Conflict(_("This work order is elsewhere by now. Load the page again."))
            act.on("work", row.pk, old={"state": row.state}, new={"state": state})
            row.state, row.changed_by, row.changed_at = state, by.pk, act.at
            row.save(update_fields=["state", "changed_by", "changed_at"])
    except IntegrityError as error:
        raise Conflict(_("This work is asked for already and not finished.")) from error
    return row
