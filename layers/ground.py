"""Water and green: the map's backdrop."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from gis_app.incidents.filters import Filters
from gis_app.people.permissions import Permission
from gis_app.places import queries
from gis_app.places.models import Ground
from layers.facts import Fact
from layers.layer import Layer, Shape, Viewer
from layers.shared import local_name, named
from layers.words import GROUND_KINDS, word


def rows(user: Viewer, filters: Filters) -> QuerySet:
    return queries.visible_to(user, Ground)


GROUND = Layer(
    id="ground",
    title=_("Water and green"),
    permission=Permission.MAP_SEE,
    rows=rows,
    geometry="shape",
    shape=Shape.POLYGON,
    fields={"id": F("pk"), "kind": F("kind"), "name": local_name},
    backdrop=True,
    min_zoom=0,
    max_zoom=15,
    heading=lambda row: named(row) or word(GROUND_KINDS, row.kind),
    facts=(Fact(_("Kind"), lambda row: word(GROUND_KINDS, row.kind)),),
)
