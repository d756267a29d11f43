"""What somebody found at the pole."""

from django.contrib.gis.db.models import PointField
from django.db import models


class Check(models.Model):
    """One look at a camera where it hangs. `uuid` is made by the phone: what is sent twice is one check.

    `camera` is None for one that is in no register. `point` is where the phone stood, exact to `accuracy_m`; `azimuth`
    in degrees clockwise from north, as the compass told. `photo` is the file's name below the home's photos, "" for
    none. `at` is the phone's clock, `received_at` ours.
    """

    class View(models.TextChoices):
        CLEAR = "clear"
        OCCLUDED = "occluded"
        UNFOCUSED = "unfocused"
        TURNED = "turned"
        MISSING = "missing"

    uuid = models.UUIDField(unique=True)
    camera = models.ForeignKey("devices.Camera", models.CASCADE, null=True, related_name="checks")
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    view = models.CharField(max_length=16, choices=View.choices)
    point = PointField(null=True)
    accuracy_m = models.FloatField(null=True)
    azimuth = models.FloatField(null=True)
    note = models.CharField(max_length=500, blank=True)
    photo = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["camera", "-at"], name="check_newest")]
