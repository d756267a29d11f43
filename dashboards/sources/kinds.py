"""The second step: which of ours each value of the source's kinds is."""

from collections.abc import Mapping
from typing import Any

from dash import html
from django.utils.translation import gettext as _

from dashboards import controls
from dashboards.sources.columns import choices
from dashboards.sources.parts import address, button, choice, foot, panel, way
from gis_app.incidents.kinds import of_layer as kinds_of
from gis_app.sources.fields import INCIDENTS, of_layer
from layers.words import CAMERA_KINDS, CAMERA_STATES, SITE_KINDS

FIRST = 80


def page(draft: Any, whole: bool) -> list[Any]:
    """whole: every value, not the most frequent alone."""
    tables = [part for role in ("kind", "status") if (part := table(draft, role, whole))]
    ways = foot(
        way(_("Back to the columns"), address(draft.pk, "columns")), button(_("Check the table"), "try", main=True)
    )
    return [*(tables or [nothing()]), ways]


def nothing() -> html.Section:
    return panel(_("Kinds"), controls.empty(_("No column of kinds is chosen."), _("Go on to the check.")))


def codes(layer: str, role: str) -> dict[str, Any]:
    """What values of the role may be mapped to, with their names."""
    if layer in INCIDENTS:
        return {kind.code: kind.title for kind in kinds_of(layer)} if role == "kind" else {}
    known = {("cameras", "kind"): CAMERA_KINDS, ("cameras", "status"): CAMERA_STATES, ("sites", "kind"): SITE_KINDS}
    return known.get((layer, role), {})


def table(draft: Any, role: str, whole: bool) -> html.Section | None:
    """The values of the role's column with their numbers; None where no column has the role."""
    layer, roles = draft.form["layer"], draft.form["roles"]
    known, field = codes(layer, role), of_layer(layer).get(role)
    column = next((column for column in draft.found["columns"] if roles.get(column["name"]) == role), None)
    if not known or column is None or field is None:
        return None
    title = f"{field.title}: {column['name']}"
    if column["values"] is None:
        return panel(title, controls.error(_("This column has too many different values."), _("Choose another.")))
    return panel(title, *values(draft, role, column["values"], choices(known), whole), quiet=left(layer))


def left(layer: str) -> str:
    if layer in INCIDENTS:
        return _("Rows of a value that is left open are rejected as of an unknown kind, and kept.")
    return _("A value that is left open is blank in the record.")


def ordered(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The values with their numbers, the most frequent first; the store keeps no order of its own.

    >>> ordered({"b": 1, "a": 1, "c": 2})
    [('c', 2), ('a', 1), ('b', 1)]
    """
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def values(draft: Any, role: str, counts: Mapping[str, int], known: list[dict[str, Any]], whole: bool) -> list[Any]:
    chosen = draft.form["lookups"].get(role, {})
    shown = list(enumerate(ordered(counts)))[: None if whole else FIRST]
    head = html.Tr([html.Th(_("In the file")), html.Th(_("Rows"), className="sc-num"), html.Th(_("Is our"))])
    body = [value(role, at, text, count, known, chosen.get(text)) for at, (text, count) in shown]
    more = len(counts) - len(shown)
    return [
        html.Table([html.Thead(head), html.Tbody(body)], className="sc-rows sc-source__kinds"),
        *([button(_("Show %(n)s more") % {"n": controls.number(more)}, "whole")] if more else []),
    ]


def value(role: str, at: int, text: str, count: int, known: list[dict[str, Any]], code: str | None) -> html.Tr:
    select = choice(
        "", f"lookups/{role}/{at}", known, code, clearable=True, placeholder=_("left open"), **{"aria-label": text}
    )
    return html.Tr([html.Td(text), html.Td(controls.number(count), className="sc-num"), html.Td(select)])
