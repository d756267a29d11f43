"""A scenario, its cameras, and what each of them would see."""

from django.conf import settings
from django.contrib.gis.db.models import MultiPolygonField, PointField
from django.db import models


class Scenario(models.Model):
    """Cameras that might be added to those of today. `quality` is the class that its figures are told at.

    `setup` is what the page was asked for (what to see, budget, rules), `placement` the number of the placement whose
    answer its cameras were taken from. One that is `gone` was removed and can come back. Approved, its cameras are
    planned ones of the inventory, and nothing of it changes until that is taken back.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        APPROVED = "approved"

    name = models.CharField(max_length=80)
    state = models.CharField(max_length=16, choices=State.choices, default=State.DRAFT)
    quality = models.CharField(max_length=16)
    archive_days = models.PositiveSmallIntegerField(default=30)
    setup = models.JSONField(default=dict)
    placement = models.BigIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    gone = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["-changed_at"], condition=models.Q(gone=False), name="scenario_newest")]


class ScenarioCamera(models.Model):
    """One camera of a scenario: a model and a mount of the catalogue, where, and how it is turned.

    Angles in degrees, `azimuth` clockwise from north; of several heads it is the first one's. `tilt` is None where
    it is aimed at all that it sees; a placement aims at the class that it was asked for. `edition` is the one that its
    zones were computed by. `passport` is the planned camera that it became.
    """

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="cameras")
    model = models.CharField(max_length=64)
    mount = models.CharField(max_length=64)
    point = PointField()
    azimuth = models.FloatField()
    hfov = models.FloatField()
    height_m = models.FloatField()
    tilt = models.FloatField(null=True)
    place = models.CharField(max_length=250, blank=True)
    edition = models.PositiveSmallIntegerField()
    passport = models.ForeignKey("devices.Camera", models.SET_NULL, null=True, related_name="+")
    gone = models.BooleanField(default=False)


class ScenarioZone(models.Model):
    """What a camera of a scenario would see at one class of quality or better; no row where that is nothing."""

    camera = models.ForeignKey(ScenarioCamera, models.CASCADE, related_name="zones")
    quality = models.CharField(max_length=16)
    geometry = MultiPolygonField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["camera", "quality"], name="scenario_zone_once")]
