"""The page of placement: set-up, two maps, curve and list. assets/placement.mjs fills it from the API."""

from typing import Any, Literal

import orjson
from dash import Dash, Input, Output, dcc, html
from django.utils.translation import gettext as _
from typing_extensions import TypedDict

from dashboards import charts, controls, empty_city, frame, queries, session
from dashboards.given import Number, Text
from dashboards.placement import about, chart, curves, ground, setup, told, wording
from dashboards.placement.ids import PREFIX, Placement
from gis_app.findings.camera_models import catalogue
from gis_app.findings.coverage import queries as coverage

STRIPS = ("why", "sure", "legend", "compared")


class Changed(TypedDict):
    """Which scenario was changed, and against what its curve is drawn; `at` is new with each change."""

    scenario: Number
    by: Literal["cost", "number"]
    at: Text


def layout() -> Any:
    user, city = session.current(), queries.city()
    content = page(city) if city else empty_city.page(user)
    return frame.frame(city, PREFIX, content, about.about())


def page(city: Any) -> html.Div:
    """The empty parts; what the script needs to know stands in the attributes."""
    return html.Div(
        [
            dcc.Store(id=Placement.CHANGED),
            head(),
            side(),
            html.Div([map_box("left"), map_box("right")], className="sc-place__maps", id="place-maps"),
            html.Div([strip(name) for name in STRIPS], className="sc-panel sc-place__strip"),
            html.Div([curve_panel(), list_panel()], className="sc-place__right"),
        ],
        id=Placement.PAGE,
        className="sc-page sc-place",
        **{
            "data-config": orjson.dumps(config(city), default=str).decode(),
            "data-words": orjson.dumps(wording.words()).decode(),
        },
    )  # fmt: skip


def config(city: Any) -> dict[str, Any]:
    west, south, east, north = city.bounds
    run = coverage.run()
    return {
        "style": ground.ground(city, run.parameters["from"] if run else ""),
        "bounds": [[west, south], [east, north]],
        "attribution": ground.credit(),
        "choices": told.choices(catalogue()),
        "form": setup.form(),
        "counted": run is not None,
    }


def head() -> html.Div:
    modes = [("side", "columns-2", _("Side by side")), ("swipe", "layout-sidebar-right", _("Swipe"))]
    modes.append(("difference", "layers-difference", _("Difference")))
    return html.Div(
        [
            html.H1(_("The next cameras"), className="sc-title"),
            html.Div(
                [choice(code, glyph, title) for code, glyph, title in modes],
                className="sc-switch",
                role="group",
                **{"aria-label": _("How the two maps are shown")},
            ),
            html.Div(id="place-tabs", className="sc-place__tabs", **{"aria-label": _("Scenarios")}),
            html.Div(
                [
                    act("undo", "arrow-back-up", _("Undo")),
                    act("share", "link", _("Link")),
                    html.Span(id="place-said", role="status", className="sc-quiet"),
                ],
                className="sc-place__acts",
            ),
        ],
        className="sc-place__head",
    )


def side() -> html.Div:
    """The left side: the scenario, the chosen camera, what to propose, how far that is, the bill, the approval."""
    parts = ("scenario", "camera", "ask", "progress", "bill", "approve")
    return html.Div([html.Div(id=f"place-{name}", className=f"sc-place__{name}") for name in parts],
                    className="sc-panel sc-place__setup")  # fmt: skip


def choice(code: str, glyph: str, title: str) -> html.Button:
    data = {"data-mode": code, "aria-pressed": "false"}
    return html.Button([controls.icon(glyph), title], type="button", className="sc-button", **data)


def act(code: str, glyph: str, title: str) -> html.Button:
    kind = "sc-button sc-button--framed"
    return html.Button([controls.icon(glyph), title], type="button", className=kind, **{"data-place": code})


def map_box(side: str) -> html.Section:
    return html.Section(
        [
            html.Div(id=f"place-{side}-head", className="sc-place__map-head"),
            html.Div(id=f"place-{side}", className="sc-place__map"),
            html.Div(id=f"place-{side}-figures", className="sc-place__figures"),
        ],
        className="sc-panel sc-place__box",
        id=f"place-{side}-box",
    )


def strip(name: str) -> html.Div:
    return html.Div(id=f"place-{name}", className="sc-place__part")


def curve_panel() -> html.Div:
    by = [html.Button(title, type="button", className="sc-button", **{"data-by": code, "aria-pressed": "false"})
          for code, title in (("cost", _("Budget")), ("number", _("Number of cameras")))]  # fmt: skip
    return html.Div(
        [
            html.Div(
                [
                    html.H2(_("What each camera adds"), className="sc-heading"),
                    html.Div(by, className="sc-switch", role="group"),
                ],
                className="sc-place__panel-head",
            ),
            dcc.Graph(id=Placement.CURVE, config=charts.spoken(), style={"height": f"{chart.HEIGHT_PX}px"}),
        ],
        className="sc-panel sc-place__curve",
    )


def list_panel() -> html.Div:
    count = html.Span(id="place-count", className="sc-chip sc-chip--accent")
    return html.Div(
        [
            html.Div(
                [
                    html.H2([_("Cameras of the scenario"), " ", count], className="sc-heading"),
                    html.Div(id="place-export"),
                ],
                className="sc-place__panel-head",
            ),
            html.Div(id="place-list", className="sc-place__list"),
        ],
        className="sc-panel sc-place__listed",
    )  # fmt: skip


def register(app: Dash) -> None:
    """The curve; everything else is the script's."""

    @app.callback(Output(Placement.CURVE, "figure"), Input(Placement.CHANGED, "data"), prevent_initial_call=True)
    def drawn(changed: Changed) -> Any:
        return curves.of(session.current(), changed["scenario"], changed["by"])
