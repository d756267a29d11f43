"""Campaigns and whom they ask."""

from django.db import models


class Campaign(models.Model):
    """Departments and owners are asked to send or confirm their list of cameras until `due`."""

    title = models.CharField(max_length=120)
    began_at = models.DateTimeField()
    due = models.DateField()
    ended_at = models.DateTimeField(null=True)
    by = models.BigIntegerField(null=True)


class Asked(models.Model):
    """One organisation that a campaign asks; `answered_at` is when somebody said that its passports hold.

    A list that it sent counts as an answer too, see `queries.standing`.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="asked")
    organisation = models.ForeignKey("devices.Organisation", models.CASCADE, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "organisation"], name="asked_once")]
