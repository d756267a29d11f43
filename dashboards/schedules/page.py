"""The page of schedules: how fresh each source is, when it is pulled next, and what came of the last tries."""

from typing import Any
from urllib.parse import parse_qs

import orjson
from dash import Dash, Input, Output, dcc, html
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboards import controls, frame, queries, session
from dashboards.given import Text
from dashboards.schedules import about, detail, table
from dashboards.schedules.ids import Part
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.sources import freshness
from gis_app.sources.freshness import Arrival


def layout() -> Any:
    user = session.current()
    return frame.frame(queries.city(), session.workspace().data, page(user), about.about())


def page(user: Any) -> html.Div:
    rows, data = freshness.arrivals(user), session.workspace().data
    zone, now, may_change = queries.zone_of_city(), timezone.now(), may(user, Permission.SOURCE_IMPORT)
    listed = table.table(rows, zone, now, data, may_change) if rows else nothing()
    return html.Div(
        [
            dcc.Location(id="place", refresh=False),
            html.Div(
                [
                    html.H1(_("Sources and schedules"), className="sc-title sc-data__title"),
                    html.A([controls.icon("arrow-left"), _("Deliveries")], href=data, className="sc-button"),
                ],
                className="sc-plans__head",
            ),
            *([more()] if may_change else []),
            html.Div(listed, className="sc-panel sc-data__table"),
            html.Div(id=Part.DETAIL, className="sc-plans__detail"),
        ],
        className="sc-page sc-data",
        id="plans",
        **{"data-words": orjson.dumps(words()).decode()},
    )


def words() -> dict[str, str]:
    """What the browser says."""
    return {
        "away": _("The server does not answer. Nothing was changed. Try again."),
        "begun": _("The pull has begun. The bell above shows how far it is."),
        "none": _("Every source that can be pulled is switched on."),
    }


def more() -> html.Div:
    """Where a planner switches a further source on; the browser lists those that declare a pull."""
    chosen = html.Select([], className="sc-import__source", id="plans-choice", **{"aria-label": _("Source")})
    button = html.Button(
        [controls.icon("calendar-plus"), _("Pull from now on")],
        className="sc-button sc-button--framed",
        type="button",
        id="plans-on",
    )
    hint = _("Nothing is called before you switch it on, and only the address that the source declares.")
    return html.Div(
        [
            html.Div([chosen, button, html.Span(hint, className="sc-caption")], className="sc-plans__more"),
            html.Div(id="plans-told", className="sc-plans__told", role="status"),
        ]
    )


def nothing() -> html.Div:
    step = [_("Give it a file:"), " ", html.Code("./safecity import auto FILE --dry-run")]
    return controls.empty(_("No source has come yet."), step)


def asked_for(search: str | None, rows: list[Arrival]) -> Arrival | None:
    """The source that the address names, else the first that is pulled, else the first."""
    code = parse_qs((search or "").removeprefix("?")).get("source", [""])[0]
    named = [one for one in rows if one.source.code == code]
    return next(iter([*named, *(one for one in rows if one.schedule), *rows]), None)


def register(app: Dash) -> None:
    """Callbacks of the page."""

    @app.callback(Output(Part.DETAIL, "children"), Input("place", "search"))
    def chosen(search: Text | None) -> Any:
        user = session.current()
        one = asked_for(search, freshness.arrivals(user))
        return detail.detail(user, one.source, queries.zone_of_city(), session.workspace().data) if one else []
