"""Streets: the wide ones from afar, footpaths from near."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from gis_app.incidents.filters import Filters
from gis_app.people.permissions import Permission
from gis_app.places import queries
from gis_app.places.models import Street
from layers.facts import Fact
from layers.layer import Layer, Shape, Viewer
from layers.shared import field, local_name, named
from layers.words import STREET_KINDS, word

NARROWEST_RANK = {9: 1, 10: 2, 11: 2, 12: 3, 13: 4, 14: 5}


def rows(user: Viewer, filters: Filters) -> QuerySet:
    return queries.visible_to(user, Street)


def detail(rows: QuerySet, zoom: int) -> QuerySet:
    return rows.filter(rank__lte=NARROWEST_RANK[zoom]) if zoom in NARROWEST_RANK else rows


STREETS = Layer(
    id="streets",
    title=_("Streets"),
    permission=Permission.MAP_SEE,
    rows=rows,
    detail=detail,
    geometry="shape",
    shape=Shape.LINE,
    fields={
        "id": F("pk"),
        "name": local_name,
        "kind": F("kind"),
        "rank": F("rank"),
        "width_m": F("width_m"),
        "bridge": F("bridge"),
    },
    min_zoom=9,
    max_zoom=15,
    order=("rank", "pk"),
    heading=lambda row: named(row) or word(STREET_KINDS, row.kind),
    facts=(
        Fact(_("Kind"), lambda row: word(STREET_KINDS, row.kind)),
        Fact(_("Width"), field("width_m"), _("m")),
        Fact(_("Bridge"), lambda row: row.bridge or None),
        Fact(_("Tunnel"), lambda row: row.tunnel or None),
    ),
)
