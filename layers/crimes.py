"""Crimes and, told apart from them, administrative offences."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from gis_app.incidents import kinds, queries
from gis_app.incidents.filters import Filters
from gis_app.incidents.models import Crime, CrimeCell
from gis_app.people.permissions import Permission
from layers.cells import Summary
from layers.facts import Fact
from layers.incidents import BEGINNING, CELLS_BELOW, DAY, ENDING, LISTED
from layers.layer import Layer, Shape, Viewer
from layers.shared import field
from layers.words import OFFENCES, SEVERITIES, word


def rows(user: Viewer, filters: Filters) -> QuerySet:
    return queries.filtered(queries.visible_to(user, Crime), filters)


def cells(user: Viewer, filters: Filters) -> QuerySet | None:
    return queries.cells(user, CrimeCell, filters)


CRIMES = Layer(
    id="crimes",
    title=_("Crimes"),
    permission=Permission.INCIDENT_SEE,
    rows=rows,
    geometry="point",
    shape=Shape.POINT,
    fields={"id": F("pk"), "kind": F("kind"), "severity": F("severity"), "offence": F("offence"), "day": DAY},
    listed=LISTED,
    cells={"kind": Summary.COMMON, "severity": Summary.LEAST, "offence": Summary.COMMON},
    stored=cells,
    cells_below=CELLS_BELOW,
    min_zoom=0,
    max_zoom=16,
    heading=lambda row: kinds.title(row.kind),
    facts=(
        *BEGINNING,
        Fact(_("Offence"), lambda row: word(OFFENCES, row.offence)),
        Fact(_("Article of law"), field("article")),
        Fact(_("Severity"), lambda row: word(SEVERITIES, row.severity)),
        Fact(_("Number"), field("number")),
        Fact(_("Solved"), field("solved")),
        Fact(_("Domestic"), field("domestic")),
        *ENDING,
    ),
)
