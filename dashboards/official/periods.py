"""The period of the overview and the same days a year before."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from gis_app.incidents.filters import Filters

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """Days of the city from `first` up to, and without, `end`."""

    first: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.first).days

    @property
    def last(self) -> date:
        return self.end - A_DAY

    def year_before(self) -> "Period":
        """The same days a year before; 29 February becomes the 28th.

        >>> Period(date(2024, 2, 29), date(2024, 3, 2)).year_before()
        Period(first=datetime.date(2023, 2, 28), end=datetime.date(2023, 3, 2))
        """
        return Period(a_year_before(self.first), a_year_before(self.end))

    def until(self, end: date) -> "Period":
        """The part of the period before `end`; of no days where it begins later."""
        return Period(self.first, max(self.first, min(self.end, end)))

    def filters(self) -> dict[str, str]:
        """The period as the filters of an address."""
        return {"from": self.first.isoformat(), "to": self.end.isoformat()}

    def query(self, **more: str) -> str:
        return "?" + urlencode({**self.filters(), **more})


def a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def presets(today: date) -> list[tuple[str, Period]]:
    """The periods one click away, each up to yesterday: today is not over yet."""
    month, year = (today - A_DAY).replace(day=1), (today - A_DAY).replace(month=1, day=1)
    return [
        (_("Month"), Period(month, today)),
        (_("Since January"), Period(year, today)),
        (_("12 months"), Period(a_year_before(today), today)),
    ]


def usual(today: date) -> Period:
    return presets(today)[1][1]


def asked_for(search: str | None, today: date) -> Period:
    """The period of an address's `from` and `to`, the usual one where it names none. Raises BadFilter."""
    given = Filters.parse(QueryDict((search or "").removeprefix("?")[:2000]))
    ours = usual(today)
    if given.from_ is None and given.to is None:
        return ours
    end = given.to or today
    return Period(given.from_ or a_year_before(end), end)
