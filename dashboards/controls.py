"""The small parts that pages are made of, drawn once, with the six states every part may be in."""

from collections.abc import Iterable, Mapping
from typing import Any

from dash import html
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from dashboards.theme import ACCOUNT
from gis_app.speech import day as day
from gis_app.speech import moment, number
from gis_app.speech import short_moment as short_moment

Child = Any
GLYPHS = "/static/vendor/tabler"
# The property of a control that keeps what was so when it was drawn: drawn anew it says so too, which is nobody's word.
DRAWN = "data-drawn"


def icon(glyph: str) -> html.Span:
    """A Tabler outline icon by its name, in the colour of the text around it."""
    return html.Span(
        className="sc-icon", style={"--sc-glyph": f'url("{GLYPHS}/{glyph}.svg")'}, **{"aria-hidden": "true"}
    )


def chip(text: Child, tone: str = "", glyph: str | None = None) -> html.Span:
    """A pill; tone is one of good, bad, caution, accent, camera, or nothing."""
    return html.Span(
        [*([icon(glyph)] if glyph else []), text], className=f"sc-chip sc-chip--{tone}" if tone else "sc-chip"
    )


def facts(pairs: Iterable[tuple[str, Child]]) -> html.Dl:
    """Names and values, two columns."""
    return html.Dl([part for name, value in pairs for part in (html.Dt(name), html.Dd(value))], className="sc-facts")


def tile(name: str, value: str, note: str = "") -> html.Div:
    """A key figure: name, number, one line that says what it is of."""
    return html.Div(
        [
            html.Div(name, className="sc-caption"),
            html.Div(value, className="sc-tile__value"),
            html.Div(note, className="sc-caption"),
        ],
        className="sc-panel sc-tile",
    )


def account_bar(account: Mapping[str, int]) -> html.Div:
    """Loaded, updated, unchanged and rejected rows as parts of one bar, a part that is not zero at least 3 px wide.

    A delivery none of whose rows came through, refused as a whole, is a dashed frame.
    """
    parts = [
        html.Span(
            className="sc-bar__part",
            style={"flexGrow": account[name], "backgroundColor": colour},
            title=number(account[name]),
        )
        for name, colour in ACCOUNT.items()
        if account[name]
    ]
    kind = "sc-bar" if parts else "sc-bar sc-bar--refused"
    return html.Div(parts, className=kind, role="img", **{"aria-label": account_sum(account)})


def account_sum(account: Mapping[str, int]) -> str:
    """The account as an equation: rows read = loaded + updated + unchanged + rejected."""
    return f"{number(account['read'])} = " + " + ".join(number(account[name]) for name in ACCOUNT)


def state(kind: str, glyph: str, what: str, then: Child = "") -> html.Div:
    return html.Div(
        [icon(glyph), html.Div([html.Strong(what), html.Span(then)])],
        className=f"sc-state sc-state--{kind}",
        role="alert" if kind == "error" else "status",
    )


def empty(what: str, then: Child = "") -> html.Div:
    """Nothing to show: the state, its cause, and the step that changes it."""
    return state("empty", "database-off", what, then)


def loading(what: str) -> html.Div:
    return state("loading", "loader-2", what)


def error(what: str, then: Child = "") -> html.Div:
    """What happened, what stays true, what to do."""
    return state("error", "alert-circle", what, then)


def stale(what: str, since: Any) -> html.Div:
    return state("stale", "clock-exclamation", what, _("as of %(moment)s") % {"moment": moment(since)})


def denied(what: str, who: str) -> html.Div:
    """The thing's name and who grants it; never a count."""
    return state("denied", "lock", what, _("Ask: %(who)s") % {"who": who})


def rows_of(count: int) -> str:
    return npgettext("source rows", "%(n)s row", "%(n)s rows", count) % {"n": number(count)}
