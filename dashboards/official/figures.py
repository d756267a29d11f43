"""What the overview counts: incidents of a period against the same days a year before, cameras by state."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from dashboards import queries
from dashboards.official.periods import A_DAY, Period
from gis_app.incidents.links.events import Events, events
from layers.methods.rates import Ratio, rate_ratio

FEW = 10


@dataclass(frozen=True)
class Change:
    """Counts of the compared days and of the same days a year before; `ratio` is None where they can't be compared."""

    now: int
    before: int
    ratio: Ratio | None

    @property
    def few(self) -> bool:
        """Too few cases for a percentage that means anything."""
        return min(self.now, self.before) < FEW


@dataclass(frozen=True)
class Compared:
    """One layer: the days that its data covers, all of it, and by kind.

    days: the part of the period up to the newest incident. newest: its day. begins: the first day that there is any
    data of, where that is after the year before had begun; then nothing is compared. late: how many days of the period
    have no data yet. totals: incidents of the period that are known only by district and month, and compared with none.
    """

    days: Period
    newest: date
    begins: date | None
    late: int
    total: Change
    kinds: dict[str, Change]
    totals: int = 0


def compared(user: Any, layer: str, period: Period) -> Compared | None:
    """A layer's incidents in a period against the same days a year before; None where the layer has none at all."""
    ends = queries.rows(user, layer, {}).order_by().aggregate(first=Min("day"), last=Max("day"))
    if ends["first"] is None:
        return None
    days = period.until(ends["last"] + A_DAY)
    earlier = days.year_before()
    begins = ends["first"] if ends["first"] > earlier.first else None
    now, before = by_kind(user, layer, days), by_kind(user, layer, earlier)
    comparable = begins is None and days.days > 0 and earlier.days > 0

    def change(one: int, other: int) -> Change:
        return Change(one, other, rate_ratio(one, other, days.days, earlier.days) if comparable else None)

    kinds = {kind: change(now[kind], before[kind]) for kind in sorted({*now, *before}, key=lambda kind: -now[kind])}
    whole, late = change(now.total(), before.total()), period.days - days.days
    return Compared(days, ends["last"], begins, late, whole, kinds, queries.summed(user, period.filters(), [layer]))


def by_kind(user: Any, layer: str, period: Period) -> Counter[str]:
    """Incidents of a period by kind; none where it has no days."""
    if not period.days:
        return Counter()
    counted = queries.rows(user, layer, period.filters()).order_by().values_list("kind").annotate(n=Count("pk"))
    return Counter(dict(counted))


def told(user: Any, found: Mapping[str, Compared | None]) -> Events:
    """How many events the incidents of the tiles are: those that links hold together count once."""
    return events({layer: queries.rows(user, layer, one.days.filters()) for layer, one in found.items() if one})


def deadly(user: Any, days: Period, comparable: bool) -> Change:
    """Road accidents in which somebody was killed: accidents and not the killed, who don't die apart."""
    earlier = days.year_before()
    now, before = (killing(user, one).count() if one.days else 0 for one in (days, earlier))
    return Change(now, before, rate_ratio(now, before, days.days, earlier.days) if comparable else None)


def killing(user: Any, period: Period) -> "QuerySet[Any]":
    return queries.rows(user, "accidents", period.filters()).filter(dead__gt=0).order_by()


def cameras(user: Any) -> Counter[str]:
    """Cameras by state."""
    return Counter(dict(queries.rows(user, "cameras", {}).order_by().values_list("status").annotate(n=Count("pk"))))
