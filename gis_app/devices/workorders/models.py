"""Work to be done at a camera."""

from django.db import models


class WorkOrder(models.Model):
    """What is to be done at a camera, why, until when, and how far it is (`workflow.py`)."""

    class Work(models.TextChoices):
        PRUNE = "prune"
        TURN = "turn"
        MOVE = "move"
        CLEAN = "clean"
        REPAIR = "repair"

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        DONE = "done"
        CANCELLED = "cancelled"

    camera = models.ForeignKey("devices.Camera", models.CASCADE, related_name="work_orders")
    check_made = models.ForeignKey("devices.Check", models.SET_NULL, null=True, related_name="work_orders")
    work = models.CharField(max_length=8, choices=Work.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    note = models.CharField(max_length=500, blank=True)
    due = models.DateField(null=True)
    opened_by = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField()
    changed_by = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["camera", "work"],
                condition=models.Q(state__in=("open", "accepted")),
                name="work_order_open_once",
            )
        ]
        indexes = [models.Index(fields=["state", "due"], name="work_order_state")]
