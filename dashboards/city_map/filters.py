"""The bar of filters: period, kinds, areas, precision, and how much of it is on the map."""

from typing import Any

import dash_mantine_components as dmc
from dash import html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from dashboards import controls
from dashboards.city_map.ids import Map

Choice = dict[str, str]


def bar(kinds: list[dict[str, Any]], areas: list[dict[str, Any]], precisions: list[Choice]) -> html.Div:
    """The filter bar. Choices are Mantine's: `{"value", "label"}`, or `{"group", "items"}`."""
    return html.Div(
        [
            period(),
            several(Map.KINDS, kinds, _("All kinds")),
            several(Map.AREAS, areas, _("All areas")),
            precision(precisions),
            button(Map.RESET, "filter-off", _("Reset")),
            html.Span("", id=Map.SUM, className="sc-filters__sum", role="status"),
            button(Map.TABLE, "table", _("Table")),
            button(Map.LINK, "link", html.Span(_("Link"), id=Map.LINK_TEXT), _("Copy the link to this view")),
        ],
        className="sc-filters",
    )


def period() -> dmc.DatePickerInput:
    return dmc.DatePickerInput(
        id=Map.PERIOD,
        type="range",
        value=[None, None],
        valueFormat="DD.MM.YYYY" if get_language() != "en" else "D MMM YYYY",
        placeholder=_("Any time"),
        clearable=True,
        allowSingleDateInRange=True,
        numberOfColumns=2,
        leftSection=controls.icon("calendar"),
        className="sc-period",
        **{"aria-label": _("Period")},
    )


def several(identity: str, choices: list[dict[str, Any]], nothing: str) -> dmc.MultiSelect:
    return dmc.MultiSelect(
        id=identity,
        data=choices,
        value=[],
        placeholder=nothing,
        searchable=True,
        clearable=True,
        hidePickedOptions=False,
        maxDropdownHeight=420,
        nothingFoundMessage=_("Nothing found"),
        comboboxProps={"width": 320, "position": "bottom-start"},
        **{"aria-label": nothing},
    )


def precision(choices: list[Choice]) -> dmc.Select:
    return dmc.Select(
        id=Map.PRECISION,
        data=choices,
        placeholder=_("Any precision"),
        clearable=True,
        className="sc-precision",
        **{"aria-label": _("Precision of the place")},
    )


def button(identity: str, glyph: str, words: Any, title: str = "") -> html.Button:
    """A button whose words leave the eye, not the screen reader, where there is little room."""
    return html.Button(
        [controls.icon(glyph), html.Span(words, className="sc-wide")],
        id=identity,
        className="sc-button",
        type="button",
        title=title or words,
    )


def sum_words() -> dict[str, str]:
    """Sentences that the browser fills with its counts: {n} in view, {m} in the period, {k} not placed, {t} totals."""
    return {
        "sum": gettext("{n} of {m} on the map"),
        "not_placed": gettext(", and {k} not placed"),
        "anywhere": gettext("; {k} without a place may lie anywhere"),
        "totals": gettext("; {t} more as totals"),
        "failed": gettext("The counts did not arrive."),
    }
