"""The page of links: a queue at the left, both records of the chosen link at the right, a key for each decision."""

from collections.abc import Mapping
from typing import Any

from dash import ALL, Dash, Input, Output, State, html, no_update
from django.utils.translation import gettext as _
from typing_extensions import TypedDict

from dashboards import controls, frame, queries, session
from dashboards.given import Number, Text
from dashboards.links import about, address, chosen, deciding, listed, switch
from dashboards.links.ids import PREFIX, Links
from gis_app.errors import Mistake
from gis_app.incidents.links import queries as links
from gis_app.incidents.links.actions import decide
from gis_app.people.guard import require
from gis_app.people.permissions import Permission

PAST = ("decided", "later")


class Done(TypedDict, total=False):
    """What was done last: to which link, and its state since; how often the page was behind."""

    link: Number
    state: Text
    missed: Number


def layout() -> Any:
    return frame.frame(queries.city(), switch.tab(), deciding.page(Links), about.about())


def content(user: Any, asked: address.Asked) -> tuple[list[Any], dict[str, Any] | None]:
    """What the address shows, and which link is open, as it is shown: the first of the queue where none is named."""
    rows = list(links.queue(user, asked.show, asked.pair)[: listed.MOST])
    named = links.visible_to(user).filter(pk=asked.link).first() if asked.link is not None else None
    row = named or (rows[0] if rows else None)
    parts = [
        html.Div(
            [switch.pages(PREFIX), html.H1(_("One event, several reports"), className="sc-title"), listed.pairs(asked)],
            className="sc-links__top",
        ),
        listed.shows(asked, links.counts(user, asked.pair)),
        html.Div(
            [listed.queue(user, rows, asked, row), chosen.panel(user, row)] if row else listed.nothing(asked),
            className="sc-links__body",
        ),
    ]
    return parts, deciding.shown(row)


def order(user: Any, asked: address.Asked) -> list[int]:
    return list(links.queue(user, asked.show, asked.pair).values_list("pk", flat=True)[: listed.MOST])


def register(app: Dash) -> None:
    """Callbacks of the page."""

    @app.callback(
        Output(Links.CONTENT, "children"),
        Output(Links.CHOSEN, "data"),
        Input("place", "search"),
        Input(Links.DONE, "data"),
    )
    def shown(search: Text | None, _done: Done | None) -> Any:
        return content(session.current(), address.read(search))

    @app.callback(
        Output(Links.DONE, "data"),
        Output(Links.NOTE, "children"),
        Output("place", "search"),
        Input({"type": Links.DECIDE, "state": ALL}, "n_clicks"),
        State(Links.CHOSEN, "data"),
        State(Links.DONE, "data"),
        State("place", "search"),
        prevent_initial_call=True,
    )
    def decided(
        _clicks: list[Number | None],
        open_one: deciding.Chosen | None,
        done: Done | None,
        search: Text | None,
    ) -> Any:
        state = deciding.asked_state()
        return answer(state, open_one, done, address.read(search)) if state else (no_update,) * 3


def answer(
    state: str, open_one: Mapping[str, Any] | None, done: Mapping[str, Any] | None, asked: address.Asked
) -> tuple[Any, Any, Any]:
    """Decide the chosen link, or take the last decision back: what was done, what is told of it, and the address.

    Among decided ones, the chosen one is taken back.
    """
    user = session.current()
    require(user, Permission.RECORD_EDIT)
    own = state == "undo" and asked.show not in PAST
    seen = (done if own else open_one) or {}
    target = seen.get("link" if own else "id")
    if target is None:
        return no_update, _("There is nothing to take back."), no_update
    before = order(user, asked)
    try:
        row = decide(by=user, link=target, state="open" if state == "undo" else state, was=str(seen.get("state", "")))
    except Mistake as mistake:
        said = deciding.said_before(links.visible_to(user), user, target, state)
        if said is None:
            return deciding.missed(done), controls.error(str(mistake)), no_update
        row = said
    following = target if own else deciding.after(before, target, order(user, asked))
    told = {"state": row.state} if state == "undo" else {"link": target, "state": row.state}
    return told, chosen.told(row, undone=state == "undo"), asked.query(link=following)
