"""Where the card of a record tells its history, and where planners put it right; assets/edits.mjs fills it."""

from collections.abc import Mapping
from typing import Any

import orjson
from dash import html
from django.utils.translation import gettext as _


def place(record: Mapping[str, Any]) -> html.Div:
    """Where a planner acts on the record, with what the script needs to know."""
    return html.Div(
        id="edits",
        className="sc-card__part sc-edits",
        **{
            "data-layer": record["layer"],
            "data-id": str(record.get("id", "")),
            "data-point": orjson.dumps(record.get("point")).decode(),
            "data-words": orjson.dumps(words()).decode(),
        },
    )


def past() -> html.Div:
    """Where the history stands."""
    return html.Div(id="past", className="sc-card__part sc-edits")


def words() -> dict[str, str]:
    """What the browser says; {what}, {value} and {n} are filled in."""
    return {
        "history": _("History"),
        "no_history": _("Nobody has changed this record, and its source has not either."),
        "move": _("Move"),
        "move_hint": _(
            "Drag the marker or click the map: the record stands there at once. Esc ends it, Undo takes it back."
        ),
        "moved": _("Moved by {n} m. It stays there whatever the source delivers."),
        "end": _("Done"),
        "undo": _("Undo"),
        "undone": _("Undone."),
        "correct": _("Correct"),
        "save": _("Save"),
        "cancel": _("Close"),
        "saved": _("Saved. It stays whatever the source delivers."),
        "nothing": _("Nothing was changed."),
        "day": _("Day"),
        "time": _("Time, if known"),
        "corrected": _("corrected by a person"),
        "source_says": _("The source says: {value}"),
        "disputed": _("The source now says something else: {value}"),
        "keep": _("Keep ours"),
        "take": _("Take the source's"),
        "more": _("and {n} more"),
        "away": _("The server does not answer. Nothing was changed. Try again."),
    }
