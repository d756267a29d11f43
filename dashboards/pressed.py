"""Which button a person pressed, of those that one callback hears by a pattern."""

from typing import Any

from dash import ctx


def pressed() -> dict[str, Any]:
    """The id of the one button that was pressed; {} where none was.

    Buttons that were just drawn are told of too, though nobody pressed them, while one that stayed keeps its count.
    """
    named = ctx.triggered_prop_ids
    found = [named.get(one["prop_id"]) for one in ctx.triggered if one["value"]]
    return found[0] if len(found) == 1 and isinstance(found[0], dict) else {}
