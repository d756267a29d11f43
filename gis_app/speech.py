"""How the reader's language writes numbers, dates and names of months, and in which order it puts words."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from babel import Locale
from django.conf import settings
from django.db.models import Func, TextField, Value
from django.db.models.functions import Collate
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language

NOTHING = "—"
MINUS = "\N{MINUS SIGN}"
ALPHABETS = {
    "en": "abcdefghijklmnopqrstuvwxyz абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя abcdefghijklmnopqrstuvwxyz",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя abcdefghijklmnopqrstuvwxyz",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя abcdefghijklmnopqrstuvwxyz",
}
SILENT = "'’ʼ‘`´"


def language() -> str:
    """The code of the reader's language, one of `settings.LANGUAGES`; English where none is active."""
    code = (get_language() or "en").split("-")[0]
    return code if code in dict(settings.LANGUAGES) else "en"


def called(names: dict[str, str], name: str) -> str:
    """The name in the reader's language where there is one, else the name itself."""
    return names.get(language()) or name


def number(value: float | None, digits: int = 0) -> str:
    """A number as the reader's language writes it, thousands apart; a dash where there is none."""
    if value is None:
        return NOTHING
    # Django cuts digits off instead of rounding.
    text = number_format(round(value, digits), digits, use_l10n=True, force_grouping=True)
    return text.replace("-", MINUS, 1) if text.startswith("-") else text


def day(at: date | None) -> str:
    """A date as the reader's language writes it; a dash where there is none."""
    return date_format(at, "SHORT_DATE_FORMAT", use_l10n=True) if at else NOTHING


def moment(at: datetime | None) -> str:
    """Day and clock time of an aware datetime, in its own zone; a dash where there is none."""
    return date_format(at, "SHORT_DATETIME_FORMAT", use_l10n=True) if at else NOTHING


def short_moment(at: datetime | None) -> str:
    """The same without the year, for places with little room."""
    return f"{date_format(at, 'MONTH_DAY_FORMAT')}, {date_format(at, 'TIME_FORMAT')}" if at else NOTHING


def forms() -> str:
    """The locale by which the browser writes numbers and dates as we do: Chromium knows no Kazakh, 5 Mar is British."""
    return {"en": "en-GB", "kk": "ru"}.get(language(), language())


def of_browser() -> dict[str, Any]:
    """What Plotly calls a locale: names of months and days, forms of dates and numbers in the reader's language."""
    code = language()
    names = Locale.parse(code)

    def all_of(table: Any, width: str, keys: Iterable[int]) -> list[str]:
        return [table["stand-alone"][width][key] for key in keys]

    months, sunday_first = range(1, 13), (6, 0, 1, 2, 3, 4, 5)
    return {
        "months": all_of(names.months, "wide", months),
        "shortMonths": all_of(names.months, "abbreviated", months),
        "days": all_of(names.days, "wide", sunday_first),
        "shortDays": all_of(names.days, "abbreviated", sunday_first),
        "date": "%-d %b %Y" if code == "en" else "%d.%m.%Y",
        "time": "%H:%M",
        "year": "%Y",
        "month": "%b %Y",
        "dayMonth": "%-d %b",
        "dayMonthYear": "%-d %b %Y" if code == "en" else "%d.%m.%Y",
        "decimal": "." if code == "en" else ",",
        "thousands": "," if code == "en" else "\N{NARROW NO-BREAK SPACE}",
        "grouping": [3],
    }


def sort_key(text: str) -> tuple[Any, ...]:
    """Puts words in the order of the reader's alphabet; case and apostrophes decide between equals only.

    >>> sorted(["яр", "Ёлка", "еда", "7"], key=sort_key)
    ['7', 'еда', 'Ёлка', 'яр']
    """
    code = language()
    ranks = _ranks(code)
    plain = text.lower()
    if code != "kk":
        plain = plain.replace("ё", "е")
    letters = [ranks.get(letter, (0, letter)) for letter in plain if letter not in SILENT]
    return letters, text.lower(), text.swapcase()


@cache
def _ranks(code: str) -> dict[str, tuple[int, str]]:
    """Each letter's place; whatever is no letter of the alphabets comes before, in the order of its code."""
    return {letter: (place, "") for place, letter in enumerate(ALPHABETS[code], 1) if letter != " "}


def in_order(column: Any) -> Collate:
    """The same order in the store: a column or expression to `order_by` that ICU compares by the reader's alphabet."""
    heard = Func(column, Value(SILENT), Value(""), function="translate", output_field=TextField())
    return Collate(heard, f"{language()}-x-icu")
