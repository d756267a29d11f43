"""Buildings and their parts; from further away only those large enough to be seen."""

from django.db.models import F, FloatField, Func, QuerySet
from django.utils.translation import gettext_lazy as _

from gis_app.incidents.filters import Filters
from gis_app.people.permissions import Permission
from gis_app.places import queries
from gis_app.places.models import Building
from layers.facts import Fact
from layers.layer import Layer, Shape, Viewer
from layers.shared import field, known

PIXELS_SEEN = 3
TILE_PX = 512
SMALL_ONES_FROM = 15


def rows(user: Viewer, filters: Filters) -> QuerySet:
    return queries.visible_to(user, Building)


def detail(rows: QuerySet, zoom: int) -> QuerySet:
    broad = rows.alias(breadth=edge("ST_XMax") - edge("ST_XMin"))
    if zoom >= SMALL_ONES_FROM:
        return broad
    return broad.filter(breadth__gt=PIXELS_SEEN * 360 / (TILE_PX * 2**zoom))


def edge(function: str) -> Func:
    return Func(F("shape"), function=function, output_field=FloatField())


def heading(row: Building) -> str:
    """Its name, else its address."""
    return row.name or " ".join(filter(None, (row.street, row.number))) or str(_("Building"))


BUILDINGS = Layer(
    id="buildings",
    title=_("Buildings"),
    permission=Permission.MAP_SEE,
    rows=rows,
    detail=detail,
    geometry="shape",
    shape=Shape.POLYGON,
    fields={"id": F("pk"), "height_m": F("height_m"), "kind": known("kind"), "number": known("number")},
    order=("-breadth", "pk"),
    min_zoom=13,
    max_zoom=15,
    heading=heading,
    facts=(
        Fact(_("Kind"), lambda row: row.kind if row.kind != "yes" else None),
        Fact(_("Address"), lambda row: " ".join(filter(None, (row.street, row.number)))),
        Fact(_("Height"), field("height_m"), _("m")),
        Fact(_("Height is assumed"), lambda row: row.height_assumed or None),
        Fact(_("Storeys"), field("levels")),
        Fact(_("Part of a building"), lambda row: row.is_part or None),
    ),
)
