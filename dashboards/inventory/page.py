"""The page of the inventory: proposals at the left, both passports of the chosen one at the right."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dash import ALL, Dash, Input, Output, State, html, no_update
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from typing_extensions import TypedDict

from dashboards import controls, frame, queries, session
from dashboards.given import Number, Text
from dashboards.inventory import about, address, parts, words
from dashboards.inventory.ids import PREFIX, Inventory
from dashboards.links import deciding, switch
from gis_app.devices.inventory import queries as inventory
from gis_app.devices.inventory.actions import accept_all, decide, take_back
from gis_app.devices.inventory.models import Proposal
from gis_app.errors import Mistake
from gis_app.people.guard import require
from gis_app.people.permissions import Permission

PAST = ("decided", "later")
DECIDED = (Proposal.State.ACCEPTED, Proposal.State.REFUSED)


class Done(TypedDict, total=False):
    """What was done last: to which proposal, or to all at which moment; how often the page was behind."""

    proposal: Number | None
    state: Text
    at: Text
    opened: Number
    missed: Number


def layout() -> Any:
    return frame.frame(queries.city(), switch.tab(), deciding.page(Inventory), about.about())


def rows_of(user: Any, show: str) -> "QuerySet[Proposal]":
    """The proposals of one of the address's queues."""
    if show == "decided":
        return inventory.visible_to(user).filter(state__in=DECIDED).order_by("-at", "-pk")
    if show == "later":
        return inventory.visible_to(user).filter(state=Proposal.State.LATER).order_by("pk")
    return inventory.queue(user, show)


def content(user: Any, asked: address.Asked) -> tuple[list[Any], dict[str, Any] | None]:
    """What the address shows, and which proposal is open, as it is shown."""
    rows = list(rows_of(user, asked.show)[: parts.MOST])
    named = inventory.visible_to(user).filter(pk=asked.proposal).first() if asked.proposal is not None else None
    row = named or (rows[0] if rows else None)
    counts = {show: rows_of(user, show).count() for show in address.SHOWS}
    heading = html.H1(_("Cameras: the list that came again"), className="sc-title")
    body = [parts.queue(user, rows, asked, row), parts.panel(user, row)] if row else [parts.nothing(asked)]
    shown = [
        html.Div([switch.pages(PREFIX), heading, parts.bulk(asked) if rows else html.Div()], className="sc-links__top"),
        parts.shows(asked, counts),
        html.Div(body, className="sc-links__body"),
    ]
    return shown, deciding.shown(row)


def order(user: Any, asked: address.Asked) -> list[int]:
    return list(rows_of(user, asked.show).values_list("pk", flat=True)[: parts.MOST])


def register(app: Dash) -> None:
    """Callbacks of the page."""

    @app.callback(
        Output(Inventory.CONTENT, "children"),
        Output(Inventory.CHOSEN, "data"),
        Input("place", "search"),
        Input(Inventory.DONE, "data"),
    )
    def shown(search: Text | None, _done: Done | None) -> Any:
        return content(session.current(), address.read(search))

    @app.callback(
        Output(Inventory.DONE, "data"),
        Output(Inventory.NOTE, "children"),
        Output("place", "search"),
        Input({"type": Inventory.DECIDE, "state": ALL}, "n_clicks"),
        State(Inventory.CHOSEN, "data"),
        State(Inventory.DONE, "data"),
        State("place", "search"),
        prevent_initial_call=True,
    )
    def decided(
        _clicks: list[Number | None], open_one: deciding.Chosen | None, done: Done | None, search: Text | None
    ) -> Any:
        state = deciding.asked_state()
        return answer(state, open_one, done, address.read(search)) if state else (no_update,) * 3

    @app.callback(
        Output(Inventory.DONE, "data", allow_duplicate=True),
        Output(Inventory.NOTE, "children", allow_duplicate=True),
        Input(Inventory.ALL, "n_clicks"),
        State(Inventory.METRES, "value"),
        State("place", "search"),
        prevent_initial_call=True,
    )
    def accepted(clicks: Number | None, metres: float | int | Text | None, search: Text | None) -> Any:
        return all_of(metres, address.read(search)) if clicks else (no_update, no_update)


def answer(
    state: str, open_one: Mapping[str, Any] | None, done: Mapping[str, Any] | None, asked: address.Asked
) -> tuple[Any, Any, Any]:
    """Decide the chosen proposal, or take the last decision back: what was done, what is told of it, the address.

    Among decided ones, the chosen one is taken back.
    """
    user = session.current()
    require(user, Permission.RECORD_EDIT)
    own = state == "undo" and asked.show not in PAST
    seen = (done if own else open_one) or {}
    target = seen.get("proposal" if own else "id")
    before = order(user, asked)
    try:
        if state == "undo" and (done or {}).get("at"):
            return several(take_back(by=user, at=datetime.fromisoformat((done or {})["at"])))
        if target is None:
            return no_update, _("There is nothing to take back."), no_update
        wanted = "open" if state == "undo" else state
        row = decide(by=user, proposal=target, state=wanted, was=str(seen.get("state", "")))
    except (Mistake, ValueError) as mistake:
        said = deciding.said_before(inventory.visible_to(user), user, target or 0, state)
        if said is None:
            return deciding.missed(done), controls.error(str(mistake)), no_update
        row = said
    following = target if own else deciding.after(before, target, order(user, asked))
    return (
        {"proposal": None if state == "undo" else target, "state": row.state},
        words.done(row),
        asked.query(proposal=following),
    )


def several(count: int) -> tuple[Any, Any, Any]:
    told = ngettext("%(n)s proposal waits again.", "%(n)s proposals wait again.", count)
    return {"opened": count}, told % {"n": controls.number(count)}, no_update


def all_of(metres: Any, asked: address.Asked) -> tuple[Any, Any]:
    """Accept the queue's proposals without doubt, of pairs those within so many metres; clicked twice it is once."""
    user = session.current()
    require(user, Permission.RECORD_EDIT)
    pairs = asked.show in ("same", "moved")
    within = min(max(float(metres), 0), parts.FARTHEST_M) if pairs and isinstance(metres, int | float) else None
    try:
        rows = accept_all(by=user, source=None, verdict=asked.show, within_m=(within or 0) if pairs else None)
    except Mistake as mistake:
        rows = inventory.accepted_lately(user, asked.show)
        if not rows:
            return no_update, controls.error(str(mistake))
    count, at = len(rows), rows[0].at
    told = ngettext("%(n)s proposal accepted. U takes it back.", "%(n)s proposals accepted. U takes them back.", count)
    return {"at": at.isoformat() if at else ""}, told % {"n": controls.number(count)}
