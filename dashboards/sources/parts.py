"""The small parts of the steps: a control with its name, a way on, a button."""

from typing import Any
from urllib.parse import urlencode

import dash_mantine_components as dmc
from dash import dcc, html
from django.utils.translation import gettext as _

from dashboards import controls
from dashboards.sources.ids import does, said

PREFIX = "/planner/sources/"
Choices = list[dict[str, Any]]


def address(draft: int, step: str) -> str:
    return f"{PREFIX}new?{urlencode({'draft': draft, 'step': step})}"


def way(words: Any, href: str, main: bool = False) -> dcc.Link:
    return dcc.Link(words, href=href, className="sc-button sc-button--main" if main else "sc-button sc-button--framed")


def button(words: str, what: str, glyph: str = "", main: bool = False) -> html.Button:
    return html.Button(
        [*([controls.icon(glyph)] if glyph else []), words],
        id=does(what),
        className="sc-button sc-button--main" if main else "sc-button sc-button--framed",
        type="button",
    )


def choice(title: str, path: str, choices: Choices, value: str | None, hint: str = "", **more: Any) -> dmc.Select:
    """A choice that is kept as soon as it is made."""
    return dmc.Select(
        id=said(path),
        label=title or None,
        description=hint or None,
        data=choices,
        value=value or None,
        searchable=len(choices) > 8,
        nothingFoundMessage=_("Nothing of that name"),
        **{"allowDeselect": False, controls.DRAWN: value or None, **more},
    )


def line(title: str, path: str, value: str, hint: str = "", **more: Any) -> dmc.TextInput:
    """A line of text that is kept when the person leaves it."""
    known = {controls.DRAWN: value, **more}
    return dmc.TextInput(id=said(path), label=title, description=hint or None, value=value, debounce=True, **known)


def panel(title: str, *content: Any, quiet: str = "") -> html.Section:
    head = [html.H2(title, className="sc-heading"), *([html.P(quiet, className="sc-quiet")] if quiet else [])]
    return html.Section([*head, *content], className="sc-panel sc-source__panel")


def foot(*ways: Any) -> html.Div:
    return html.Div(list(ways), className="sc-source__foot")
