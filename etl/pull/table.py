"""Rows of a portal's table that changed since the last pull: none lost, none twice, whatever changes meanwhile.

The far side first tells its greatest cursor, the top. Every row with a cursor above the last top less the overlap and
not above this one is asked for, in the order of its key, each page beginning behind the last key. A key is met once; a
row that changes while we read rises above the top and is the next pull's. See docs/decisions/pulls.md.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from etl.errors import PullFailed
from etl.pull.declared import Pull
from etl.pull.drafts import file_name, writer
from etl.pull.errand import NOTHING, Brought, Errand

Row = dict[str, Any]
WHOLE = 2**256


@dataclass(frozen=True)
class Window:
    """Which rows are asked for: cursors above `after` ("" for all) and not above `top`."""

    after: str
    top: str


class Table(Protocol):
    """A far table, in the words of its portal. Values are text as the far side writes it; "" is none."""

    def top(self) -> str:
        """The greatest cursor, "" of an empty table."""

    def page(self, window: Window, behind: str) -> list[Row]:
        """At most a page of the window's rows with a key behind that one ("" for the first), in the order of keys."""


def fetch(errand: Errand, table: Table) -> Brought:
    """What changed, as a file in the source's format. Raises PullFailed."""
    rule, last = errand.pull, errand.cursor.get("top", "")
    top = table.top()
    if not top and not last:
        return NOTHING
    forward(rule, top, last)
    latest = max(top, last, key=lambda each: rule.rank(each) if each else float("-inf"))
    window = Window(rule.before(last) if last else rule.since, top)
    margin, near = rule.rank(rule.before(latest)), Near()
    path, count = errand.folder / file_name(errand.spec), 0
    with writer(errand.spec, path) as file:
        for row in rows(errand, table, window):
            near.note(row, rule, margin)
            file.write({ours: row.get(theirs) for ours, theirs in rule.fields.items()}, row)
            count += 1
    cursor = {"top": latest, "near": near.digest}
    if not count or cursor == {name: errand.cursor.get(name) for name in cursor}:
        return NOTHING
    return Brought(path, cursor, count, whole=not window.after)


def forward(rule: Pull, top: str, last: str) -> None:
    """Raises PullFailed where the far side's table ends before what was pulled already: it was emptied or set back."""
    try:
        if last and (not top or rule.rank(top) < rule.rank(rule.before(last))):
            told = top or "nothing"
            raise PullFailed(f"The far table ends at {told}, but was pulled up to {last} before. Nothing was loaded.")
        rule.rank(top)
    except ValueError as error:
        raise PullFailed(f"{top[:60]!r} is no cursor of the declared rank. Nothing was loaded.") from error


def rows(errand: Errand, table: Table, window: Window) -> Iterator[Row]:
    """The window's rows, until a page is empty: one that is merely short may be cut by the portal's own limit.

    Raises PullFailed where the far side does not go on behind the last key.
    """
    behind, count, rule = "", 0, errand.pull
    while page := table.page(window, behind):
        last = str(page[-1].get(rule.key) or "")
        if not last or last == behind:
            raise PullFailed(f"The far table gives rows without {rule.key}, or the same again. Nothing was loaded.")
        behind, count = last, count + len(page)
        errand.report(count)
        yield from page


class Near:
    """A digest of the rows within the overlap, in whatever order they come: they are asked for again next time."""

    def __init__(self) -> None:
        self._sum = 0

    def note(self, row: Row, rule: Pull, margin: float) -> None:
        """margin: the rank above which a row counts. Raises PullFailed for a cursor that is none."""
        cursor = str(row.get(rule.cursor) or "")
        try:
            counts = bool(cursor) and rule.rank(cursor) > margin
        except ValueError as error:
            raise PullFailed(f"{cursor[:60]!r} is no cursor of the declared rank. Nothing was loaded.") from error
        if counts:
            content = json.dumps(row, sort_keys=True, default=str).encode()
            self._sum = (self._sum + int.from_bytes(hashlib.sha256(content).digest())) % WHOLE

    @property
    def digest(self) -> str:
        return f"{self._sum:064x}"


def parsed(content: bytes, what: str) -> Any:
    """The JSON of an answer. Raises PullFailed."""
    try:
        return json.loads(content)
    except ValueError as error:
        raise PullFailed(f"{what} is no JSON. Nothing was loaded.") from error


def listed(rows: Any, what: str) -> list[Row]:
    """The rows, if they are rows at all. Raises PullFailed."""
    if not isinstance(rows, Iterable) or not all(isinstance(row, dict) for row in rows):
        raise PullFailed(f"{what} holds no rows. Nothing was loaded.")
    return list(rows)
