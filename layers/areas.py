"""Areas: the polygons people count by; the smallest only from near."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from gis_app.incidents.filters import Filters
from gis_app.people.permissions import Permission
from gis_app.places import queries
from gis_app.places.models import Area
from layers.facts import Fact
from layers.layer import Layer, Shape, Viewer
from layers.shared import field, local_name, named, of_kinds
from layers.words import AREA_KINDS, word

SMALL_KINDS_FROM = 11
SMALL_KINDS = [Area.Kind.BEAT]


def rows(user: Viewer, filters: Filters) -> QuerySet:
    return of_kinds(queries.visible_to(user, Area), filters, AREA_KINDS)


def detail(rows: QuerySet, zoom: int) -> QuerySet:
    return rows if zoom >= SMALL_KINDS_FROM else rows.exclude(kind__in=SMALL_KINDS)


AREAS = Layer(
    id="areas",
    title=_("Areas"),
    permission=Permission.MAP_SEE,
    rows=rows,
    detail=detail,
    geometry="shape",
    shape=Shape.POLYGON,
    fields={"id": F("pk"), "code": F("code"), "kind": F("kind"), "name": local_name},
    min_zoom=0,
    max_zoom=14,
    heading=named,
    facts=(
        Fact(_("Kind"), lambda row: word(AREA_KINDS, row.kind)),
        Fact(_("Code"), field("code")),
        Fact(_("Population"), field("population")),
    ),
)
