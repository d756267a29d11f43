"""The API of what people put right: fields of records, disputes with their source, rejected rows."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from etl.edits import actions
from etl.edits.place import place
from gis_app import speech
from gis_app.config.api_parts import Operation, answer, only, parameter
from gis_app.errors import BadInput
from gis_app.people.guard import person
from gis_app.people.permissions import Permission
from gis_app.sources.models import Edit
from layers.access import layer_for
from layers.cards import card, number
from layers.history import history

MOST_BYTES = 20_000


def given(request: HttpRequest, most: int = MOST_BYTES) -> dict[str, Any]:
    """The JSON object that was sent, of at most so many bytes. Raises BadInput for anything else."""
    only(request.GET)
    if len(request.body) > most:
        raise BadInput(_("What was sent is larger than %(kb)s kB.") % {"kb": speech.number(most // 1_000)})
    try:
        found = orjson.loads(request.body)
    except orjson.JSONDecodeError:
        found = None
    if not isinstance(found, dict):
        raise BadInput(_("A JSON object is expected."))
    return found


def fields(request: HttpRequest) -> tuple[str, int, dict[str, Any], dict[str, Any]]:
    """Layer and id of a record that the person may see, the values by field, and what the person saw there."""
    sent = given(request)
    layer, record_id, values, was = (sent.get(name) for name in ("layer", "id", "values", "was"))
    was = {} if was is None else was
    if not isinstance(values, dict) or not isinstance(layer, str) or not isinstance(was, dict):
        raise BadInput(_("layer, id and values are expected."))
    seen = card(request.user, layer_for(request.user, layer), str(record_id))
    return layer, seen["id"], values, was


def correct(request: HttpRequest) -> HttpResponse:
    """Put values in the place of the source's: `{"layer", "id", "values": {field: value}}`.

    `was` are the values that the person saw in these fields.
    """
    layer, record_id, values, was = fields(request)
    made = actions.correct(by=person(request), layer=layer, record_id=record_id, values=values, was=was)
    return answer({**card(request.user, layer_for(request.user, layer), str(record_id)), "edits": made})


def keep(request: HttpRequest, record_id: str) -> HttpResponse:
    """Settle a dispute for the person's value."""
    return decided(request, record_id, keep=True)


def withdraw(request: HttpRequest, record_id: str) -> HttpResponse:
    """Take the source's value again."""
    return decided(request, record_id, keep=False)


def undo(request: HttpRequest, record_id: str) -> HttpResponse:
    """Take back what was put last: what a person had put before, else the source's value."""
    only(request.GET)
    actions.undo(by=person(request), edit_id=number(record_id))
    return answer({"id": number(record_id)})


def decided(request: HttpRequest, record_id: str, *, keep: bool) -> HttpResponse:
    only(request.GET)
    actions.decide(by=person(request), edit_id=number(record_id), keep=keep)
    return answer({"id": number(record_id), "kept": keep})


def place_one(request: HttpRequest, record_id: str) -> HttpResponse:
    """Take a rejected row with what is given for it, `{"values": {field: value}}`: the record it made."""
    values = given(request).get("values")
    if not isinstance(values, dict) or not values:
        raise BadInput(_("values are expected: what to take the row with."))
    [record] = place(by=person(request), given={number(record_id): values})
    edits = Edit.objects.filter(source=record.source_id, key=record.key, ended_at=None).order_by("pk")
    return answer({"id": record.pk, "rejection": number(record_id), "edits": list(edits.values_list("pk", flat=True))})


def give_up(request: HttpRequest, record_id: str) -> HttpResponse:
    """Say that a rejected row cannot be placed, or with `{"given_up": false}` take that back."""
    wanted = given(request).get("given_up", True)
    if not isinstance(wanted, bool):
        raise BadInput(_("given_up is true or false."))
    actions.give_up(by=person(request), rejection_id=number(record_id), given_up=wanted)
    return answer({"id": number(record_id), "given_up": wanted})


def told(request: HttpRequest) -> HttpResponse:
    """Who changed a record, when, from what to what, newest first; and what of it can be corrected."""
    only(request.GET, "layer", "id")
    layer = layer_for(request.user, request.GET.get("layer", ""))
    return answer(history(request.user, layer, request.GET.get("id", "")))


def operation(path: str, name: str, summary: str, handler: Any) -> Operation:
    return Operation(path, name, summary, Permission.RECORD_EDIT, handler, method="POST", finds=True)


OPERATIONS = (
    Operation(
        "history",
        "history",
        "Who changed a record, when, from what to what; and what of it can be corrected",
        Permission.MAP_SEE,
        told,
        [parameter("layer", "A layer's id"), parameter("id", "A record's id")],
        finds=True,
    ),
    operation("edits", "edit", "Correct fields of a record: JSON of layer, id and values by field", correct),
    operation("edits/{record_id}/undo", "edit_undo", "Take back what was put last", undo),
    operation("edits/{record_id}/keep", "edit_keep", "Keep a person's value that the source now disputes", keep),
    operation(
        "edits/{record_id}/withdraw", "edit_withdraw", "Withdraw a correction: the source's value again", withdraw
    ),
    operation(
        "rejections/{record_id}/place", "rejection_place", "Take a rejected row with the values given", place_one
    ),
    operation("rejections/{record_id}/give_up", "rejection_give_up", "Say that a row cannot be placed", give_up),
)
