"""Cameras: where they stand and where they look. A stream's address is in no field and no fact."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import ExpressionWrapper
from django.db.models.fields import BooleanField
from django.utils.translation import gettext_lazy as _

from gis_app.devices import queries
from gis_app.devices.models import Camera
from gis_app.devices.optics import optics
from gis_app.findings.models import Visibility
from gis_app.incidents.filters import Filters
from gis_app.people.permissions import Permission
from layers.cells import Summary
from layers.facts import Fact
from layers.incidents import CELLS_BELOW
from layers.layer import Layer, Shape, Viewer
from layers.shared import field, in_areas, of_kinds, related
from layers.what_it_sees import what_it_sees
from layers.words import CAMERA_KINDS, CAMERA_STATES, CONNECTIONS, word

OPTICS = {
    "azimuth": _("direction"),
    "hfov": _("angle of view"),
    "height_m": _("height"),
    "tilt": _("tilt"),
    "resolution": _("resolution"),
}
# Few and large squares: a disc with a number needs room.
ACROSS = 3


def rows(user: Viewer, filters: Filters) -> QuerySet:
    return in_areas(of_kinds(queries.visible_to(user), filters, CAMERA_KINDS), filters)


def resolution(row: Camera) -> str:
    return f"{row.width_px} × {row.height_px}" if row.width_px and row.height_px else ""


def assumed(row: Camera) -> list[str]:
    """What of its picture nobody stated, or stated as what can't be, so that the kind's usual is taken."""
    return [str(word(OPTICS, name)) for name in OPTICS if name in optics(row).assumed]


def names_before(row: Camera) -> list[str]:
    """What older lists of its source called the camera."""
    return list(row.names_before.order_by("pk").values_list("code", flat=True))


CAMERAS = Layer(
    id="cameras",
    title=_("Cameras"),
    permission=Permission.CAMERA_SEE,
    rows=rows,
    geometry="point",
    shape=Shape.POINT,
    fields={
        "id": F("pk"),
        "code": F("code"),
        "kind": F("kind"),
        "azimuth": F("azimuth"),
        "hfov": F("hfov"),
        "assumed": ExpressionWrapper(Q(assumed__overlap=["azimuth", "hfov"]), BooleanField()),
        "status": F("status"),
        "seen": Exists(Visibility.objects.filter(camera=OuterRef("pk"), quality="")),
    },
    cells={"kind": Summary.COMMON, "status": Summary.COMMON},
    cells_below=CELLS_BELOW,
    cells_across=ACROSS,
    limit=5_000,
    min_zoom=0,
    max_zoom=16,
    heading=lambda row: row.address or row.code,
    facts=(
        Fact(_("Code"), field("code")),
        Fact(_("Kind"), lambda row: word(CAMERA_KINDS, row.kind)),
        Fact(_("State"), lambda row: word(CAMERA_STATES, row.status)),
        Fact(_("Connection"), lambda row: word(CONNECTIONS, row.connection)),
        Fact(_("Address"), field("address")),
        Fact(_("Area"), related("area", "called")),
        Fact(_("Direction"), field("azimuth"), "°"),
        Fact(_("Further directions"), field("sectors"), "°"),
        Fact(_("Angle of view"), field("hfov"), "°"),
        Fact(_("Tilt"), field("tilt"), "°"),
        Fact(_("Height"), field("height_m"), _("m")),
        Fact(_("Resolution"), resolution),
        Fact(_("Assumed, not stated"), assumed),
        Fact(_("What it sees"), what_it_sees),
        Fact(_("Analogue"), field("analogue")),
        Fact(_("Recorder"), field("recorder")),
        Fact(_("Channel"), field("channel")),
        Fact(_("Archive"), field("archive_days"), _("days")),
        Fact(_("Inventory number"), field("inventory_number")),
        Fact(_("In older lists"), names_before),
        Fact(_("Owner"), related("owner")),
        Fact(_("Holder"), related("holder")),
        Fact(_("Contractor"), related("contractor")),
        Fact(_("Purpose"), field("purpose")),
        Fact(_("Legal ground"), field("legal_ground")),
        Fact(_("Installed"), field("installed_on")),
        Fact(_("Removed"), field("removed_on")),
        Fact(_("Warranty until"), field("warranty_until")),
        Fact(_("Last check"), field("last_check")),
    ),
)
