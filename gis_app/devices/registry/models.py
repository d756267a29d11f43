"""Who speaks for an organisation, and what is stated of a camera by people, not by a list."""

from django.conf import settings
from django.db import models


class Holding(models.Model):
    """A person speaks for an organisation: sees and keeps the cameras that it owns or holds."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="holdings")
    organisation = models.ForeignKey("devices.Organisation", models.CASCADE, related_name="holdings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "organisation"], name="holding_once")]


class Standing(models.Model):
    """How a camera stands with its owner and in the street; no delivery overwrites it.

    `conditions` are the owner's words, `retention_days` what the owner promises, None where nobody said.
    `seen_at`, `in_focus`, `occluded_at` come from the newest check at the pole: None where nobody looked, or where
    nothing is in the way.
    """

    camera = models.OneToOneField("devices.Camera", models.CASCADE, related_name="standing")
    conditions = models.CharField(max_length=1000, blank=True)
    retention_days = models.PositiveSmallIntegerField(null=True)
    seen_at = models.DateTimeField(null=True)
    in_focus = models.BooleanField(null=True)
    occluded_at = models.DateTimeField(null=True)
