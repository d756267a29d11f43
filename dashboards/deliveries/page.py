"""The data page: what came, what of it could not be placed, and why."""

from typing import Any
from urllib.parse import parse_qs

from dash import ALL, Dash, Input, Output, State, dcc, html, no_update
from django.utils.translation import gettext as _

from dashboards import controls, frame, grids, queries, session
from dashboards.deliveries import about, giving, standing, table
from dashboards.deliveries.ids import Data
from dashboards.given import Number, RowsRequest, Text
from dashboards.public_edition.ids import PREFIX as PUBLIC
from dashboards.schedules import ids as schedules
from gis_app.modules import INCIDENTS, any_on
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from layers.words import REASONS, word


def layout() -> Any:
    user = session.current()
    return frame.frame(queries.city(), session.workspace().data, page(user), about.about())


def page(user: Any) -> html.Div:
    rows = list(queries.deliveries(user)[: table.MOST])
    return html.Div(
        [
            dcc.Location(id="place", refresh=False),
            dcc.Store(id=Data.DELIVERY),
            html.Div(
                [html.H1(_("Deliveries"), className="sc-title sc-data__title"), plans(), *given_out()],
                className="sc-data__top",
            ),
            *([given] if (given := giving.panel(user)) else []),
            html.Div(
                tiles(queries.totals(user), queries.open_rejections(user) if reads_rows(user) else None),
                className="sc-tiles",
            ),
            html.Div(table.table(rows, queries.zone_of_city()), className="sc-panel sc-data__table")
            if rows
            else nothing(),
            html.Div(id=Data.DETAIL, className="sc-data__detail"),
        ],
        className="sc-page sc-data",
    )


def reads_rows(user: Any) -> bool:
    """Whether the rejected rows themselves are for the person: they tell of incidents."""
    return may(user, Permission.REJECTION_SEE)


def plans() -> html.A:
    """The way to the page of schedules."""
    words = [controls.icon("calendar-time"), _("Sources and schedules")]
    return html.A(words, href=schedules.address(session.workspace()), className="sc-button", id="to-schedules")


def given_out() -> list[html.A]:
    """The way to the public edition; the planner's workspace has it."""
    if session.workspace().name != "planner" or not any_on(INCIDENTS):
        return []
    words = [controls.icon("world-share"), _("Public edition")]
    return [html.A(words, href=PUBLIC, className="sc-button", id="to-public")]


def nothing() -> html.Div:
    step = [_("Give it a file:"), " ", html.Code("./safecity import auto FILE --dry-run")]
    return html.Div(controls.empty(_("No deliveries yet."), step), className="sc-panel")


def tiles(totals: dict[str, int], rejected: int | None) -> list[html.Div]:
    """Totals of all deliveries. totals: sources, read, loaded, updated, unchanged, rejected.

    rejected: how many rows wait; None, and no tile, for those who may not read them.
    """
    kept = _("kept whole, with their reason")
    read, changed = totals["read"], totals["loaded"] + totals["updated"]
    placed = _("%(n)s %%") % {"n": controls.number(100 * (read - totals["rejected"]) / read, 1)} if read else "—"
    return [
        controls.tile(
            _("Rows read"), controls.number(read), _("sources: %(n)s") % {"n": controls.number(totals["sources"])}
        ),
        controls.tile(_("New or changed"), controls.number(changed), _("loaded and updated")),
        controls.tile(_("Unchanged"), controls.number(totals["unchanged"]), _("were there already")),
        *([] if rejected is None else [controls.tile(_("Rejected, open"), controls.number(rejected), kept)]),
        controls.tile(_("Placed"), placed, _("of the rows read")),
    ]


def detail(delivery: Any) -> list[html.Div]:
    """Reasons of one delivery at the left, its rejected rows, for those who may read them, at the right."""
    rows = [html.Div(rejected(delivery), className="sc-panel sc-data__rows")]
    reasoned = html.Div(reasons(delivery), className="sc-panel sc-data__reasons")
    return [reasoned, *(rows if reads_rows(session.current()) else [])]


def reasons(delivery: Any) -> list[Any]:
    """The account of a delivery as a sum, its reasons as bars, its notes as text."""
    counts = sorted(delivery.reasons.items(), key=lambda pair: -pair[1])
    most = counts[0][1] if counts else 1
    bars = [reason(code, count, most) for code, count in counts]
    notes = [(table.note(name), controls.number(count)) for name, count in delivery.notes.items()]
    link = html.A(
        [controls.icon("download"), _("Rejected rows as CSV")],
        href=f"/api/v1/deliveries/{delivery.pk}/rejections.csv",
        className="sc-button",
    )
    return [
        html.H2(_("%(rows)s rejected") % {"rows": controls.rows_of(delivery.rejected)}, className="sc-heading"),
        html.Div(
            _("%(file)s · delivery %(id)s") % {"file": delivery.file_name, "id": delivery.pk}, className="sc-caption"
        ),
        html.Div(bars, className="sc-reasons"),
        html.P(
            [
                html.B(controls.account_sum(table.account(delivery))),
                html.Br(),
                _("Nothing is thrown away: correct the rows and give the file again."),
            ]
        ),
        *standing.part(session.current(), delivery),
        *([html.H3(_("Noted, not rejected"), className="sc-heading"), controls.facts(notes)] if notes else []),
        *([link, *to_corrections(delivery.source.code)] if delivery.rejected and reads_rows(session.current()) else []),
    ]


def to_corrections(source: str) -> list[html.A]:
    """The way to the source's waiting rows, for those who may place them."""
    if not may(session.current(), Permission.RECORD_EDIT):
        return []
    words = [controls.icon("map-pin"), _("Place them, or give them back corrected")]
    return [html.A(words, href=f"/planner/corrections/?source={source}", className="sc-button")]


def reason(code: str, count: int, most: int) -> html.Div:
    bar = html.Span(html.Span(style={"width": f"{max(2, 100 * count / most):.0f}%"}), className="sc-reasons__bar")
    return html.Div(
        [html.Span(word(REASONS, code)), bar, html.B(controls.number(count), className="sc-num")],
        className="sc-reasons__row",
    )


def rejected(delivery: Any) -> list[Any]:
    if not delivery.rejected:
        return [controls.empty(_("Every row of this delivery found its place."))]
    choices = [{"value": code, "label": word(REASONS, code)} for code in delivery.reasons]
    return [
        html.Div(
            [html.H2(_("Rejected rows"), className="sc-heading"), table.reason_choice(choices)],
            className="sc-data__head",
        ),
        html.Div(grid(), id=Data.ROWS),
    ]


def grid() -> Any:
    return grids.endless(Data.GRID, columns(), height="340px")


def columns() -> list[dict[str, Any]]:
    return [
        {"field": "line", "headerName": _("Line"), "type": "rightAligned", "width": 90, "sortable": False},
        {"field": "reason", "headerName": _("Reason"), "width": 230, "sortable": False},
        {"field": "detail", "headerName": _("Detail"), "width": 130, "sortable": False},
        {"field": "proposal", "headerName": _("As written → proposed"), "width": 330, "sortable": False},
        {"field": "raw", "headerName": _("The row as it came"), "flex": 1, "minWidth": 300, "sortable": False},
    ]


def asked_for(search: str | None) -> int | None:
    """
    >>> asked_for("?delivery=12"), asked_for("?delivery=x"), asked_for(None)
    (12, None, None)
    """
    value = parse_qs((search or "").removeprefix("?")).get("delivery", [""])[0]
    return int(value) if value.isdecimal() and len(value) < 12 else None


def register(app: Dash) -> None:
    """Callbacks of the page."""

    standing.register(app)

    @app.callback(Output(Data.DETAIL, "children"), Output(Data.DELIVERY, "data"), Input("place", "search"))
    def chosen(search: Text | None) -> Any:
        found = queries.delivery(session.current(), asked_for(search))
        return (detail(found), found.pk) if found else ([], None)

    @app.callback(
        Output(Data.GRID, "getRowsResponse"),
        Input(Data.GRID, "getRowsRequest"),
        State(Data.REASON, "value"),
        State(Data.DELIVERY, "data"),
    )
    def rows(asked: RowsRequest | None, reason: Text | None, delivery: Number | None) -> Any:
        if not asked or delivery is None:
            return no_update
        found = queries.rejections(session.current(), delivery, reason)
        page = found[asked["startRow"] : asked["endRow"]]
        return {"rowData": [table.rejection_row(row) for row in page], "rowCount": found.count()}

    @app.callback(Output(Data.ROWS, "children"), Input(Data.REASON, "value"), prevent_initial_call=True)
    def again(_reason: Text | None) -> Any:
        return grid()

    @app.callback(
        Output({"type": Data.ROW, "id": ALL}, "className"),
        Input(Data.DELIVERY, "data"),
        State({"type": Data.ROW, "id": ALL}, "id"),
    )
    def marked(delivery: Number | None, rows: list[dict[str, Any]]) -> list[str]:
        return ["sc-rows__chosen" if row.get("id") == delivery else "" for row in rows]
