"""The panel of a drawn area: how large it is, what lies in it by layer and kind, and the rows as files."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import dash_mantine_components as dmc
from dash import Dash, Input, Output, dcc, html
from django.utils.translation import gettext as _

from dashboards import controls, queries, session
from dashboards.city_map.ids import Map
from dashboards.given import Filters
from gis_app.errors import BadFilter
from gis_app.incidents.within import MOST_RADIUS_M, Within
from layers import sentence
from layers.tally import Tally, tally

KINDS_SHOWN = 4
FORMS = {"csv": "CSV", "xlsx": "XLSX", "geojson": "GeoJSON", "gpkg": "GeoPackage"}
MORE_FORMS = {"cameras": {"osm": "OpenStreetMap"}}


def register(app: Dash) -> None:
    """Callbacks of the panel; the browser asks for it only while an area is drawn."""

    @app.callback(Output("selection", "children"), Input(Map.DRAWN, "data"), prevent_initial_call=True)
    def shown(given: Filters | None) -> Any:
        return panel(session.current(), given) if given else []


def panel(user: Any, given: Mapping[str, Any]) -> list[Any]:
    """The parts of the panel for the filters of an address; a sentence where they are refused."""
    try:
        filters = queries.filters(given)
        if filters.within is None:
            return []
        counted = [one for one in tally(user, filters) if one.n]
    except BadFilter as refused:
        return [controls.error(_("The drawn area was not understood."), str(refused)), acts()]
    rows = [line(one, given) for one in counted]
    nothing = controls.empty(_("Nothing lies in it."), _("Draw it larger, or widen the filters."))
    why = queries.left_out(user, given)
    note = [html.P(why, className="sc-caption sc-selection__note")] if why else []
    return [head(filters.within), html.Div(rows or nothing, className="sc-selection__rows"), *note, acts()]


def head(within: Within) -> html.Div:
    """What was drawn and how large it is; a circle's radius may be typed."""
    size = html.Span(sentence.area(sentence.size_m2(within)), className="sc-num")
    if within.radius_m is None:
        return html.Div([html.Strong(_("Drawn area")), size], className="sc-selection__head")
    radius = dcc.Input(
        id="radius", type="number", value=within.radius_m, min=1, max=MOST_RADIUS_M, step="any", className="sc-radius"
    )
    typed = html.Label([_("radius"), " ", radius, " ", _("m")])
    return html.Div([html.Strong(_("Circle")), typed, size], className="sc-selection__head")


def acts() -> html.Div:
    return html.Div(
        [
            act("rows", "table", _("Rows")),
            act("edit", "pencil", _("Change")),
            act("remove", "trash", _("Remove")),
        ],
        className="sc-selection__acts",
    )


def act(name: str, glyph: str, words: str) -> html.Button:
    return html.Button([controls.icon(glyph), words], className="sc-button", type="button", **{"data-draw": name})


def line(one: Tally, given: Mapping[str, Any]) -> html.Div:
    """A layer: its name, how many, the frequent kinds, and its files."""
    title = str(one.layer.title)
    kinds = [f"{name} {controls.number(n)}" for name, n in one.kinds[:KINDS_SHOWN]]
    more = sum(n for _name, n in one.kinds[KINDS_SHOWN:])
    said = ", ".join([*kinds, *([_("others %(n)s") % {"n": controls.number(more)}] if more else [])])
    return html.Div(
        [
            html.Span(title, className="sc-selection__layer"),
            html.Span(controls.number(one.n), className="sc-num"),
            downloads(one.layer.id, title, given),
            html.Div(said, className="sc-caption sc-selection__kinds"),
        ],
        className="sc-selection__row",
    )


def downloads(layer: str, title: str, given: Mapping[str, Any]) -> dmc.Menu:
    """The layer within the filters as a file, one a format."""
    query = urlencode([(name, value) for name, value in given.items()], doseq=True, safe=",:")
    items = [
        dmc.MenuItem(words, href=f"/export/{layer}.{form}?{query}", target="_blank")
        for form, words in (FORMS | MORE_FORMS.get(layer, {})).items()
    ]
    words = _("Download: %(layer)s") % {"layer": title}
    button = html.Button(
        controls.icon("download"), className="sc-button", type="button", title=words, **{"aria-label": words}
    )
    return dmc.Menu([dmc.MenuTarget(button), dmc.MenuDropdown(items)], position="right-start", withinPortal=True)
