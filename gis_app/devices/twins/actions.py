"""What people decide of two passports that may be of one camera."""

from django.utils.translation import gettext as _

from gis_app.devices.models import Camera, Twin
from gis_app.errors import BadInput, Conflict, NotFoundHere
from gis_app.people.audit import acting
from gis_app.people.guard import require
from gis_app.people.models import User
from gis_app.people.permissions import Permission
from gis_app.sources.actions import raise_versions


def decide(*, by: User, keep: int, other: int, same: bool) -> Twin:
    """Say that two passports are of one camera, `keep` going on and `other` hiding behind it, or of two.

    Raises BadInput, NotFoundHere, Conflict where one of them is hidden already, or the pair is decided otherwise.
    """
    require(by, Permission.RECORD_EDIT)
    if keep == other:
        raise BadInput(_("A camera is not its own double."))
    with acting("twin.decide", by=by) as act:
        rows = Camera.objects.select_for_update().filter(pk__in=(keep, other)).order_by("pk").in_bulk()
        if len(rows) != 2:
            raise NotFoundHere(_("There is no such camera, or it is not for you."))
        if any(row.same_as_id for row in rows.values()):
            raise Conflict(_("One of the two is hidden behind another camera already."))
        first, second = sorted((keep, other))
        if Twin.objects.filter(first_id=first, second_id=second).exclude(same=same).exists():
            raise Conflict(_("Somebody has decided this pair before you. It stays as decided; look at it again."))
        row, _made = Twin.objects.update_or_create(
            first_id=first, second_id=second, defaults={"same": same, "by": by.pk, "at": act.at}
        )
        if same:
            Camera.objects.filter(pk=other).update(same_as=keep)
            raise_versions(["cameras"])
        act.on("camera", keep, new={"other": other, "same": same})
    return row


def undo(*, by: User, twin: int) -> None:
    """Take a decision back: both passports stand for themselves again. Raises NotFoundHere."""
    require(by, Permission.RECORD_EDIT)
    with acting("twin.undo", by=by) as act:
        row = Twin.objects.select_for_update().filter(pk=twin).first()
        if row is None:
            raise NotFoundHere(_("This was taken back already."))
        pair = (row.first_id, row.second_id)
        if row.same:
            Camera.objects.filter(pk__in=pair, same_as__in=pair).update(same_as=None)
            raise_versions(["cameras"])
        act.on("camera", row.first_id, old={"other": row.second_id, "same": row.same})
        row.delete()
