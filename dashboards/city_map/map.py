"""The map page: layers, filters, map, card, charts. The browser draws; the server says what there is to draw."""

from collections.abc import Callable
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from django.db.models.functions import TruncMonth
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dashboards import charts, controls, empty_city, frame, queries, session, theme
from dashboards.city_map import about, card, filters, layers_panel, playback, printing, selection, table, tools
from dashboards.city_map.ids import Map
from dashboards.given import Failed, Filters, Record
from gis_app.errors import BadFilter
from gis_app.modules import INCIDENTS, any_on, is_on
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.places import queries as places
from layers import labels
from layers.style import style
from layers.words import AREA_KINDS, CAMERA_KINDS, PLACE_PRECISIONS, SITE_KINDS

Notice = Callable[[Any], html.Div]
MOST_WEEKS = 210


def layout(notice: Notice | None = None) -> Any:
    """The page for the person who asks; three steps instead of a map where there is no city."""
    user, city = session.current(), queries.city()
    content = page(user, city, notice) if city else empty_city.page(user)
    return frame.frame(city, session.workspace().map, content, about.about())


def page(user: Any, city: Any, notice: Notice | None) -> html.Div:
    names = layers_panel.titles()
    precisions = [{"value": code, "label": str(words)} for code, words in PLACE_PRECISIONS.items()]
    credit = queries.attribution()
    foot = _("Background: our own buildings, streets and water.") + (f" {credit}." if credit else "")
    return html.Div(
        [
            *stores(city, names, credit),
            notices(user, notice),
            layers_panel.panel(foot, queries.site_kinds(user)),
            filters.bar(queries.kind_choices(names), queries.area_choices(user), precisions),
            html.Div(
                [
                    html.Div(id="map", className="sc-map"),
                    html.Div(id="map-note", className="sc-map-note", role="alert"),
                    tools.tools(),
                    layers_panel.opener(),
                ],
                className="sc-map-box",
            ),
            chart_strip(user),
            html.Aside(
                id=Map.CARD, className="sc-card", tabIndex="-1", **{"aria-label": _("Record"), "aria-live": "polite"}
            ),
            table.panel(names),
            printing.place(),
        ],
        className="sc-page sc-map-page",
    )


def notices(user: Any, notice: Notice | None) -> html.Div:
    """What the person must know above the map: the workspace's own notice, and what the city still lacks."""
    return html.Div(
        [told for told in (notice and notice(user), empty_city.missing(user)) if told], className="sc-notices"
    )


def stores(city: Any, names: dict[str, str], credit: str) -> list[dcc.Store]:
    """What the browser is told once, and the boxes it puts its state into."""
    given = {Map.CONFIG: config(city, names, credit), Map.DEFAULTS: {"layers": layers_panel.shown_at_first()}}
    given[Map.WORDS] = {
        **filters.sum_words(),
        "lang": get_language(),
        "layers": list(layers_panel.COUNTED),
        "copied": _("Copied"),
        "copy": _("Copy it from the address bar"),
    }
    empty = (
        Map.ADDRESS,
        Map.FILTERS,
        Map.VIEW,
        Map.SELECTED,
        Map.RECORD,
        Map.COUNTS,
        Map.APPLIED,
        Map.WITHIN,
        Map.DRAWN,
        Map.CHARTED,
    )
    return [*[dcc.Store(id=name, data=data) for name, data in given.items()], *[dcc.Store(id=name) for name in empty]]


def config(city: Any, names: dict[str, str], credit: str) -> dict[str, Any]:
    """What the map module needs: style, bounds of the city, words."""
    user = session.current()
    west, south, east, north = places.bounds_for(user, city)
    shown_days = playback.given(user)
    kinds = {**AREA_KINDS, **(SITE_KINDS if is_on("sites") else {}), **(CAMERA_KINDS if is_on("cameras") else {})}
    return {
        "style": style_with_names(session.workspace().theme, (south + north) / 2),
        "bounds": [[west, south], [east, north]],
        "attribution": credit,
        "layers": layers_panel.shown_at_first(),
        "playback": shown_days,
        "opening": playback.newest(shown_days["days"], session.workspace().opening_months),
        "words": {
            "layers": names,
            "kinds": {**{code: str(text) for code, text in kinds.items()}, **queries.kind_names()},
            "map": _("Map. Arrow keys move it, plus and minus zoom; the button Table lists what it shows."),
            "several": _("{n} here: click to come nearer"),
            "tiles_failed": _("Part of the map did not arrive. What is shown stays true; move the map to try again."),
            "controls": map_words(),
            "stage": stage_words(),
        },
    }


def style_with_names(scheme: theme.Theme, latitude: float) -> dict[str, Any]:
    """The map's style with the names of the areas in it."""
    drawn = style(scheme, "/tiles", latitude, queries.crowd(session.current()))
    drawn["sources"][labels.SOURCE]["data"] = labels.area_names(session.current())
    return drawn


def stage_words() -> dict[str, str]:
    """Names of the buttons on the map besides zoom."""
    return {"playback": _("Playback through time"), "print": _("Print this view"), "full": _("Full screen")}


def map_words() -> dict[str, str]:
    """What MapLibre itself says, by its own names."""
    return {
        "NavigationControl.ZoomIn": _("Zoom in"),
        "NavigationControl.ZoomOut": _("Zoom out"),
        "ScaleControl.Meters": _("m"),
        "ScaleControl.Kilometers": _("km"),
    }


def chart_strip(user: Any) -> html.Details:
    counting = html.P(_("Counting…"), className="sc-charts__wait")
    return html.Details(
        [html.Summary(_("Charts of the filter")), html.Div(counting, id=Map.CHARTS, className="sc-charts__row")],
        className="sc-charts",
        open=True,
        hidden=not (any_on(INCIDENTS) and may(user, Permission.INCIDENT_SEE)),
    )


def in_browser(app: Dash, name: str, outputs: Any, *inputs: Any, **more: Any) -> None:
    """A callback that assets/bridge.js answers."""
    app.clientside_callback(ClientsideFunction("planner", name), outputs, *inputs, **more)


def register(app: Dash) -> None:
    """Callbacks of the page: the browser's own first, then what the server answers."""
    inputs = [(name, "value") for name in (Map.PERIOD, Map.KINDS, Map.AREAS, Map.PRECISION)] + [(Map.WITHIN, "data")]
    controls_of_filters = [Output(*one) for one in inputs]
    chosen = [Input(*one) for one in inputs]
    again = [Output(*one, allow_duplicate=True) for one in inputs]
    figures = [Output(layers_panel.figure_id(layer), "children") for layer in layers_panel.COUNTED]

    in_browser(app, "start", [Output(Map.ADDRESS, "data"), Output(Map.SELECTED, "data")], Input(Map.CONFIG, "data"))
    in_browser(
        app,
        "controls",
        [*controls_of_filters, Output(Map.SHOWN, "value")],
        Input(Map.ADDRESS, "data"),
        State(Map.DEFAULTS, "data"),
    )
    in_browser(app, "filters", Output(Map.FILTERS, "data"), *chosen, State(Map.ADDRESS, "data"))
    in_browser(app, "drawn", Output(Map.DRAWN, "data"), Input(Map.FILTERS, "data"))
    in_browser(app, "charted", Output(Map.CHARTED, "data"), Input(Map.FILTERS, "data"))
    in_browser(app, "reset", again, Input(Map.RESET, "n_clicks"), prevent_initial_call=True)
    in_browser(
        app,
        "layers",
        Output(Map.APPLIED, "data"),
        Input(Map.SHOWN, "value"),
        State(Map.ADDRESS, "data"),
        State(Map.DEFAULTS, "data"),
    )
    in_browser(app, "counts", Output(Map.COUNTS, "data"), Input(Map.FILTERS, "data"), Input(Map.VIEW, "data"))
    in_browser(
        app,
        "figures",
        [*figures, Output(Map.SUM, "children")],
        Input(Map.COUNTS, "data"),
        Input(Map.SHOWN, "value"),
        State(Map.WORDS, "data"),
    )
    in_browser(app, "record", Output(Map.RECORD, "data"), Input(Map.SELECTED, "data"))
    in_browser(
        app,
        "close",
        Output(Map.SELECTED, "data", allow_duplicate=True),
        Input(Map.CLOSE, "n_clicks"),
        prevent_initial_call=True,
    )
    in_browser(
        app,
        "link",
        Output(Map.LINK_TEXT, "children"),
        Input(Map.LINK, "n_clicks"),
        State(Map.WORDS, "data"),
        prevent_initial_call=True,
    )

    @app.callback(Output(Map.CARD, "children"), Input(Map.RECORD, "data"))
    def shown(record: Record | Failed | None) -> Any:
        return card.card(record, layers_panel.titles(), session.workspace().data) if record else []

    @app.callback(Output(Map.CHARTS, "children"), Input(Map.CHARTED, "data"), prevent_initial_call=True)
    def drawn(given: Filters) -> Any:
        drawn_up = zip((Map.WEEKS, Map.BY_KIND), figures_of(session.current(), given), strict=True)
        return [graph(name, figure) for name, figure in drawn_up]

    table.register(app)
    printing.register(app)
    selection.register(app)


def graph(name: str, figure: Any) -> dcc.Graph:
    return dcc.Graph(id=name, figure=figure, config=charts.spoken(), style={"height": "168px"})


def tones() -> theme.Tones:
    """Colours of the workspace that is answered."""
    return theme.TONES[session.workspace().theme]


def figures_of(user: Any, given: dict[str, Any]) -> tuple[Any, Any]:
    """Both charts of a filter; a sentence where there is nothing to draw or the filter is refused."""
    by_week, by_kind = _("Incidents by week"), _("Incidents by kind")
    try:
        kinds = queries.by_kind(user, given)
    except BadFilter as refused:
        return charts.nothing(by_week, str(refused), tones()), charts.nothing(by_kind, "", tones())
    if kinds.empty:
        return charts.nothing(
            by_week, _("No incidents in this filter. Widen the period or reset the filters."), tones()
        ), charts.nothing(by_kind, "", tones())
    return over_time(user, given), charts.by_kind(kinds, queries.kind_names(), by_kind, tones=tones())


def over_time(user: Any, given: dict[str, Any]) -> Any:
    """Incidents by week; by month where there are more weeks than a chart can show apart, or totals of months."""
    names, summed = layers_panel.titles(), queries.summed(user, given)
    if summed:
        title = _("Incidents by month, %(n)s of them from totals by district") % {"n": controls.number(summed)}
        months = queries.over_time(user, given, TruncMonth)
        return charts.over_time(months, names, title, _("part of a month"), charts.MONTH, tones())
    weeks = queries.over_time(user, given)
    if (weeks["start"].max() - weeks["start"].min()).days <= MOST_WEEKS * 7:
        return charts.over_time(weeks, names, _("Incidents by week"), _("part of a week"), tones=tones())
    months = queries.over_time(user, given, TruncMonth)
    return charts.over_time(months, names, _("Incidents by month"), _("part of a month"), charts.MONTH, tones())
