"""The page of the public edition: drawn anew while an edition is being made, and when something was said."""

from typing import Any

from dash import Dash, Input, Output, State, dcc, html, no_update
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboards import controls, frame, queries, session, ticking
from dashboards.city_map import layers_panel
from dashboards.given import Number, Text
from dashboards.public_edition import about, parts
from dashboards.public_edition.ids import Part
from gis_app.errors import BadInput, Mistake
from gis_app.jobs.models import Job
from gis_app.jobs.queries import visible_to
from gis_app.people.guard import require
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from layers.public.actions import KIND, publish_now, schedule
from layers.public.declared import edition
from layers.public.kept import kept, next_due

EVERY_MS = 2_000
OPEN = (Job.State.WAITING, Job.State.RUNNING)


def layout() -> Any:
    return frame.frame(queries.city(), session.workspace().data, page(), about.about())


def page() -> html.Div:
    return html.Div(
        [
            ticking.ticker(Part.TICK, EVERY_MS),
            dcc.Store(id=Part.AGAIN, data=0),
            html.Div(id=Part.BODY, className="sc-edition__body"),
            html.Div(id=Part.NOTE, role="alert"),
        ],
        className="sc-page sc-data sc-edition",
    )


def shown(user: Any) -> tuple[list[Any], bool]:
    """The page's parts, and whether an edition is being made."""
    title, data = html.H1(_("Public edition"), className="sc-title sc-data__title"), session.workspace().data
    back = html.A([controls.icon("arrow-left"), _("Deliveries")], href=data, className="sc-button")
    if queries.city() is None:
        nowhere = controls.empty(_("There is no city yet."), html.A(_("Load one first."), href="/planner/"))
        return [html.Div([title, back], className="sc-plans__head"), nowhere], False
    try:
        declared = edition()
    except BadInput as wrong:
        return [html.Div([title, back], className="sc-plans__head"), controls.error(str(wrong))], False
    busy = visible_to(user).filter(kind=KIND, state__in=OPEN).exists()
    editions = kept(queries.zone_of_city())
    newest = editions[0] if editions else None
    due = next_due(declared, newest.made if newest else None, timezone.now().astimezone(queries.zone_of_city()))
    ways = html.Div([*parts.link(declared.serve and newest is not None), back], className="sc-edition__ways")
    told = [
        html.Div([title, ways], className="sc-plans__head"),
        parts.tiles(newest, declared, due),
        *([parts.acts(declared, busy)] if may(user, Permission.SOURCE_IMPORT) else []),
    ]
    if newest is None:
        return [*told, parts.nothing(), parts.rules(declared)], busy
    both = html.Div(
        [parts.contents(newest, layers_panel.titles(), declared.serve), parts.rules(declared)],
        className="sc-edition__both",
    )
    return [*told, both, parts.before(editions, declared.serve)], busy


def register(app: Dash) -> None:
    """Callbacks of the page."""

    @app.callback(
        Output(Part.BODY, "children"),
        Output(Part.TICK, "disabled"),
        Input(Part.TICK, "n_intervals"),
        Input(Part.AGAIN, "data"),
        running=ticking.patient(Part.TICK, EVERY_MS),
    )
    def drawn(_ticks: Number | None, _again: Number | None) -> Any:
        content, busy = shown(session.current())
        return content, not busy

    @app.callback(
        Output(Part.AGAIN, "data"),
        Output(Part.NOTE, "children"),
        Input(Part.NOW, "n_clicks"),
        State(Part.AGAIN, "data"),
        prevent_initial_call=True,
    )
    def published(clicks: Number | None, again: Number | None) -> Any:
        if not clicks:
            return no_update, no_update
        require(session.current(), Permission.SOURCE_IMPORT)
        publish_now(by=session.current())
        return (again or 0) + 1, ""

    @app.callback(
        Output(Part.AGAIN, "data", allow_duplicate=True),
        Output(Part.NOTE, "children", allow_duplicate=True),
        Input(Part.EVERY, "value"),
        State(Part.EVERY, controls.DRAWN),
        State(Part.AGAIN, "data"),
        prevent_initial_call=True,
    )
    def scheduled(every: Text | None, drawn: Text | None, again: Number | None) -> Any:
        said = int(every) if every and every.isdecimal() and len(every) < 4 else 0
        if every in (None, drawn) or said == (edition().every or 0):
            return no_update, no_update
        require(session.current(), Permission.SOURCE_IMPORT)
        try:
            schedule(by=session.current(), every=said or None)
        except Mistake as mistake:
            return no_update, controls.error(str(mistake))
        return (again or 0) + 1, ""
