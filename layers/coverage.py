"""Coverage: what each camera truly sees, by the classes of the city's edition of IEC/EN 62676-4."""

from typing import Any

from django.db.models import F, QuerySet, Value
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gis_app.devices import queries as devices
from gis_app.devices.models import Camera
from gis_app.findings import queries
from gis_app.findings.models import Visibility
from gis_app.incidents.filters import Filters
from gis_app.people.permissions import Permission
from gis_app.speech import number
from layers.facts import Fact
from layers.layer import Layer, Shape, Viewer
from layers.shared import field, related
from layers.words import CAMERA_STATES, QUALITIES, word

FROM_ZOOM = 13
CLASSES_FROM = 15


def rows(user: Viewer, filters: Filters) -> QuerySet:
    """The zones of the classes that the filters name, of every class where they name none."""
    found = queries.visible_to(user).select_related("camera__area", "camera__source", "camera__delivery")
    wanted = [code for code in filters.kinds if code in QUALITIES]
    chosen = found.filter(quality__in=wanted).alias(chosen=Value(True)) if wanted else found
    if filters.areas:
        chosen = chosen.filter(camera__in=devices.in_areas(Camera.objects.all(), filters.areas))
    return chosen.defer("camera__stream", "camera__raw")


def detail(rows: QuerySet, zoom: int) -> QuerySet:
    """From further away only what is seen at all, unless classes were asked for."""
    return rows if zoom >= CLASSES_FROM or "chosen" in rows.query.annotations else rows.filter(quality="")


def class_of(row: Visibility) -> str:
    """A class as it is always named: its word, its English code, its pixels and its edition."""
    return class_named(row.quality, row.px_per_m, row.edition)


def class_named(code: str, px_per_m: float, edition: int) -> str:
    if not code:
        return class_title(code)
    return _now("%(class)s: %(px)s px/m and more, edition %(year)s") % {
        "class": class_title(code),
        "px": number(px_per_m, 1 if px_per_m % 1 else 0),
        "year": edition,
    }


def class_title(code: str) -> str:
    """A class's word in the reader's language, the standard's own beside it."""
    title = word(QUALITIES, code)
    return title if not code or title == code else f"{title} ({code})"


def heading(row: Visibility) -> str:
    return str(row.camera.address or row.camera.code)


def area(row: Visibility) -> Any:
    return row.camera.area.called if row.camera.area else None


COVERAGE = Layer(
    id="coverage",
    title=_("Coverage"),
    permission=Permission.CAMERA_SEE,
    rows=rows,
    detail=detail,
    geometry="geometry",
    shape=Shape.POLYGON,
    fields={
        "id": F("pk"),
        "camera": F("camera_id"),
        "quality": F("quality"),
        "px_per_m": F("px_per_m"),
        "edition": F("edition"),
        "assumed": F("assumed"),
        "directed": F("directed"),
        "status": F("camera__status"),
    },
    listed={"area_m2": F("area_m2")},
    order=("px_per_m", "pk"),
    min_zoom=FROM_ZOOM,
    max_zoom=17,
    counted=False,
    origin="camera",
    heading=heading,
    facts=(
        Fact(_("Camera"), related("camera", "code")),
        Fact(_("Class"), class_of),
        Fact(_("Area of what is seen"), lambda row: round(row.area_m2), _("m²")),
        Fact(_("Optics assumed, not stated"), field("assumed")),
        Fact(_("Direction known"), field("directed")),
        Fact(_("State"), lambda row: word(CAMERA_STATES, row.camera.status)),
        Fact(_("Area"), area),
        Fact(_("Computed"), field("computed_at")),
    ),
)
