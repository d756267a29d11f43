"""Help on each page: what it is for, its keys, its words, and how its figures are counted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dash import html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboards import controls
from gis_app import countries
from gis_app.modules import INCIDENTS, is_on, on

Pairs = list[tuple[str, str]]
IDENTITY = "help"
SPEAK_OF = {"site": "sites", "camera": "cameras", "incident": "incidents"}


@dataclass(frozen=True)
class Help:
    """What one page tells of itself, in the reader's language.

    keys: key and what it does. terms: a word of the product and what it means. figures: how a number is counted.
    """

    title: str
    purpose: str
    keys: Pairs = field(default_factory=list)
    terms: Pairs = field(default_factory=list)
    figures: Pairs = field(default_factory=list)


def everywhere() -> Pairs:
    """Keys of every page."""
    return [
        ("?", _("this help")),
        ("/", _("the search box")),
        ("Alt+Q", _("end the session; the next person signs in")),
        ("Esc", _("close what is open: a menu, a list, a card")),
        ("Tab", _("to the next control; Shift+Tab back")),
    ]


def button() -> html.Button:
    return html.Button(
        controls.icon("help"),
        className="sc-button sc-button--plain",
        type="button",
        title=_("Help on this page (?)"),
        **{"aria-label": _("Help on this page (?)"), "data-opens": IDENTITY, "aria-haspopup": "dialog"},
    )


def drawer(about: Help) -> html.Dialog:
    """The drawer, closed; assets/frame.js opens it by its button and by the key ?."""
    close = html.Button(
        controls.icon("x"),
        className="sc-button sc-button--plain sc-push",
        type="button",
        title=_("Close"),
        **{"aria-label": _("Close"), "data-closes": IDENTITY},
    )
    body = [
        html.Div([html.H2(about.title, className="sc-title", id="help-title"), close], className="sc-help__head"),
        html.P(about.purpose),
        *part(pgettext("of a keyboard", "Keys"), ((html.Kbd(key), what) for key, what in [*about.keys, *everywhere()])),
        *part(_("Words"), about.terms),
        *part(_("How it is counted"), about.figures),
        *part(_("Whom to call"), countries.numbers()),
    ]
    return html.Dialog(
        html.Div(body, className="sc-help__body"), id=IDENTITY, className="sc-help", **{"aria-labelledby": "help-title"}
    )


def part(title: str, pairs: Iterable[tuple[Any, str]]) -> list[Any]:
    """A heading with names and what they mean; nothing where there are none."""
    listed = list(pairs)
    if not listed:
        return []
    rows = [each for name, what in listed for each in (html.Dt(name), html.Dd(what))]
    return [html.H3(title, className="sc-heading"), html.Dl(rows, className="sc-help__list")]


def terms(*names: str) -> Pairs:
    """Words of the glossary by their codes, those that mean something in this city."""
    known = glossary()
    return [known[name] for name in names if is_on(SPEAK_OF.get(name, ""))]


def incident() -> str:
    """What counts as an incident in this city."""
    words = {"crimes": _("a crime"), "accidents": _("a road accident"), "calls": _("an emergency call")}
    return ", ".join(words[layer] for layer in on(INCIDENTS))


def glossary() -> dict[str, tuple[str, str]]:
    """The product's words: one word, one meaning."""
    return {
        "area": (_("Area"), _("a polygon that people count by: the city, a district, a beat")),
        "site": (_("Site"), _("a protected object: a school, a park, a playground")),
        "camera": (_("Camera"), _("its passport: where it stands, what it sees, whose it is")),
        "incident": (_("Incident"), incident()),
        "delivery": (_("Delivery"), _("one run of one source: a file as it came, with the account of its rows")),
        "rejection": (_("Rejected row"), _("a row that could not be taken; it is kept whole with the reason")),
        "not_placed": (_("Not placed"), _("rows of the period that have no place on the map yet; totals name them")),
        "precision": (_("Precision"), _("how exactly the place is known: a point, a building, a street, an area")),
        "duty": (_("Duty area"), _("where and in which hours an operator watches")),
        "stale": (_("Late"), _("a source that has not come within its own rhythm; its figures stay and are marked")),
    }
