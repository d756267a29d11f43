"""The filters that tiles, API, pages, downloads and addresses share, read strictly."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict
from django.utils.translation import gettext as _

from gis_app.errors import BadFilter
from gis_app.incidents.models import PlacePrecision, TimePrecision
from gis_app.incidents.within import Within

NAMES = ("from", "to", "kind", "area", "precision", "within")
MOST_KINDS, MOST_AREAS = 50, 200
PRECISIONS = (*PlacePrecision.values, *TimePrecision.values)

KIND = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
AREA = re.compile(r"(?:[a-z_]{1,32}:)?[^\x00-\x1f:]{1,64}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Filters:
    """A period of the city's dates (`to` exclusive), kinds, areas (`kind:code`, or a district's code), the coarsest
    precision of place or time that still counts, and a drawn area. What is empty filters nothing."""

    from_: date | None = None
    to: date | None = None
    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    precision: str = ""
    within: Within | None = None

    @classmethod
    def parse(cls, query: QueryDict, also: Collection[str] | None = None) -> "Filters":
        """Read the filters of an address; raises BadFilter, one sentence, for whatever is malformed.

        `also` names the parameters besides the filters; given, any other name is refused too.
        """
        if also is not None:
            _refuse_unknown(set(query) - {*NAMES, *also})
        begin, end = _day(query, "from"), _day(query, "to")
        if begin and end and begin >= end:
            raise BadFilter(_("The period is empty: 'to' is the day after the last and must be later than 'from'."))
        return cls(
            from_=begin,
            to=end,
            kinds=_several(query, "kind", KIND, MOST_KINDS),
            areas=_several(query, "area", AREA, MOST_AREAS),
            precision=_precision(query),
            within=Within.parse(drawn) if (drawn := _one(query, "within")) else None,
        )

    @property
    def last(self) -> date | None:
        """The last day of the period."""
        return self.to - timedelta(days=1) if self.to and self.to > date.min else None

    def key(self) -> str:
        """The same text for the same filters, in whatever order they were written: for cache keys."""
        parts = (self.from_, self.to, ",".join(self.kinds), ",".join(self.areas), self.precision, self.within)
        return "|".join(str(part or "") for part in parts)


def _refuse_unknown(names: set[str]) -> None:
    if names:
        raise BadFilter(_("There is no filter '%(name)s'.") % {"name": sorted(names)[0][:40]})


def _one(query: QueryDict, name: str) -> str:
    values = query.getlist(name)
    if len(values) > 1:
        raise BadFilter(_("The filter '%(name)s' is given once.") % {"name": name})
    return values[0] if values else ""


def _day(query: QueryDict, name: str) -> date | None:
    value = _one(query, name)
    if not value:
        return None
    try:
        if DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise BadFilter(_("The filter '%(name)s' is a date like 2026-06-01.") % {"name": name})


def _several(query: QueryDict, name: str, form: re.Pattern[str], most: int) -> tuple[str, ...]:
    values = sorted({value for value in query.getlist(name) if value})
    if len(values) > most:
        raise BadFilter(_("The filter '%(name)s' takes at most %(most)s values.") % {"name": name, "most": most})
    if not all(form.fullmatch(value) for value in values):
        raise BadFilter(_("The filter '%(name)s' has a value that is none.") % {"name": name})
    return tuple(values)


def _precision(query: QueryDict) -> str:
    value = _one(query, "precision")
    if value and value not in PRECISIONS:
        raise BadFilter(_("The filter 'precision' is one of %(values)s.") % {"values": ", ".join(PRECISIONS)})
    return value
