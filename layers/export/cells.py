"""Cells of a file that a spreadsheet may open without harm."""

import re
from typing import Any

import orjson

FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
BYTE_ORDER_MARK = "\ufeff"


class Line:
    """A file that hands back what was written to it, so that CSV can be streamed."""

    def write(self, text: str) -> str:
        return text


def harmless(cell: Any) -> str:
    """A cell's text; what a spreadsheet would take for a formula gets an apostrophe in front. Numbers stay numbers.

    >>> harmless("=1+1"), harmless("-87.6"), harmless(None)
    ("'=1+1", '-87.6', '')
    """
    if cell is None:
        return ""
    text = (
        cell if isinstance(cell, str) else orjson.dumps(cell).decode() if isinstance(cell, dict | list) else str(cell)
    )
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text
