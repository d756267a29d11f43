"""What pages say before there is a city: three steps for those who may take them, whom to ask for the others.

Of a city without streets, incidents or cameras the map says what is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from django.utils.translation import gettext as _

from dashboards import controls, queries, session
from gis_app.modules import INCIDENTS, any_on, is_on
from gis_app.people.permissions import Permission
from gis_app.people.roles import may, roles_with, titles


@dataclass(frozen=True)
class Step:
    """A step to a city: what it brings, the command that takes it, and the page that takes it, "" where none does."""

    title: str
    why: str
    command: str
    page: str = ""
    button: str = ""


def steps(data: str = "") -> list[Step]:
    """The three steps; `data` is the address of the reader's page of deliveries."""
    bring = _("Choose a file")
    return [
        Step(
            _("Boundary, districts and settings"),
            _(
                "Found by the city's name in an OpenStreetMap extract (.osm.pbf) of its region, with its time zone; "
                "streets, buildings, water and places come with it. What lies outside is left out and counted."
            ),
            _("./safecity new-city region.osm.pbf NAME"),
        ),
        Step(
            _("Or with a boundary of your own"),
            _("A city.yml says name, boundary, time zone and metric coordinate system; then the extract."),
            "./safecity load city.yml && ./safecity import osm region.osm.pbf",
        ),
        Step(
            incidents_and_cameras(),
            _("Try it first: a dry run gives the account of every row and changes nothing."),
            _("./safecity import auto FILE --dry-run"),
            data,
            bring,
        ),
    ]


def incidents_and_cameras() -> str:
    """What the third step brings, of that what the city uses."""
    if not is_on("cameras"):
        return _("Incidents")
    return _("Incidents and cameras") if any_on(INCIDENTS) else _("Cameras")


def headline(user: Any) -> str:
    """The state, and the step for who may take it."""
    return _("Your city is empty: load it") if may(user, Permission.SOURCE_IMPORT) else _("Your city is empty")


def lead() -> str:
    return _("It needs a boundary, streets and buildings; the rest may come later. A city takes some minutes.")


def demo() -> str:
    return _("An invented city with everything in it, in a home of its own:")


def ask() -> str:
    """Who can load the city, for those who can't."""
    return _("Nothing can be shown yet. Ask: %(roles)s.") % {"roles": titles(roles_with(Permission.SOURCE_IMPORT))}


DEMO = "SAFECITY_HOME=.safecity-demo ./safecity demo"


def page(user: Any) -> html.Div:
    """The page of an empty city, for the person who asks."""
    parts = guide(session.workspace().data) if may(user, Permission.SOURCE_IMPORT) else [html.P(ask())]
    head = html.Div(
        [controls.icon("map-off"), html.Div([html.H1(headline(user), className="sc-title"), *parts[:1]])],
        className="sc-empty-city__head",
    )
    article = html.Article([head, *parts[1:]], className="sc-panel")
    return html.Div(article, className="sc-page sc-empty-city")


def guide(data: str) -> list[Any]:
    """The lead, the steps, and where to look first."""
    look = html.P([html.B(_("Look first?")), " ", demo(), " ", html.Code(DEMO)], className="sc-empty-city__look")
    return [html.P(lead(), className="sc-quiet"), *[step(n, one) for n, one in enumerate(steps(data), 1)], look]


def step(number: int, one: Step) -> html.Div:
    words = html.Div([html.Strong(one.title), html.Div(one.why, className="sc-quiet"), command(one.command)])
    button = html.A(one.button, href=one.page, className="sc-button") if one.page else ""
    return html.Div([html.B(controls.number(number)), words, button], className="sc-step")


def command(line: str) -> html.Div:
    """A command line with a button that copies it."""
    copy = html.Button(
        [controls.icon("copy"), html.Span("", role="status")],
        className="sc-button sc-button--plain",
        type="button",
        title=_("Copy"),
        **{"data-copy": line, "data-copied": _("Copied"), "aria-label": _("Copy")},
    )
    return html.Div([html.Code(line), copy], className="sc-step__command")


def missing(user: Any) -> html.Div | None:
    """What a loaded city still lacks, in one line above the map, and what to do; None where it lacks nothing."""
    lacks = lacking(queries.empty_layers())
    if not lacks:
        return None
    if may(user, Permission.SOURCE_IMPORT):
        then: Sequence[Any] = [_("Bring them in:"), " ", html.Code(_("./safecity import auto FILE --dry-run"))]
        if data := session.workspace().data:
            then = [*then, " ", html.A(_("Choose a file"), href=data)]
    else:
        then = [_("Ask: %(who)s") % {"who": titles(roles_with(Permission.SOURCE_IMPORT))}]
    return html.Div(
        [controls.chip(_("Not loaded yet"), "caution", "database-off"), html.Span(lacks), html.Span(then)],
        className="sc-duty sc-missing",
        role="status",
    )


def lacking(empty: set[str]) -> str:
    """The layers without any row as a list of words; "" for none."""
    words = [
        (_("streets and buildings"), {"streets", "buildings"} <= empty),
        (_("incidents"), any_on(INCIDENTS) and set(INCIDENTS) <= empty),
        (_("cameras"), is_on("cameras") and "cameras" in empty),
    ]
    return ", ".join(word for word, lacks in words if lacks)
