"""What a card says of a record: named values in the viewer's language, nothing where nothing is known."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from gis_app import speech


@dataclass(frozen=True)
class Fact:
    """A line of a card. read: the value of a row, or None; `unit` follows a number."""

    name: Any
    read: Callable[[Any], Any]
    unit: Any = ""


def told(facts: Iterable[Fact], row: Any, zone: ZoneInfo) -> list[dict[str, str]]:
    """`[{"name", "value"}]` of every fact that is known of the row, times in the city's zone."""
    values = ((fact, worded(fact.read(row), zone)) for fact in facts)
    return [{"name": str(fact.name), "value": with_unit(value, fact.unit)} for fact, value in values if value]


def with_unit(value: str, unit: Any) -> str:
    return f"{value}\N{NO-BREAK SPACE}{unit}" if unit else value


def worded(value: Any, zone: ZoneInfo) -> str:
    """A value as a person of the current language reads it; "" where it says nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return speech.moment(value.astimezone(zone))
    if isinstance(value, date):
        return speech.day(value)
    if isinstance(value, int | float):
        return speech.number(value, 1 if value % 1 else 0)
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, (worded(part, zone) for part in value)))
    return str(value)
