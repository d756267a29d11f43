"""Sources that are fetched by a calendar: how far each has come, and every try."""

from django.db import models

from gis_app.sources.models import Delivery, Source


class Schedule(models.Model):
    """A source that somebody has switched on: when it is pulled next, and how far its published rows reach.

    `kind`, `address` and `calendar` are those of its declaration when the clock last looked.
    `cursor` moves only in the transaction that publishes. `anew` counts how often somebody began anew: what an older
    pull brings is published, and moves no cursor. `failures` counts the tries that failed one after another,
    `error` is the last one's sentence; both are empty again after a try that went well.
    """

    source = models.OneToOneField(Source, models.CASCADE, related_name="schedule")
    on = models.BooleanField(default=True)
    kind = models.CharField(max_length=16, blank=True)
    address = models.CharField(max_length=1000, blank=True)
    calendar = models.CharField(max_length=64, blank=True)
    cursor = models.JSONField(default=dict)
    anew = models.PositiveIntegerField(default=0)
    due = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["due"], condition=models.Q(on=True), name="schedule_due")]


class Pull(models.Model):
    """One try: what came of it, and the cursor that holds once its delivery is published.

    `anew` is its schedule's when it began.
    """

    class State(models.TextChoices):
        RUNNING = "running"
        UNCHANGED = "unchanged"
        DELIVERED = "delivered"
        FAILED = "failed"
        CANCELLED = "cancelled"

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="pulls")
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True)
    delivery = models.OneToOneField(Delivery, models.SET_NULL, null=True, related_name="pull")
    state = models.CharField(max_length=16, choices=State.choices, default=State.RUNNING)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    cursor = models.JSONField(default=dict)
    anew = models.PositiveIntegerField(default=0)
    rows = models.BigIntegerField(default=0)
    taken_bytes = models.BigIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["schedule", "-began_at"], name="pull_newest")]
