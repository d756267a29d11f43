"""What waits for a planner: rejected rows that can be placed, and edits that their source disputes."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from gis_app import speech
from gis_app.incidents import kinds
from gis_app.modules import INCIDENTS, on
from gis_app.places.queries import zone_of_city
from gis_app.sources.models import Edit, Rejection
from gis_app.sources.queries import visible_to
from layers.corrections import CORRECTIONS
from layers.history import input_of, moment, worded
from layers.registry import BY_ID
from layers.secrecy import without_streams
from layers.words import REASONS, word

GEOMETRIC = (
    "no_coordinates",
    "zero_coordinates",
    "bad_geometry",
    "swapped_coordinates",
    "outside_city",
    "whole_degrees",
)
PLACEABLE = (*GEOMETRIC, "missing_field", "bad_date", "unknown_kind")
DISPUTED = "disputed"
Row = dict[str, Any]


def placeable_layers() -> list[str]:
    """The layers of the city whose rows a person can place."""
    return on([layer for layer, fields in CORRECTIONS.items() if "point" in fields and layer in BY_ID])


def waiting(user: Any, given_up: bool = False) -> "QuerySet[Rejection]":
    """Rejected rows that a person may place: those that wait, or those that somebody has given up."""
    rows = visible_to(user, Rejection).filter(resolved_at=None, given_up_at__isnull=not given_up)
    return rows.filter(reason__in=PLACEABLE, layer__in=placeable_layers())


def disputes(user: Any) -> "QuerySet[Edit]":
    """Edits whose source says something else since, the oldest first."""
    rows = visible_to(user, Edit).filter(state=Edit.State.DISPUTED, layer__in=on(list(CORRECTIONS)))
    return rows.select_related("by", "source").order_by("pk")


def counted(rows: "QuerySet[Rejection]") -> list[Row]:
    """How many rows wait, by reason, the most first."""
    found = rows.order_by().values_list("reason").annotate(n=Count("*")).order_by("-n", "reason")
    return [{"reason": reason, "title": word(REASONS, reason), "n": n} for reason, n in found]


def by_source(rows: "QuerySet[Rejection]") -> list[Row]:
    """The sources whose rows wait, by name."""
    found = rows.order_by().values("source__code", "source__name").annotate(n=Count("*"))
    named = [{"source": row["source__code"], "title": title(row["source__name"]), "n": row["n"]} for row in found]
    return sorted(named, key=lambda row: row["title"])


def title(name: str) -> str:
    return _(name) if name else ""


def needed(row: Rejection) -> list[str]:
    """The fields without which the row can't be taken."""
    incident = row.layer in INCIDENTS
    fields = {
        "point": row.reason in GEOMETRIC,
        "moment": incident and row.day is None,
        "kind": incident and not row.kind,
    }
    return [name for name, lacks in fields.items() if lacks]


def told(row: Rejection) -> Row:
    """A row as the page shows it; `proposal` is [longitude, latitude], None where nobody guesses."""
    return {
        "id": row.pk,
        "line": row.line,
        "layer": row.layer,
        "source": row.source.title,
        "reason": row.reason,
        "reason_title": word(REASONS, row.reason),
        "day": speech.day(row.day) if row.day else "",
        "kind": kinds.title(row.kind) if row.kind else "",
        "proposal": list(row.proposal.coords) if row.proposal else None,
        "reading": row.reading or ("swapped" if row.proposal else ""),
        "needs": needed(row),
        "given_up": row.given_up_at is not None,
        "raw": without_streams(row.raw),
    }


def inputs(layers: Iterable[str]) -> dict[str, list[Row]]:
    """How the fields that a row may lack are typed, by layer."""
    wanted = ("moment", "kind")
    return {
        layer: [input_of(name, CORRECTIONS[layer][name]) for name in wanted if name in CORRECTIONS[layer]]
        for layer in sorted(set(layers))
    }


def told_dispute(edit: Edit, record: int | None) -> Row:
    """A dispute with both values in words; `record` is the id of the record it is of."""
    field, zone = CORRECTIONS[edit.layer][edit.field], zone_of_city()
    return {
        "edit": edit.pk,
        "layer": edit.layer,
        "record": record,
        "source": edit.source.title,
        "key": edit.key,
        "field": str(field.title),
        "put": worded(field, edit.put, zone),
        "said": worded(field, edit.said, zone),
        "says": worded(field, edit.says, zone),
        "points": [edit.put.get("point"), edit.says.get("point")] if field.way == "point" else None,
        "by": str(edit.by.get_full_name()) if edit.by else "",
        "at": moment(edit.at, zone),
    }
