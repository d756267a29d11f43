"""Two passports become one, and one becomes removed; inside the transaction of the act."""

from datetime import datetime
from typing import Any

from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _

from gis_app.devices.inventory.models import Proposal
from gis_app.devices.models import Camera
from gis_app.errors import Conflict
from gis_app.people.models import User
from gis_app.sources.models import Edit

LAYER = "cameras"
ALIVE = (Edit.State.IN_FORCE, Edit.State.DISPUTED)


def join(row: Proposal) -> None:
    """The passport of the store goes on with what the list says, and with what people had corrected of it."""
    camera, listed = _both(row)
    _swap(camera, listed)
    Camera.objects.filter(pk=listed).update(same_as=camera)
    _hand_over(row, row.key_old, row.part_old, row.key_new, row.part_new)


def part(row: Proposal) -> None:
    """Take `join` back: both passports stand for themselves again."""
    camera, listed = _both(row)
    _hand_over(row, row.key_new, row.part_new, row.key_old, row.part_old)
    Camera.objects.filter(pk=listed).update(same_as=None)
    _swap(camera, listed)


def _both(row: Proposal) -> tuple[int, int]:
    """The ids of the pair; raises Conflict where one of its passports has gone."""
    if row.camera is None or row.listed is None or locked(row.camera, row.listed) != 2:
        raise Conflict(_("One of the two cameras is no longer there. Load the page again."))
    return row.camera, row.listed


def locked(*ids: int) -> int:
    return len(Camera.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def _swap(first: int, second: int) -> None:
    """The rows exchange their ids: whatever refers to the first one now finds what the second said."""
    Camera.objects.filter(pk=first).update(id=-first)
    Camera.objects.filter(pk=second).update(id=first)
    Camera.objects.filter(pk=-first).update(id=second)


def _hand_over(row: Proposal, key: str, piece: int, to_key: str, to_piece: int) -> None:
    """What people corrected goes with the passport to its other key, and stays in force."""
    moved = Edit.objects.filter(source=row.source_id, layer=LAYER, key=key, part=piece, state__in=ALIVE)
    taken = Edit.objects.filter(source=row.source_id, layer=LAYER, key=to_key, part=to_piece, state__in=ALIVE)
    for edit in moved.exclude(field__in=taken.values("field")):
        edit.key, edit.part = to_key, to_piece
        edit.save(update_fields=["key", "part"])
        passport = Camera.objects.get(source=row.source_id, key=to_key, part=to_piece)
        put(passport, edit.put)


def put(passport: Camera, columns: dict[str, Any]) -> None:
    """Write a person's values, as an `Edit` keeps them."""
    for name, value in columns.items():
        if name == "point":
            passport.point = Point(value[0], value[1], srid=4326)
        elif name != "assumed":
            setattr(passport, name, value)
    passport.save()


def remove(row: Proposal, *, by: User, at: datetime) -> None:
    """The camera's state becomes removed: a correction, which no later delivery overwrites."""
    passport = Camera.objects.select_for_update().filter(pk=row.camera or 0).first()
    if passport is None:
        raise Conflict(_("One of the two cameras is no longer there. Load the page again."))
    own = {"source": passport.source, "layer": LAYER, "key": passport.key, "part": passport.part, "field": "status"}
    said = {"status": passport.status}
    before = Edit.objects.filter(**own, state__in=ALIVE).first()
    if before:
        said = before.says
        before.state, before.ended_by, before.ended_at = Edit.State.REPLACED, by, at
        before.save(update_fields=["state", "ended_by", "ended_at"])
    Edit.objects.create(**own, said=said, says=said, put={"status": Camera.Status.REMOVED}, by=by, at=at)
    Camera.objects.filter(pk=passport.pk).update(status=Camera.Status.REMOVED)


def restore(row: Proposal, *, by: User, at: datetime) -> None:
    """Take `remove` back: the state is what the source says."""
    own = {"source": row.source_id, "layer": LAYER, "key": row.key_old, "part": row.part_old, "field": "status"}
    edit = Edit.objects.filter(**own, state__in=ALIVE, put={"status": "removed"}).first()
    if edit is None:
        return
    edit.state, edit.ended_by, edit.ended_at = Edit.State.WITHDRAWN, by, at
    edit.save(update_fields=["state", "ended_by", "ended_at"])
    Camera.objects.filter(pk=row.camera or 0).update(**edit.says)
