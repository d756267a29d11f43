"""The page of coverage: figures at a class, the records behind each, and the gaps beside their map."""

from typing import Any

from dash import Dash, Input, Output, State, dcc, html, no_update
from django.utils.translation import gettext as _

from dashboards import controls, empty_city, frame, queries, session, ticking
from dashboards.coverage import about, address, download, figures, gap_list, heading, listed, tables, tiles, words
from dashboards.coverage.address import Asked
from dashboards.coverage.figures import MODELS, Figures
from dashboards.coverage.ids import PREFIX, Coverage
from dashboards.given import Number, Text
from gis_app.errors import Mistake
from gis_app.findings.coverage import actions
from gis_app.findings.coverage import queries as coverage

TICK_MS = 3_000


def layout() -> Any:
    city = queries.city()
    if city is None:
        return frame.frame(city, PREFIX, empty_city.page(session.current()), about.about())
    parts = [
        dcc.Location(id="place", refresh=False),
        ticking.ticker(Coverage.TICK, TICK_MS),
        dcc.Download(id=Coverage.FILE),
        html.Div(id=Coverage.HEAD, className="sc-cov__head"),
        html.Div(id=Coverage.NOTE, role="status"),
        html.Div(
            [
                html.Div(id=Coverage.BODY, className="sc-cov__body"),
                html.Aside(
                    [
                        html.H2(_("Gaps"), className="sc-heading sc-cov__by"),
                        gap_list.box(city.bounds),
                        html.Div(id=Coverage.GAPS, className="sc-cov__gaplist"),
                    ],
                    className="sc-panel sc-cov__side",
                    **{"aria-label": _("Gaps")},
                ),
            ],
            className="sc-cov__content",
        ),
    ]
    return frame.frame(city, PREFIX, html.Div(parts, className="sc-page sc-cov"), about.about())


def content(user: Any, asked: Asked) -> tuple[list[Any], list[Any], list[Any], bool]:
    """Head, body, gaps, and whether the page need not ask again."""
    run, busy = coverage.run(), actions.measuring()
    if run is None:
        return heading.head(None, asked, busy=busy), [nothing(busy)], [], not busy
    found = figures.figures(user, run, asked)
    body = [listed.panel(user, run, asked)] if asked.measure else below(found, asked)
    shown = [html.Div(all_tiles(user, found, asked), className="sc-cov__tiles"), *body]
    return heading.head(found, asked, busy=busy), shown, gap_list.panel(user, run, asked), not busy


def all_tiles(user: Any, found: Figures, asked: Asked) -> list[Any]:
    whole = found.whole()
    left = {layer: figures.apart(user, found.run, asked, layer) for layer in MODELS}
    return [tiles.tile(asked, measure, whole.get(measure), left.get(measure)) for measure in words.titles()]


def below(found: Figures, asked: Asked) -> list[Any]:
    hours = [tables.by_hour(found, asked, measure) for measure in tables.TIMED]
    return [tables.by_group(found, asked), tables.by_area(found, asked), *hours]


def nothing(busy: bool) -> Any:
    if busy:
        return html.Div(controls.loading(_("Coverage is being measured.")), className="sc-panel")
    return html.Div(
        controls.empty(
            _("Coverage has not been measured yet."),
            _("It is measured once it is known what the cameras see. Press “Measure again” to begin at once."),
        ),
        className="sc-panel",
    )


def register(app: Dash) -> None:
    """Callbacks of the page."""

    @app.callback(
        Output(Coverage.HEAD, "children"),
        Output(Coverage.BODY, "children"),
        Output(Coverage.GAPS, "children"),
        Output(Coverage.TICK, "disabled"),
        Input("place", "search"),
        Input(Coverage.TICK, "n_intervals"),
        Input(Coverage.NOTE, "children"),
        running=ticking.patient(Coverage.TICK, TICK_MS),
    )
    def shown(search: Text | None, _tick: Number | None, _note: Any) -> Any:
        return content(session.current(), address.read(search))

    @app.callback(Output(Coverage.NOTE, "children"), Input(Coverage.AGAIN, "n_clicks"), prevent_initial_call=True)
    def again(clicks: Number | None) -> Any:
        if not clicks:
            return no_update
        try:
            actions.measure(by=session.current())
        except Mistake as mistake:
            return controls.error(str(mistake))
        return []

    @app.callback(
        Output(Coverage.FILE, "data"),
        Input(Coverage.SAVE, "n_clicks"),
        State("place", "search"),
        prevent_initial_call=True,
    )
    def saved(clicks: Number | None, search: Text | None) -> Any:
        return download.file(session.current(), address.read(search)) if clicks else no_update
