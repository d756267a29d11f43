"""The only ledger of work: a row is the job, a queue carries but a hint."""

from django.db import models


class Job(models.Model):
    """Work to be done, with its state. `kind` names the function, `key` what it works on."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    kind = models.CharField(max_length=64)
    key = models.CharField(max_length=128)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    due = models.DateTimeField()
    lease = models.UUIDField(null=True)
    heartbeat = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    cancel = models.BooleanField(default=False)
    error = models.TextField(blank=True)
    owner = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=models.Q(state__in=["waiting", "running"]), name="job_open_once"
            )
        ]
        indexes = [models.Index(fields=["due"], condition=models.Q(state="waiting"), name="job_waiting")]
