"""The history of a record: what people put, what they took back, and what its source's deliveries changed."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from gis_app import speech
from gis_app.people.permissions import Permission
from gis_app.people.roles import Planner, may
from gis_app.places.queries import zone_of_city
from gis_app.sources.models import Change, Edit, Gone
from layers.cards import seen
from layers.corrections import CORRECTIONS, Correctable
from layers.layer import Layer
from layers.secrecy import without_streams

MOST = 100
Entry = dict[str, Any]


def history(user: Any, layer: Layer, record_id: str) -> dict[str, Any]:
    """`{"entries", "fields"}` of a record that the viewer may see: the newest first, and what a planner may correct.

    Raises BadInput for what is no id, NotFoundHere.
    """
    row = seen(user, layer, record_id)
    if not hasattr(row, "part"):
        return {"entries": [], "fields": []}
    keyed = {"source": row.source_id, "layer": layer.id, "key": row.key, "part": row.part}
    edits = list(Edit.objects.filter(**keyed).select_related("by", "ended_by"))
    changes = Change.objects.filter(**keyed).select_related("delivery").order_by("-pk")[:MOST]
    zone = zone_of_city()
    entries = [*(entry for edit in edits for entry in of_edit(user, edit, zone)), *map(of_change, changes)]
    entries += map(of_gone, Gone.objects.filter(source=row.source_id, layer=layer.id, key=row.key))
    entries.sort(key=lambda entry: entry["at"], reverse=True)
    alive = {edit.field: edit for edit in edits if not edit.ended_at}
    fields = of_fields(layer.id, row, alive, zone) if may(user, Permission.RECORD_EDIT) else []
    return {"entries": [{**entry, "at": moment(entry["at"], zone)} for entry in entries[:MOST]], "fields": fields}


def moment(at: datetime, zone: ZoneInfo) -> str:
    return speech.moment(at.astimezone(zone))


def of_edit(user: Any, edit: Edit, zone: ZoneInfo) -> Iterator[Entry]:
    """What was put, and that it was withdrawn where it was."""
    field = CORRECTIONS.get(edit.layer, {}).get(edit.field)
    if field is None:
        return
    said, put, says = (worded(field, columns, zone) for columns in (edit.said, edit.put, edit.says))
    told = {"edit": edit.pk, "state": edit.state}
    yield {**told, "at": edit.at, "who": named(user, edit.by), "changes": [[str(field.title), said, put]]}
    if edit.state == Edit.State.WITHDRAWN and edit.ended_at:
        yield {
            **told,
            "at": edit.ended_at,
            "who": named(user, edit.ended_by),
            "changes": [[str(field.title), put, says]],
        }


def of_change(change: Change) -> Entry:
    """The cells that a delivery changed, by the source's own names."""
    cells = without_streams(change.cells)
    return {
        "at": change.delivery.received_at,
        "who": _("The source, delivery %(id)s") % {"id": change.delivery_id},
        "delivery": change.delivery_id,
        "changes": [[name, shown(old), shown(new)] for name, (old, new) in sorted(cells.items())],
    }


def of_gone(gone: Gone) -> Entry:
    """That the source's deliveries have no such row any more."""
    return {
        "at": gone.delivery.received_at,
        "who": _("The source, delivery %(id)s") % {"id": gone.delivery_id},
        "delivery": gone.delivery_id,
        "changes": [[_("Listed by the source"), _("yes"), _("no longer")]],
    }


def named(user: Any, person: Any) -> str:
    """Who did it, by name for those who answer for the rows, by role for the rest."""
    if person is not None and may(user, Permission.REJECTION_SEE):
        return str(person.get_full_name())
    return str(Planner.title)


def shown(value: Any) -> str:
    return speech.NOTHING if value in (None, "") else str(value)


def worded(field: Correctable, columns: Mapping[str, Any], zone: ZoneInfo) -> str:
    """The values of a field's columns as a person reads them."""
    value = columns.get(field.columns[0])
    if value in (None, ""):
        return speech.NOTHING
    if field.way == "point":
        return f"{value[1]:.5f}, {value[0]:.5f}"
    if field.way == "choice":
        return str(field.choices().get(value, value))
    if field.way == "moment":
        at = datetime.fromisoformat(value).astimezone(zone)
        return speech.day(at.date()) if columns.get("time_precision") == "day" else speech.moment(at)
    if field.way == "number":
        return f"{speech.number(value, 1 if value % 1 else 0)} {field.unit}"
    return str(value)


def of_fields(layer: str, row: Any, alive: Mapping[str, Edit], zone: ZoneInfo) -> list[dict[str, Any]]:
    """What of the record can be corrected: each field with its value as it is typed, and what the source says."""
    return [
        {
            **input_of(name, field),
            "value": typed(field, row, zone),
            "edit": alive[name].pk if name in alive else None,
            "state": alive[name].state if name in alive else None,
            "says": worded(field, alive[name].says, zone) if name in alive else None,
        }
        for name, field in CORRECTIONS.get(layer, {}).items()
    ]


def input_of(name: str, field: Correctable) -> dict[str, Any]:
    """How a field is typed."""
    choices = [[code, str(text)] for code, text in field.choices().items()] if field.way == "choice" else []
    limits = {"least": field.least, "most": field.most} if field.way == "number" else {}
    return {
        "name": name,
        "title": str(field.title),
        "way": field.way,
        "unit": str(field.unit),
        "choices": choices,
        **limits,
    }


def typed(field: Correctable, row: Any, zone: ZoneInfo) -> Any:
    value = getattr(row, field.columns[0])
    if field.way == "point":
        return list(value.coords)
    if field.way == "moment":
        return row.day.isoformat() if row.time_precision == "day" else value.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
    return value
