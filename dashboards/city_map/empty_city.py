"""What the map page says before there is a city: three steps, each with its command."""

from dash import html
from django.utils.translation import gettext as _

from dashboards import controls


def steps() -> list[tuple[str, str, str]]:
    """Title, explanation and command line of each step."""
    return [
        (
            _("Boundary and settings"),
            _("Name, time zone, metric coordinate system, boundary."),
            "./safecity load city.yml",
        ),
        (
            _("Streets, buildings, water and schools"),
            _("An OpenStreetMap extract (.osm.pbf) of your region. What lies outside is left out and counted."),
            "./safecity import osm region.osm.pbf",
        ),
        (
            _("Incidents and cameras"),
            _("Try it first: a dry run gives the account of every row and changes nothing."),
            "./safecity import auto crimes.csv --dry-run",
        ),
    ]


def page() -> html.Div:
    """The page of an empty city."""
    head = [
        html.H1(_("Your city is empty: load it"), className="sc-title"),
        html.P(_("It needs a boundary, streets and buildings. Incidents and cameras may come later.")),
    ]
    look = html.P(
        [html.B(_("Look first?")), " ", _("An invented city with everything in it:"), " ", html.Code("./safecity demo")]
    )
    article = html.Article([*head, *[step(n, *one) for n, one in enumerate(steps(), 1)], look], className="sc-panel")
    return html.Div(article, className="sc-page sc-empty-city")


def step(number: int, title: str, why: str, command: str) -> html.Div:
    words = html.Div([html.Strong(title), html.Div(why, className="sc-quiet"), html.Code(command)])
    return html.Div([html.B(controls.number(number)), words], className="sc-step")
