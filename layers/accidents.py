"""Road accidents."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from gis_app.incidents import kinds, queries
from gis_app.incidents.filters import Filters
from gis_app.incidents.models import AccidentCell, RoadAccident
from gis_app.people.permissions import Permission
from layers.cells import Summary
from layers.facts import Fact
from layers.incidents import BEGINNING, CELLS_BELOW, DAY, ENDING, LISTED
from layers.layer import Layer, Shape, Viewer
from layers.shared import field


def rows(user: Viewer, filters: Filters) -> QuerySet:
    return queries.filtered(queries.visible_to(user, RoadAccident), filters)


def cells(user: Viewer, filters: Filters) -> QuerySet | None:
    return queries.cells(user, AccidentCell, filters)


ACCIDENTS = Layer(
    id="accidents",
    title=_("Road accidents"),
    permission=Permission.INCIDENT_SEE,
    rows=rows,
    geometry="point",
    shape=Shape.POINT,
    fields={"id": F("pk"), "kind": F("kind"), "dead": F("dead"), "injured": F("injured"), "day": DAY},
    listed=LISTED,
    cells={"kind": Summary.COMMON, "dead": Summary.SUM, "injured": Summary.SUM},
    stored=cells,
    cells_below=CELLS_BELOW,
    min_zoom=0,
    max_zoom=16,
    heading=lambda row: kinds.title(row.kind),
    facts=(
        *BEGINNING,
        Fact(_("Cause"), field("cause")),
        Fact(_("Vehicles"), field("vehicles")),
        Fact(_("Road"), field("road")),
        Fact(_("Light"), field("light")),
        Fact(_("Weather"), field("weather")),
        *ENDING,
    ),
)
