"""`datetime` of an address: an instant, a day or an interval, open at one end or both."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _

from gis_app.errors import BadFilter
from gis_app.incidents.models import TimePrecision

OPEN = ("", "..")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})", re.ASCII | re.IGNORECASE)
YEARS = range(1000, 9999)
SHORTEST = timedelta(microseconds=1)


@dataclass(frozen=True)
class Interval:
    """From the first to the last moment, both included; None is open."""

    begin: datetime | None
    end: datetime | None

    @classmethod
    def parse(cls, text: str, zone: ZoneInfo) -> "Interval":
        """An RFC 3339 moment, a day of the city, or two of them with a slash; raises BadFilter.

        >>> Interval.parse("2026-06-01T00:00:00Z/..", ZoneInfo("UTC")).end is None
        True
        """
        parts = text.split("/")
        if len(parts) > 2 or text in OPEN:
            raise _bad()
        begin = None if parts[0] in OPEN else _first(parts[0], zone)
        end = None if parts[-1] in OPEN else _last(parts[-1], zone)
        if begin and end and begin > end:
            raise BadFilter(_("datetime ends before it begins."))
        return cls(begin, end)

    def meets(self, zone: ZoneInfo) -> Q:
        """Incidents whose moment, hour, day or interval shares a moment with this one."""
        found = Q()
        if self.end:
            found &= Q(at__lte=self.end, day__lte=self.end.astimezone(zone).date())
        if self.begin:
            found &= (
                Q(at__gte=self.begin)
                | Q(until__gte=self.begin)
                | Q(time_precision=TimePrecision.DAY, day__gte=self.begin.astimezone(zone).date())
                | Q(time_precision=TimePrecision.HOUR, at__gt=self.begin - timedelta(hours=1))
            )
        return found


def _first(text: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(_day(text), time(), zone) if DAY.fullmatch(text) else _moment(text)


def _last(text: str, zone: ZoneInfo) -> datetime:
    if not DAY.fullmatch(text):
        return _moment(text)
    return datetime.combine(_day(text) + timedelta(days=1), time(), zone) - SHORTEST


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise _bad() from None
    if found.year not in YEARS:
        raise _bad()
    return found


def _moment(text: str) -> datetime:
    if not MOMENT.fullmatch(text):
        raise _bad()
    try:
        found = datetime.fromisoformat(text.upper())
    except ValueError:
        raise _bad() from None
    if found.year not in YEARS:
        raise _bad()
    return found


def _bad() -> BadFilter:
    return BadFilter(
        _("datetime is a day, a moment like 2026-06-01T12:00:00Z, or two of them with a slash; .. is open.")
    )
