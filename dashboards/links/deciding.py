"""What the pages have in common where a person decides one waiting thing after the other."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from dash import dcc, html
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from typing_extensions import TypedDict

from dashboards import controls
from dashboards.given import Number, Text
from dashboards.links.compared import ground
from dashboards.pressed import pressed

Choice = tuple[str, str, str, str]
Row = TypeVar("Row", bound=Model)


class Chosen(TypedDict):
    """The row that is open, and its state as the page shows it."""

    id: Number
    state: Text


def page(ids: Any) -> html.Div:
    """The page around its content: stores, the line that tells what was done, and its undo.

    ids: the page's names, with CHOSEN, DONE, CONTENT, NOTE and DECIDE.
    """
    note = html.Div(id=ids.NOTE, className="sc-links__note", role="status")
    # Undo stands beside what was told of the last decision, also where nothing is left to choose.
    back = button(ids.DECIDE, ("back", "arrow-back-up", _("Undo"), "U"))
    return html.Div(
        [
            dcc.Location(id="place", refresh=False),
            dcc.Store(id=ids.CHOSEN),
            dcc.Store(id=ids.DONE),
            html.Div(id=ids.CONTENT, className="sc-links__content"),
            html.Div([note, back], className="sc-links__foot"),
        ],
        className="sc-page sc-links",
        id="spots-ground",
        **{"data-style": ground()},
    )


def buttons(kind: StrEnum, first: Choice, second: Choice) -> html.Div:
    """The two decisions of a page (state, icon, words, key), the first as its main button; then later and undo."""
    others: Sequence[Choice] = (
        second,
        ("later", "clock-pause", _("Later"), "L"),
        ("undo", "arrow-back-up", _("Undo"), "U"),
    )
    made = [button(kind, first, "sc-button--main"), *(button(kind, choice) for choice in others)]
    return html.Div(made, className="sc-links__buttons")


def button(kind: StrEnum, choice: Choice, tone: str = "sc-button--framed") -> html.Button:
    state, glyph, title, key = choice
    return html.Button(
        [controls.icon(glyph), title, html.Kbd(key)],
        id={"type": kind, "state": state},
        className=f"sc-button {tone}",
        type="button",
        **{"data-key": key.lower(), "aria-keyshortcuts": key},
    )


def asked_state() -> str:
    """The decision whose button was pressed; "" for none, "undo" for either button that takes back."""
    state = str(pressed().get("state", ""))
    return "undo" if state == "back" else state


def shown(row: Any) -> dict[str, Any] | None:
    """What the page remembers of the row that is open: which it is, and the state that the person sees."""
    return {"id": row.pk, "state": row.state} if row else None


def said_before(rows: QuerySet[Row], user: Any, number: int, state: str) -> Row | None:
    """The row where the person's own key, pressed twice, has said so already; undone, nobody's word stands."""
    own = {"by": None} if state == "undo" else {"by": user.pk, "state": state}
    return rows.filter(pk=number, **own).first()


def missed(done: Mapping[str, Any] | None) -> dict[str, Any]:
    """What was done last, told so that the page is drawn anew: it showed what was so no more."""
    last = done or {}
    return {**last, "missed": last.get("missed", 0) + 1}


def after(before: list[int], number: int, now: list[int]) -> int | None:
    """What stood below the decided one and still waits, else one above; None where nothing does.

    >>> after([3, 5, 8, 9], 5, [3, 9]), after([3, 5], 5, [3]), after([5], 5, [])
    (9, 3, None)
    """
    place = before.index(number) if number in before else 0
    return next((one for one in before[place:] + before[:place][::-1] if one in now), None)
