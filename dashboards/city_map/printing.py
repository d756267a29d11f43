"""The printed view, A4 upright or across: map, legend, filters as a sentence, first rows, sources, link.

The server writes the texts and the rows; assets/print.js adds the map's picture and the legend, and prints.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from dash import ClientsideFunction, Dash, Input, Output, dcc, html
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import Field
from typing_extensions import TypedDict

from dashboards import controls, queries, session
from dashboards.city_map import layers_panel, table
from dashboards.given import Filters, Number, Text
from gis_app import speech
from gis_app.errors import BadFilter
from layers.export.about import sources_of, told
from layers.sentence import sentence

SHEET, ASKED, DONE = "print-sheet", "print-asked", "print-done"
FIRST_ROWS = 20


class View(TypedDict):
    """What is to be printed; `at` makes every press of the button a new one."""

    filters: Filters
    layer: Text | None
    sort: Text | None
    shown: Annotated[list[Text], Field(max_length=50)]
    at: Number


def place() -> html.Div:
    """Where the sheet is laid; only paper shows it."""
    return html.Div([dcc.Store(id=ASKED), dcc.Store(id=DONE), html.Div(id=SHEET)], className="sc-print")


def sheet(user: Any, given: Mapping[str, Any], layer: str, order: str | None, shown: Sequence[str]) -> list[Any]:
    """The sheet's parts. given: the address's filters; layer, order: of the table; shown: layers on the map."""
    city = queries.city()
    made = timezone.now().astimezone(queries.zone_of_city())
    head = [html.H1(city.name), *([controls.chip(_("demo city"), "caution")] if city.invented else [])]
    return [
        html.Header([*head, html.Span(_("Printed %(when)s") % {"when": speech.moment(made)})]),
        html.P([html.B(_("Filters")), ": ", sentence(queries.filters(given))]),
        html.Figure([html.Div(id="print-map"), html.Figcaption(id="print-legend")]),
        *first_rows(user, given, layer, order),
        html.Ul([html.Li(one) for one in origins(user, given, shown)]),
        html.Footer(id="print-link"),
    ]


def first_rows(user: Any, given: Mapping[str, Any], layer: str, order: str | None) -> list[Any]:
    """The first rows of the table in its order, of how many they are the first, without columns that say nothing."""
    ways = [{"colId": name, "sort": way} for name, way in table.ordered(order, layer).items()]
    rows, total = queries.table(user, layer, given, 0, FIRST_ROWS, ways)
    named = [(one["field"], one["headerName"], "type" in one) for one in table.columns(layer)]
    columns = [one for one in named if any(row[one[0]] not in (None, "") for row in rows)]
    head = html.Tr([html.Th(name, className="sc-num" if right else "") for _field, name, right in columns])
    body = [
        html.Tr([html.Td(cell(row[field]), className="sc-num" if right else "") for field, _name, right in columns])
        for row in rows
    ]
    told_of = _("%(layer)s: the first %(n)s of %(total)s") % {
        "layer": layers_panel.titles()[layer],
        "n": speech.number(len(rows)),
        "total": speech.number(total),
    }
    return [html.H2(told_of), html.Table([html.Thead(head), html.Tbody(body)])]


def cell(value: Any) -> str:
    if value is None:
        return ""
    return speech.number(value) if isinstance(value, int | float) else str(value)


def origins(user: Any, given: Mapping[str, Any], shown: Sequence[str]) -> list[str]:
    """The sources of the rows on the map, each with its licence and the date of its data."""
    layers = [layer for layer in queries.TABLES if layer in shown]
    found = {source.pk: source for layer in layers for source in sources_of(queries.rows(user, layer, given))}
    return [told(source) for source in found.values()]


def register(app: Dash) -> None:
    """Callbacks of printing."""

    @app.callback(Output(SHEET, "children"), Input(ASKED, "data"), prevent_initial_call=True)
    def asked(view: View) -> list[Any]:
        layer = view["layer"] if view["layer"] in queries.TABLES else queries.TABLES[0]
        try:
            return sheet(session.current(), view["filters"], layer, view["sort"], view["shown"])
        except BadFilter as refused:
            return [html.P(str(refused))]

    app.clientside_callback(
        ClientsideFunction("paper", "ready"),
        Output(DONE, "data"),
        Input(SHEET, "children"),
        prevent_initial_call=True,
    )
