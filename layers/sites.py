"""Sites: protected objects, as points."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from gis_app.incidents.filters import Filters
from gis_app.people.permissions import Permission
from gis_app.places import queries
from gis_app.places.models import Site
from layers.cells import Summary
from layers.facts import Fact
from layers.layer import Layer, Shape, Viewer
from layers.shared import field, in_areas, local_name, named, of_kinds, related
from layers.words import SITE_KINDS, word


def rows(user: Viewer, filters: Filters) -> QuerySet:
    return in_areas(of_kinds(queries.visible_to(user, Site), filters, SITE_KINDS), filters)


SITES = Layer(
    id="sites",
    title=_("Sites"),
    permission=Permission.MAP_SEE,
    rows=rows,
    geometry="point",
    shape=Shape.POINT,
    fields={"id": F("pk"), "kind": F("kind"), "name": local_name},
    cells={"kind": Summary.COMMON},
    min_zoom=12,
    max_zoom=15,
    heading=lambda row: named(row) or word(SITE_KINDS, row.kind),
    facts=(
        Fact(_("Kind"), lambda row: word(SITE_KINDS, row.kind)),
        Fact(_("Address"), field("address")),
        Fact(_("Telephone"), field("phone")),
        Fact(_("Area"), related("area", "called")),
    ),
)
