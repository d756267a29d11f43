"""A table of a Socrata portal, by its SODA addresses: https://dev.socrata.com/docs/queries/."""

import csv
import io
import sys

from etl.errors import PullFailed
from etl.pull.declared import Pull
from etl.pull.door import Door
from etl.pull.table import Row, Window, listed, parsed


class Socrata:
    """`address` is that of the resource without an ending: https://HOST/resource/abcd-1234."""

    def __init__(self, rule: Pull, door: Door):
        self._rule, self._door = rule, door

    def top(self) -> str:
        with self._door.get(f"{self._rule.address}.json", {"$select": f"max({self._rule.cursor}) as top"}) as answer:
            rows = listed(parsed(answer.whole(), "The greatest cursor"), "The greatest cursor")
        return str(rows[0].get("top") or "") if rows else ""

    def page(self, window: Window, behind: str) -> list[Row]:
        """A page as CSV, where a cell is what a download would have."""
        rule = self._rule
        names = dict.fromkeys([*rule.fields.values(), rule.cursor, rule.key])
        query = {"$select": ",".join(names), "$order": rule.key, "$limit": str(rule.page)}
        query["$where"] = " AND ".join(self._conditions(window, behind))
        with self._door.get(f"{rule.address}.csv", query) as answer:
            return cells(answer.whole(), list(names))

    def _conditions(self, window: Window, behind: str) -> list[str]:
        rule = self._rule
        below = f"{rule.cursor} <= {self._literal(window.top)}"
        above = f"{rule.cursor} > {self._literal(window.after)}" if window.after else ""
        return [each for each in (below, above, f"{rule.key} > {self._key(behind)}" if behind else "") if each]

    def _key(self, key: str) -> str:
        return key if self._rule.keys_are == "number" else quoted(key)

    def _literal(self, cursor: str) -> str:
        return cursor if self._rule.ranks_by == "number" else quoted(cursor)


def quoted(text: str) -> str:
    """A text of SoQL."""
    return "'" + text.replace("'", "''") + "'"


def cells(content: bytes, names: list[str]) -> list[Row]:
    """Raises PullFailed for what is no table of these columns."""
    csv.field_size_limit(min(sys.maxsize, 4 << 20))
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        header = next(reader, [])
        rows = [dict(zip(header, row, strict=True)) for row in reader if row]
    except (csv.Error, ValueError) as error:
        raise PullFailed("The page is no whole CSV. Nothing was loaded.") from error
    if set(header) != set(names):
        missing = ", ".join(sorted(set(names) - set(header))[:5])
        raise PullFailed(f"The page lacks the columns {missing}. Nothing was loaded.")
    return rows
