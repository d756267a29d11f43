"""The table beside the map: the same rows, under the same filters, a page at a time.

Whether it is open, for which layer, in which order and on which side stands in the address; assets/table.js opens,
moves and closes it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update
from django.utils.translation import gettext as _

from dashboards import controls, grids, queries, session
from dashboards.city_map.ids import Map, Table
from dashboards.given import Filters, RowsRequest, Text
from gis_app.errors import BadFilter
from gis_app.modules import INCIDENTS, on

FORMS = {"xlsx": "XLSX", "csv": "CSV", "geojson": "GeoJSON", "gpkg": "GeoPackage"}
FIRST_ORDER = {"crimes": "at:desc", "accidents": "at:desc", "calls": "at:desc", "cameras": "code:asc"}


def panel(names: Mapping[str, str]) -> html.Section:
    """The docked panel with a tab a layer; `names` are the layers' titles."""
    return html.Section(
        [
            dcc.Store(id=Table.OPEN),
            dcc.Store(id=Table.SORT),
            splitter(),
            html.Div([tabs(names), downloads(), *buttons()], className="sc-table__head"),
            html.Div([], id=Table.BOX),
        ],
        id=Table.PANEL,
        className="sc-table",
        **{"aria-label": _("Rows in the filter")},
    )


def tabs(names: Mapping[str, str]) -> dmc.SegmentedControl:
    data = [{"value": layer, "label": names[layer]} for layer in on(queries.TABLES)]
    return dmc.SegmentedControl(id=Table.LAYER, value="", size="xs", data=data)


def splitter() -> html.Div:
    """The edge that is dragged, or moved by the arrow keys."""
    words = {"aria-label": _("Size of the table"), "aria-orientation": "horizontal"}
    return html.Div(id=Table.SPLITTER, className="sc-table__edge", role="separator", tabIndex="0", **words)


def downloads() -> html.Span:
    """Links to the same rows as files; the script keeps them to the layer and filters of the moment."""
    links = [
        html.A(name, href="#", className="sc-button", download="", **{"data-export": form})
        for form, name in FORMS.items()
    ]
    words = [controls.icon("download"), html.Span(_("Download"), className="sc-table__word")]
    return html.Span([*words, *links], className="sc-table__files")


def buttons() -> list[html.Button]:
    side, close = _("Beside or below the map"), _("Close the table")
    return [
        html.Button(
            controls.icon(glyph),
            id=identity,
            className="sc-button sc-button--plain",
            type="button",
            title=words,
            **{"aria-label": words},
        )
        for identity, glyph, words in ((Table.SIDE, "layout-sidebar-right", side), (Table.CLOSE, "x", close))
    ]


def grid(layer: str, order: Mapping[str, str]) -> dag.AgGrid:
    """The grid of a layer's rows; it asks for a hundred at a time. order: columns to "asc" or "desc"."""
    ranks = {name: rank for rank, name in enumerate(order)}
    sorted_by = [
        {**column, "sort": order[column["field"]], "sortIndex": ranks[column["field"]]}
        if column["field"] in order
        else column
        for column in columns(layer)
    ]
    return grids.endless({"type": Table.GRID, "layer": layer}, sorted_by)


def ordered(text: str | None, layer: str) -> dict[str, str]:
    """The order that an address names, `at:desc,kind:asc`; the layer's own where it names none that there is.

    >>> ordered("dead:desc,at:asc", "crimes"), ordered("pk:asc", "crimes")
    ({'dead': 'desc', 'at': 'asc'}, {'at': 'desc'})
    """
    known = {column["field"] for column in columns(layer)}
    pairs = (one.partition(":")[::2] for one in (text or "").split(","))
    found = {name: way for name, way in pairs if name in known and way in ("asc", "desc")}
    return found or ordered(FIRST_ORDER[layer], layer)


def columns(layer: str) -> list[dict[str, Any]]:
    """Columns of a layer's table; a field is a key of the rows of `queries.table`."""
    if layer == "cameras":
        return [
            {"field": "code", "headerName": _("Code")},
            {"field": "kind", "headerName": _("Type")},
            {"field": "status", "headerName": _("State")},
            {"field": "address", "headerName": _("Address"), "flex": 1, "minWidth": 160},
            {"field": "azimuth", "headerName": _("Azimuth, °"), "type": "rightAligned", "width": 120},
        ]
    return [
        {"field": "at", "headerName": _("When"), "width": 150},
        {"field": "kind", "headerName": _("Kind"), "width": 190},
        {"field": "place", "headerName": _("Place"), "flex": 1, "minWidth": 160},
        {"field": "area", "headerName": _("Area"), "width": 150},
        {"field": "dead", "headerName": _("Killed"), "type": "rightAligned", "width": 110},
        {"field": "injured", "headerName": _("Injured"), "type": "rightAligned", "width": 110},
        {"field": "source", "headerName": _("Source"), "width": 170},
    ]


def totals_note(user: Any, layer: str, given: Mapping[str, Any]) -> list[html.P]:
    """Why incidents that are known as totals of districts alone are in no row, where there are any."""
    if layer not in INCIDENTS:
        return []
    try:
        n, why = queries.summed(user, given, [layer]), queries.left_out(user, given, [layer])
    except BadFilter:
        return []
    words = _("%(n)s more are known only as totals by district and month: they have no points, and no rows here.")
    told = words % {"n": controls.number(n)} if n else why
    return [html.P(told, className="sc-caption sc-table__note")] if told else []


def register(app: Dash) -> None:
    """Callbacks of the table."""
    in_browser(app, "tabled", Output(Table.OPEN, "data"), Input(Map.ADDRESS, "data"))
    in_browser(
        app,
        "tab",
        Output(Table.OPEN, "data", allow_duplicate=True),
        Input(Table.LAYER, "value"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(Table.BOX, "children"),
        Output(Table.BOX, "data-layer"),
        Input(Table.OPEN, "data"),
        Input(Map.FILTERS, "data"),
        State(Table.SORT, "data"),
        prevent_initial_call=True,
    )
    def opened(layer: Text | None, filters: Filters | None, order: Text | None) -> tuple[Any, str]:
        if layer not in queries.TABLES:
            return [], ""
        rows = grid(layer, ordered(order if isinstance(order, str) else None, layer))
        return [*totals_note(session.current(), layer, filters or {}), rows], layer

    for layer in queries.TABLES:
        register_rows(app, layer)


def in_browser(app: Dash, name: str, outputs: Any, *inputs: Any, **more: Any) -> None:
    """A callback that assets/table.js answers."""
    app.clientside_callback(ClientsideFunction("table", name), outputs, *inputs, **more)


def register_rows(app: Dash, layer: str) -> None:
    """Rows of one layer's grid, a page at a time; a click on a row opens its card."""
    identity = {"type": Table.GRID, "layer": layer}
    in_browser(
        app,
        "row",
        Output(Table.LAYER, "value", allow_duplicate=True),
        Input(identity, "cellClicked"),
        State(Table.LAYER, "value"),
        prevent_initial_call=True,
    )
    in_browser(
        app,
        "sorted",
        Output(Table.SORT, "data", allow_duplicate=True),
        Input(identity, "getRowsRequest"),
        prevent_initial_call=True,
    )

    @app.callback(Output(identity, "getRowsResponse"), Input(identity, "getRowsRequest"), State(Map.FILTERS, "data"))
    def rows(asked: RowsRequest | None, filters: Filters | None) -> Any:
        if not asked:
            return no_update
        order: Sequence[Mapping[str, Any]] = asked.get("sortModel") or []
        try:
            found, total = queries.table(
                session.current(), layer, filters or {}, asked["startRow"], asked["endRow"], order
            )
        except BadFilter:
            return {"rowData": [], "rowCount": 0}
        return {"rowData": found, "rowCount": total}
