"""Gaps: squares where incidents stay unseen at a class of quality, the heaviest of the city."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from gis_app.findings.coverage import queries
from gis_app.findings.coverage.models import Gap
from gis_app.findings.queries import quality_named
from gis_app.incidents.filters import Filters
from gis_app.people.permissions import Permission
from gis_app.speech import number
from layers.coverage import class_named
from layers.drawing import StyleLayer, drawn
from layers.facts import Fact
from layers.gap_words import happened, place, why
from layers.layer import Layer, Shape, Viewer
from layers.palette import Palette
from layers.shared import in_areas, related
from layers.words import QUALITIES

UNREAD = ("area__shape", "area__raw", "hidden_by__shape", "hidden_by__raw")


def rows(user: Viewer, filters: Filters) -> QuerySet:
    """The gaps of working cameras at the first class that the filters name, else at the run's usual one."""
    wanted = next((code for code in filters.kinds if code in QUALITIES), None)
    found = queries.gaps_visible_to(user).filter(working=True, quality=wanted or queries.usual_of_run())
    return in_areas(found, filters).select_related("area", "hidden_by", "run").defer(*UNREAD)


def class_of(row: Gap) -> str:
    year = int(row.run.parameters["edition"])
    return class_named(row.quality, quality_named(row.quality).px_per_m if row.quality else 0, year)


def rank(row: Gap) -> Any:
    return f"{number(row.place)} / {number(row.weight, 1 if row.weight % 1 else 0)}"


GAPS = Layer(
    id="gaps",
    title=_("Coverage gaps"),
    permission=Permission.WHOLE_CITY_SEE,
    rows=rows,
    geometry="shape",
    shape=Shape.POLYGON,
    fields={"id": F("pk"), "position": F("place"), "weight": F("weight"), "quality": F("quality"), "why": F("why")},
    listed={"metres": F("metres"), "counts": F("counts"), "street": F("street"), "number": F("number")},
    order=("place", "pk"),
    min_zoom=11,
    max_zoom=16,
    origin=None,
    counted=False,
    heading=place,
    facts=(
        Fact(_("Unseen"), happened),
        Fact(_("Reason"), why),
        Fact(_("Class"), class_of),
        Fact(_("Place in the list, weight"), rank),
        Fact(_("Area"), related("area", "called")),
    ),
)


def marks(palette: Palette) -> list[StyleLayer]:
    """Squares in the colour of crimes, pale, the first of the list stronger."""
    strong = ["interpolate", ["linear"], ["coalesce", ["get", "position"], 300], 1, 0.5, 50, 0.28, 300, 0.16]
    fill = {"fill-color": palette.crime, "fill-opacity": strong}
    edge = {"line-color": palette.crime, "line-width": 1.2}
    return [drawn("gaps-fill", "gaps", "fill", paint=fill), drawn("gaps-edge", "gaps", "line", minzoom=13, paint=edge)]
