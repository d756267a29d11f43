"""An audit row's values as its page shows them."""

import json
from typing import Any

from django import template

from gis_app import speech

register = template.Library()


@register.filter
def values(told: Any) -> str:
    """Old or new values in one line of JSON; nothing where there are none.

    >>> values({"roles": ["planner"]}), values(None)
    ('{"roles": ["planner"]}', '')
    """
    return "" if told is None else json.dumps(told, ensure_ascii=False, sort_keys=True)


@register.filter
def in_fours(key: str) -> list[str]:
    """A long key in parts that an eye can follow while it is typed.

    >>> in_fours("ABCDEFGHIJ")
    ['ABCD', 'EFGH', 'IJ']
    """
    return [key[start : start + 4] for start in range(0, len(key), 4)]


@register.filter
def figure(value: int) -> str:
    return speech.number(value)
