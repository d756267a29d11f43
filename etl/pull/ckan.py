"""A table of a CKAN portal's datastore, by `datastore_search_sql`; where that is off, pull the dump by `http`."""

from typing import Any

from etl.errors import PullFailed
from etl.pull.declared import Pull
from etl.pull.door import Door
from etl.pull.table import Row, Window, listed, parsed


class Ckan:
    """`address` is the portal's API: https://HOST/api/3/action; `table` the resource's id; `key` is mostly `_id`."""

    def __init__(self, rule: Pull, door: Door):
        self._rule, self._door = rule, door

    def top(self) -> str:
        rows = self._ask(f"SELECT max({name(self._rule.cursor)}) AS top FROM {name(self._rule.table)}")
        return str(rows[0].get("top") or "") if rows else ""

    def page(self, window: Window, behind: str) -> list[Row]:
        rule = self._rule
        names = dict.fromkeys([*rule.fields.values(), rule.cursor, rule.key])
        conditions = [f"{name(rule.cursor)} <= {literal(window.top)}"]
        conditions += [f"{name(rule.cursor)} > {literal(window.after)}"] if window.after else []
        conditions += [f"{name(rule.key)} > {literal(behind)}"] if behind else []
        return self._ask(
            f"SELECT {', '.join(map(name, names))} FROM {name(rule.table)} WHERE {' AND '.join(conditions)} "
            f"ORDER BY {name(rule.key)} LIMIT {rule.page}"
        )

    def _ask(self, sql: str) -> list[Row]:
        with self._door.get(f"{self._rule.address}/datastore_search_sql", {"sql": sql}) as answer:
            told: Any = parsed(answer.whole(), "The page")
        result = told.get("result") if isinstance(told, dict) and told.get("success") else None
        if not isinstance(result, dict):
            raise PullFailed("The portal's datastore refused the question. Nothing was loaded.")
        return listed(result.get("records"), "The page")


def name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def literal(text: str) -> str:
    """PostgreSQL takes a quoted text for whatever the column is."""
    return "'" + text.replace("'", "''") + "'"
