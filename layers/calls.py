"""Emergency calls."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from gis_app.incidents import kinds, queries
from gis_app.incidents.filters import Filters
from gis_app.incidents.models import CallCell, EmergencyCall
from gis_app.people.permissions import Permission
from layers.cells import Summary
from layers.facts import Fact
from layers.incidents import BEGINNING, CELLS_BELOW, DAY, ENDING, LISTED
from layers.layer import Layer, Shape, Viewer
from layers.shared import field, known
from layers.words import SERVICES, SEVERITIES, word


def rows(user: Viewer, filters: Filters) -> QuerySet:
    return queries.filtered(queries.visible_to(user, EmergencyCall), filters)


def cells(user: Viewer, filters: Filters) -> QuerySet | None:
    return queries.cells(user, CallCell, filters)


CALLS = Layer(
    id="calls",
    title=_("Emergency calls"),
    permission=Permission.INCIDENT_SEE,
    rows=rows,
    geometry="point",
    shape=Shape.POINT,
    fields={"id": F("pk"), "kind": F("kind"), "severity": F("severity"), "service": known("service"), "day": DAY},
    listed=LISTED,
    cells={"kind": Summary.COMMON, "severity": Summary.LEAST},
    stored=cells,
    cells_below=CELLS_BELOW,
    min_zoom=0,
    max_zoom=16,
    heading=lambda row: kinds.title(row.kind),
    facts=(
        *BEGINNING,
        Fact(_("Service"), lambda row: word(SERVICES, row.service)),
        Fact(_("Severity"), lambda row: word(SEVERITIES, row.severity)),
        Fact(_("Number"), field("number")),
        *ENDING,
    ),
)
