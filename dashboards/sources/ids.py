"""Names of the parts that callbacks speak of."""

from enum import StrEnum


class Table(StrEnum):
    """Parts of the pages of described tables."""

    BODY = "table-body"
    TICK = "table-tick"
    NOTE = "table-note"
    AGAIN = "table-again"


def said(path: str) -> dict[str, str]:
    """The control of one thing that the person says; `dashboards.sources.said` knows the paths."""
    return {"type": "table-said", "path": path}


def does(what: str) -> dict[str, str]:
    """The button of one thing that the person may do."""
    return {"type": "table-does", "what": what}
