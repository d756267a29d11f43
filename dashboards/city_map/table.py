"""The table beside the map: the same rows, under the same filters, a page at a time."""

from typing import Any

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, html, no_update
from django.utils.translation import gettext as _

from dashboards import grids, queries, session
from dashboards.city_map.ids import Map, Table
from gis_app.errors import BadFilter


def drawer(names: dict[str, str]) -> dmc.Drawer:
    """A drawer from below with a tab a layer; `names` are the layers' titles."""
    tabs = dmc.SegmentedControl(
        id=Table.LAYER,
        value="crimes",
        size="xs",
        data=[{"value": layer, "label": names[layer]} for layer in queries.TABLES],
    )
    body = html.Div([tabs, html.Div(grid("crimes"), id="table-box", **{"data-layer": "crimes"})], className="sc-table")
    # A trap would draw the focus from a row to the button that closes the drawer, at a moment of its own.
    return dmc.Drawer(
        body,
        id=Table.DRAWER,
        title=_("Rows in the filter"),
        position="bottom",
        size="60%",
        opened=False,
        trapFocus=False,
    )


def grid(layer: str) -> dag.AgGrid:
    """The grid of a layer's rows; it asks for a hundred at a time."""
    return grids.endless({"type": Table.GRID, "layer": layer}, columns(layer))


def columns(layer: str) -> list[dict[str, Any]]:
    """Columns of a layer's table; a field is a key of the rows of `queries.table`."""
    if layer == "cameras":
        return [
            {"field": "code", "headerName": _("Code")},
            {"field": "kind", "headerName": _("Type")},
            {"field": "status", "headerName": _("State")},
            {"field": "address", "headerName": _("Address"), "flex": 1},
            {"field": "azimuth", "headerName": _("Azimuth, °"), "type": "rightAligned"},
        ]
    return [
        {"field": "at", "headerName": _("When"), "sort": "desc"},
        {"field": "kind", "headerName": _("Kind")},
        {"field": "place", "headerName": _("Place"), "flex": 1},
        {"field": "area", "headerName": _("Area")},
        {"field": "dead", "headerName": _("Killed"), "type": "rightAligned"},
        {"field": "injured", "headerName": _("Injured"), "type": "rightAligned"},
        {"field": "source", "headerName": _("Source")},
    ]


def register(app: Dash) -> None:
    """Callbacks of the table."""

    @app.callback(Output(Table.DRAWER, "opened"), Input(Map.TABLE, "n_clicks"), prevent_initial_call=True)
    def opened(_clicks: int) -> bool:
        return True

    @app.callback(
        Output("table-box", "children"),
        Output("table-box", "data-layer"),
        Input(Table.LAYER, "value"),
        Input(Map.FILTERS, "data"),
        prevent_initial_call=True,
    )
    def other(layer: str, _filters: dict[str, Any]) -> tuple[dag.AgGrid, str]:
        return grid(layer), layer

    for layer in queries.TABLES:
        register_rows(app, layer)


def register_rows(app: Dash, layer: str) -> None:
    """Rows of one layer's grid, a page at a time; a click on a row opens its card."""
    identity = {"type": Table.GRID, "layer": layer}
    app.clientside_callback(
        ClientsideFunction("planner", "row"),
        Output(Table.DRAWER, "opened", allow_duplicate=True),
        Input(identity, "cellClicked"),
        State(Table.LAYER, "value"),
        prevent_initial_call=True,
    )

    @app.callback(Output(identity, "getRowsResponse"), Input(identity, "getRowsRequest"), State(Map.FILTERS, "data"))
    def rows(asked: dict[str, Any] | None, filters: dict[str, Any] | None) -> Any:
        if not asked:
            return no_update
        order = asked.get("sortModel") or []
        try:
            found, total = queries.table(
                session.current(), layer, filters or {}, asked["startRow"], asked["endRow"], order
            )
        except BadFilter:
            return {"rowData": [], "rowCount": 0}
        return {"rowData": found, "rowCount": total}
