"""Of a source of totals: whether they or the points count where both are there; a planner says which."""

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, html, no_update
from django.utils.translation import gettext as _

from dashboards import controls, queries, session
from dashboards.deliveries.ids import Data
from dashboards.given import Number, Text
from gis_app.incidents import totals
from gis_app.incidents.actions import let_totals_stand
from gis_app.people.guard import require
from gis_app.people.permissions import Permission
from gis_app.people.roles import may


def part(user: Any, delivery: Any) -> list[Any]:
    """Heading, what is at stake, the choice; nothing for a source that brings no totals."""
    if not totals.brings_totals(delivery.source_id):
        return []
    both, all_of_them = totals.overlap(delivery.source_id)
    told = _("Of %(all)s totals of this source %(both)s have points of the same kind, district and month beside them.")
    words = told % {"all": controls.number(all_of_them), "both": controls.number(both)}
    return [
        html.H3(_("Points and totals"), className="sc-heading"),
        html.P([words, " ", _("Both are never added.")]),
        choice(delivery.source_id, fixed=not may(user, Permission.SOURCE_IMPORT)),
        html.Div("", id=Data.STOOD, className="sc-caption", role="status"),
    ]


def choice(source: int, fixed: bool) -> dmc.RadioGroup:
    chosen = "totals" if source in totals.declared_sources() else "points"
    words = {"points": _("the points count"), "totals": _("the totals count")}
    options = [dmc.Radio(text, value=code, size="xs", disabled=fixed) for code, text in words.items()]
    return dmc.RadioGroup(html.Div(options, className="sc-standing"), id=Data.STANDING, value=chosen, size="xs")


def register(app: Dash) -> None:
    """The callback of the choice."""

    @app.callback(
        Output(Data.STOOD, "children"),
        Input(Data.STANDING, "value"),
        State(Data.DELIVERY, "data"),
        prevent_initial_call=True,
    )
    def stood(which: Text | None, number: Number | None) -> Any:
        user = session.current()
        delivery = queries.delivery(user, number)
        if delivery is None or which not in {"points", "totals"}:
            return no_update
        return said(user, delivery.source, which == "totals")


def said(user: Any, source: Any, stand: bool) -> Any:
    """Keep the choice if it is another than before. Raises Refused for who may not import."""
    if stand == (source.pk in totals.declared_sources()):
        return no_update
    require(user, Permission.SOURCE_IMPORT)
    let_totals_stand(by=user, source=source, stand=stand)
    return _("Kept. Maps and charts count so from now on.")
