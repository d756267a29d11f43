"""Writing what people put right of records and rejections: each act one transaction and one row of the audit."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from etl.city import from_row
from etl.derive import after
from etl.edits.ledger import correct_field, end, hold, put, revive
from etl.targets import TARGETS
from gis_app.errors import BadInput, Conflict, NotFoundHere
from gis_app.people.audit import acting
from gis_app.people.models import User
from gis_app.places.models import City
from gis_app.places.queries import zone_of_city
from gis_app.sources.actions import raise_versions
from gis_app.sources.models import Edit, Imported, Rejection
from layers.corrections import correctable
from layers.history import typed

Values = Mapping[str, Any]


def correct(*, by: User, layer: str, record_id: int, values: Values, was: Values | None = None) -> list[int]:
    """Put a person's values (field to what was typed) in the place of the source's; ids of the edits that it made.

    `was` is what the person saw in the fields. Raises BadInput for what is no value of its field, NotFoundHere, and
    Conflict where a field is otherwise by now, or while a delivery is being written.
    """
    columns = {field: correctable(layer, field).parsed(given) for field, given in values.items()}
    if not columns:
        raise BadInput(_("Nothing was changed."))
    inside_the_city(columns)
    with acting("record.correct", by=by) as act:
        record = of(layer, record_id)
        hold(record.source_id)
        as_seen(layer, record_id, was or {})
        pairs = {
            field: correct_field(layer, record, field, given, by=by, at=act.at) for field, given in columns.items()
        }
        old, new = ({field: pair[side] for field, pair in pairs.items()} for side in (0, 1))
        act.on("record", f"{layer}/{record_id}", old=old, new=new)
        raise_versions([layer])
        after.put_for(layer, [record_id], columns, act.at)
        made = Edit.objects.filter(source=record.source_id, key=record.key, at=act.at, by=by)
        return list(made.values_list("pk", flat=True))


def as_seen(layer: str, record_id: int, was: Values) -> None:
    """Hold the record. Raises Conflict where a field is not what the person saw, as it is typed."""
    row = TARGETS[layer]._default_manager.select_for_update().get(pk=record_id)
    zone = zone_of_city()
    if any(typed(correctable(layer, field), row, zone) != seen for field, seen in was.items()):
        raise Conflict.overtaken()


def decide(*, by: User, edit_id: int, keep: bool) -> None:
    """Settle a dispute: keep the person's value, or take the source's, which withdraws the edit.

    A record that only an edit has placed goes back among the rejected rows when that edit is withdrawn.
    Raises NotFoundHere, Conflict where the edit has ended.
    """
    with acting("edit.keep" if keep else "edit.withdraw", by=by) as act:
        edit = Edit.objects.select_for_update().filter(pk=edit_id).first()
        if edit is None:
            raise NotFoundHere(_("There is no such correction."))
        if edit.ended_at:
            raise Conflict(_("This correction has ended already."))
        hold(edit.source_id)
        act.on("edit", edit.pk, old={"put": edit.put, "said": edit.said}, new={"says": edit.says, "kept": keep})
        if keep:
            edit.said, edit.state = edit.says, Edit.State.IN_FORCE
            edit.save(update_fields=["said", "state"])
        else:
            after.put_for(edit.layer, _withdraw(edit), [edit.field], act.at)
            end(edit, Edit.State.WITHDRAWN, by=by, at=act.at)
        raise_versions([edit.layer])


def _withdraw(edit: Edit) -> list[int]:
    """Give the record what its source says; the ids of what changed by it, or went."""
    same = {"source": edit.source_id, "key": edit.key}
    record = TARGETS[edit.layer]._default_manager.filter(**same, part=edit.part).first()
    if record is None:
        return []
    if usable(edit):
        put(edit.layer, record.pk, edit.field, edit.says)
        return [record.pk]
    parts = TARGETS[edit.layer]._default_manager.filter(**same)
    gone = list(parts.values_list("pk", flat=True))
    try:
        parts.delete()
    except ProtectedError as error:
        raise Conflict(_("Other records refer to this one; it stays placed.")) from error
    Rejection.objects.filter(**same).update(resolved_at=None)
    return gone


def usable(edit: Edit) -> bool:
    """Whether the record can stand on what the source says."""
    needed = {"point": "point", "kind": "kind", "moment": "at"}.get(edit.field)
    return needed is None or edit.says.get(needed) is not None


def undo(*, by: User, edit_id: int) -> None:
    """Take back what was put last: the edit that it replaced is in force again, else the source's value is.

    Raises NotFoundHere, Conflict where the edit has ended.
    """
    edit = Edit.objects.filter(pk=edit_id).first()
    keyed = {name: getattr(edit, name) for name in ("source_id", "layer", "key", "part", "field")} if edit else {}
    before = Edit.objects.filter(**keyed, state=Edit.State.REPLACED, ended_at=edit.at).first() if edit else None
    if edit is None or before is None:
        decide(by=by, edit_id=edit_id, keep=False)
        return
    with acting("edit.undo", by=by) as act:
        hold(edit.source_id)
        if not Edit.objects.filter(pk=edit.pk, ended_at=None).exists():
            raise Conflict(_("This correction has ended already."))
        act.on("edit", edit.pk, old={"put": edit.put}, new={"put": before.put})
        end(edit, Edit.State.WITHDRAWN, by=by, at=act.at)
        revive(before, edit.says)
        record = _record(edit)
        put(edit.layer, record.pk, edit.field, before.put)
        after.put_for(edit.layer, [record.pk], [edit.field], act.at)
        raise_versions([edit.layer])


def _record(edit: Edit) -> Imported:
    return TARGETS[edit.layer]._default_manager.get(source=edit.source_id, key=edit.key, part=edit.part)


def give_up(*, by: User, rejection_id: int, given_up: bool = True) -> None:
    """Say that a rejected row cannot be placed, or take that back. It stays counted as not placed.

    Raises NotFoundHere, Conflict for a row that has its place.
    """
    with acting("rejection.give_up" if given_up else "rejection.take_up", by=by) as act:
        row = Rejection.objects.select_for_update().filter(pk=rejection_id).first()
        if row is None:
            raise NotFoundHere(_("There is no such rejected row."))
        if row.resolved_at:
            raise Conflict(_("This row has its place already."))
        act.on("rejection", row.pk, old={"given_up": row.given_up_at is not None}, new={"given_up": given_up})
        row.given_up_at, row.given_up_by = (act.at, by) if given_up else (None, None)
        row.save(update_fields=["given_up_at", "given_up_by"])


def of(layer: str, record_id: int) -> Imported:
    """Raises NotFoundHere where there is no such record."""
    record = TARGETS[layer]._default_manager.filter(pk=record_id).first()
    if record is None:
        raise NotFoundHere(_("There is no such record, or it is not for you."))
    return record


def inside_the_city(columns: Mapping[str, Values]) -> None:
    """Raises BadInput for a point outside the city and its margin."""
    point = columns.get("point", {}).get("point")
    here = City.objects.first()
    if point and here and not from_row(here).contains(np.array([point[0]]), np.array([point[1]]))[0]:
        raise BadInput(_("This place is outside the city."))
