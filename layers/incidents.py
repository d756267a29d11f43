"""What crimes and accidents say alike, on their cards and in the cells of a distant view."""

from datetime import timedelta
from typing import Any

from django.db.models import F, Func, IntegerField
from django.utils.translation import gettext_lazy as _

from gis_app.incidents import kinds
from layers.facts import Fact
from layers.shared import field, related
from layers.words import PLACE_PRECISIONS, TIME_PRECISIONS, word

CELLS_BELOW = 14
DAILY = ("day", "interval")
# A day as a number, days since 1970, by which the browser sifts points; lists tell the date under the same name.
DAY = Func(F("day"), template="(%(expressions)s - DATE '1970-01-01')", output_field=IntegerField())
LISTED = {name: F(name) for name in ("at", "day", "time_precision", "place_precision", "source_kind", "place")}


def when(row: Any) -> Any:
    """The moment, or the day alone where the hour is not known; of an interval its first day."""
    return row.day if row.time_precision in DAILY else row.at


def until(row: Any) -> Any:
    """The end of an interval, the last day of one that is counted in days."""
    if row.until is None or row.time_precision != "interval":
        return row.until
    return row.until if row.until - row.at < timedelta(days=1) else last_day(row)


def last_day(row: Any) -> Any:
    """The day before the one on which an interval of whole days ends."""
    return row.day + timedelta(days=round((row.until - row.at) / timedelta(days=1)) - 1)


BEGINNING = (
    Fact(_("Kind"), lambda row: kinds.title(row.kind)),
    Fact(_("When"), when),
    Fact(_("Until"), until),
    Fact(_("Time is known"), lambda row: word(TIME_PRECISIONS, row.time_precision)),
    Fact(_("Place"), field("place")),
    Fact(_("Type of place"), field("place_type")),
    Fact(_("Place is known"), lambda row: word(PLACE_PRECISIONS, row.place_precision)),
    Fact(_("Area"), related("area", "called")),
    Fact(_("Beat"), related("beat")),
)
ENDING = (
    Fact(_("Killed"), field("dead")),
    Fact(_("Injured"), field("injured")),
    Fact(_("Participants"), field("participants")),
    Fact(_("The source's own kind"), field("source_kind")),
    Fact(_("The source's own code"), field("source_code")),
)
