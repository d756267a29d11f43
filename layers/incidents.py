"""What crimes and accidents say alike, on their cards and in the cells of a distant view."""

from typing import Any

from django.db.models import F, Func, IntegerField
from django.utils.translation import gettext_lazy as _

from gis_app.incidents import kinds
from layers.facts import Fact
from layers.shared import field, related
from layers.words import PLACE_PRECISIONS, TIME_PRECISIONS, word

CELLS_BELOW = 14
# A day as a number, days since 1970, by which the browser sifts points; lists tell the date under the same name.
DAY = Func(F("day"), template="(%(expressions)s - DATE '1970-01-01')", output_field=IntegerField())
LISTED = {name: F(name) for name in ("at", "day", "time_precision", "place_precision", "source_kind", "place")}


def when(row: Any) -> Any:
    """The moment, or the day alone where the hour is not known."""
    return row.day if row.time_precision == "day" else row.at


BEGINNING = (
    Fact(_("Kind"), lambda row: kinds.title(row.kind)),
    Fact(_("When"), when),
    Fact(_("Until"), field("until")),
    Fact(_("Time is known"), lambda row: word(TIME_PRECISIONS, row.time_precision)),
    Fact(_("Place"), field("place")),
    Fact(_("Type of place"), field("place_type")),
    Fact(_("Place is known"), lambda row: word(PLACE_PRECISIONS, row.place_precision)),
    Fact(_("Area"), related("area")),
    Fact(_("Beat"), related("beat")),
)
ENDING = (
    Fact(_("Killed"), field("dead")),
    Fact(_("Injured"), field("injured")),
    Fact(_("Participants"), field("participants")),
    Fact(_("The source's own kind"), field("source_kind")),
    Fact(_("The source's own code"), field("source_code")),
)
