"""The pages of described tables: the list, and the steps of one, by the address."""

from typing import Any
from urllib.parse import parse_qs

from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update
from django.utils.translation import gettext as _

from dashboards import controls, frame, queries, session, ticking
from dashboards.city_map import layers_panel
from dashboards.given import Number, Text
from dashboards.pressed import pressed
from dashboards.sources import about, check, columns, kinds, progress, said, start, steps
from dashboards.sources.doing import do
from dashboards.sources.ids import Table
from dashboards.sources.parts import PREFIX, button, foot, panel, way
from gis_app.errors import Conflict, Mistake, NotFoundHere
from gis_app.sentences import spoken
from gis_app.sources import draft_actions, draft_queries
from gis_app.sources.drafts import Draft
from gis_app.sources.short_names import short_name

EVERY_MS = 1_000


def layout() -> Any:
    city = queries.city()
    return frame.frame(city, session.workspace().data, page(), about.about())


def page() -> html.Div:
    return html.Div(
        [
            dcc.Location(id="place", refresh="callback-nav"),
            ticking.ticker(Table.TICK, EVERY_MS),
            dcc.Store(id=Table.AGAIN, data=0),
            html.Div(id=Table.NOTE, role="alert", className="sc-source__note"),
            html.Div(id=Table.BODY, className="sc-source__body"),
        ],
        className="sc-page sc-data sc-source",
    )


def asked(search: str | None) -> tuple[int | None, str, bool]:
    """The draft, the step, and whether all values are shown, by an address's query.

    >>> asked("?draft=3&step=kinds"), asked("?draft=x")
    ((3, 'kinds', False), (None, 'columns', False))
    """
    query = parse_qs((search or "").removeprefix("?"))
    number = query.get("draft", [""])[0]
    draft = int(number) if number.isdecimal() and len(number) < 12 else None
    return draft, steps.of(query.get("step", [None])[0]), "all" in query


def shown(search: str | None) -> tuple[list[Any], bool]:
    """What the page shows for an address, and whether it has to look again soon: a job is under way."""
    user = session.current()
    number, step, whole = asked(search)
    if queries.city() is None:
        return [controls.empty(_("There is no city yet."), html.A(_("Load one first."), href="/planner/"))], False
    if number is None:
        return titled(
            _("Any table as a source"), start.page(draft_queries.open_to(user), draft_queries.described())
        ), False
    draft = draft_queries.visible_to(user).filter(pk=number).first()
    if draft is None:
        return gone(), False
    if draft_actions.is_busy(draft):
        return titled(title(draft), progress.page(draft.job)), True
    return titled(title(draft), content(draft, step, whole)), False


def titled(words: str, content: list[Any]) -> list[Any]:
    return [html.H1(words, className="sc-title sc-data__title"), *content]


def title(draft: Draft) -> str:
    return str(draft.form.get("name") or draft.file_name or draft.code)


def gone() -> list[Any]:
    told = controls.empty(_("There is no such table of yours."), _("It was saved, deleted, or is another person's."))
    return [panel(_("Any table as a source"), told), foot(way(_("To the list"), PREFIX))]


def content(draft: Draft, step: str, whole: bool) -> list[Any]:
    """The step of a draft that nothing is being done to."""
    if draft.saved:
        return check.done(draft.saved, session.workspace().data)
    told = html.P([controls.icon("alert-circle"), spoken(draft.error)], className="sc-import__bad")
    trouble: list[Any] = [told] if draft.error else []
    if draft.found is None:
        unread = controls.empty(_("The table has not been read."), _("Read it, or give another."))
        again = button(_("Read it"), "look", main=True)
        return [panel(_("The table"), *(trouble or [unread])), foot(way(_("To the list"), PREFIX), again)]
    city = queries.city()
    body = {
        "columns": lambda: columns.page(draft, layers_panel.titles(), city.crs),
        "kinds": lambda: kinds.page(draft, whole),
        "check": lambda: check.page(draft, city, queries.attribution(), short_name(title(draft))),
    }[step]()
    return [steps.nav(draft, step), *trouble, *body]


def heard(draft: Draft, told: list[tuple[str, Any]]) -> bool:
    """Keep what the person said; whether the page has to be drawn anew for it."""
    new = {path: given for path, value in told if said.differs(draft, given := said.by(draft, path, value))}
    for path, given in new.items():
        guessed = said.to_guess_anew(draft.form, path, given)
        draft_actions.say(draft=draft, said=given | guessed)
        if guessed or path == "layer" or path.startswith("reading/"):
            draft_actions.start(draft=draft, kind="draft.look")
            break
    return any(path.partition("/")[0] not in (*said.LINES, "lookups") for path in new)


def last_words(number: int | None, told: list[tuple[str, Any]]) -> None:
    """Keep what was said since the page was drawn when a button is pressed: its own call may still be on its way."""
    draft = draft_queries.open_to(session.current()).filter(pk=number or 0).first()
    if draft is not None and draft.found is not None and not draft_actions.is_busy(draft):
        heard(draft, told)


def of_person(number: int | None) -> Draft:
    """The person's draft of that number, which waits for their word. Raises NotFoundHere."""
    draft = draft_queries.open_to(session.current()).filter(pk=number or 0).first()
    if draft is None or draft.found is None:
        raise NotFoundHere(_("There is no such table of yours."))
    return draft


def register(app: Dash) -> None:
    """Callbacks of the pages."""

    @app.callback(
        Output(Table.BODY, "children"),
        Output(Table.TICK, "disabled"),
        Input("place", "search"),
        Input(Table.TICK, "n_intervals"),
        Input(Table.AGAIN, "data"),
        running=ticking.patient(Table.TICK, EVERY_MS),
    )
    def drawn(search: Text | None, _ticks: Number | None, _again: Number | None) -> Any:
        content, busy = shown(search)
        return content, not busy

    @app.callback(
        Output(Table.AGAIN, "data"),
        Output(Table.NOTE, "children"),
        Input({"type": "table-said", "path": ALL}, "value"),
        State({"type": "table-said", "path": ALL}, "id"),
        State("place", "search"),
        State(Table.AGAIN, "data"),
        prevent_initial_call=True,
    )
    def kept(values: list[Any], ids: list[dict[Text, Text]], search: Text | None, again: Number | None) -> Any:
        told = said.changed(values, ids, {one["path"] for one in ctx.triggered_prop_ids.values()})
        if not told:
            return no_update, no_update
        try:
            return (again or 0) + 1 if heard(of_person(asked(search)[0]), told) else no_update, ""
        except (Conflict, NotFoundHere) as overtaken:
            return (again or 0) + 1, str(overtaken)
        except Mistake as mistake:
            return no_update, str(mistake)

    @app.callback(
        Output("place", "href"),
        Output(Table.AGAIN, "data", allow_duplicate=True),
        Output(Table.NOTE, "children", allow_duplicate=True),
        Input({"type": "table-does", "what": ALL}, "n_clicks"),
        State({"type": "table-said", "path": ALL}, "value"),
        State({"type": "table-said", "path": ALL}, "id"),
        State({"type": "table-said", "path": ALL}, controls.DRAWN),
        State("place", "search"),
        State(Table.AGAIN, "data"),
        prevent_initial_call=True,
    )
    def done(
        _clicks: list[Number | None],
        values: list[Any],
        ids: list[dict[Text, Text]],
        drawn: list[Any],
        search: Text | None,
        again: Number | None,
    ) -> Any:
        what = pressed().get("what", "")
        if not what:
            return no_update, no_update, no_update
        try:
            if what in ("try", "save"):
                last_words(asked(search)[0], said.not_yet_said(values, ids, drawn))
            href = do(session.current(), str(what), asked(search)[0])
        except Mistake as mistake:
            return no_update, no_update, str(mistake)
        return href or no_update, (again or 0) + 1, ""
