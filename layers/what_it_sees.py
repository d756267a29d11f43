"""What a camera's card says of its view: how much ground, or why there is none."""

from django.utils.translation import gettext as _

from gis_app.devices.models import Camera
from gis_app.findings.models import Stale, Visibility
from gis_app.places.models import Building
from gis_app.speech import number


def what_it_sees(row: Camera) -> str:
    """Square metres seen at all, else why nothing is; "" while it is not computed."""
    seen = Visibility.objects.filter(camera=row, quality="").values_list("area_m2", flat=True).first()
    if seen is not None:
        return _("%(area)s m² of ground") % {"area": number(seen)}
    if row.status == Camera.Status.REMOVED or Stale.objects.filter(camera=row.pk).exists():
        return ""
    if Building.objects.filter(shape__contains=row.point, is_part=False).exists():
        return _("nothing: it stands inside a building")
    return _("nothing: its picture is too coarse, or does not reach the ground")
