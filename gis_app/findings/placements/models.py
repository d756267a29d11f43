"""What a planner asked for, and the answer that was found."""

from django.conf import settings
from django.db import models

from gis_app.jobs.models import Job


class Placement(models.Model):
    """A question, as `parameters.Asked` reads it, and its answer, as `etl.derive.placement.answer` writes it.

    The answer is there from the first greedy one on, while the job still looks for a better one.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    parameters = models.JSONField()
    answer = models.JSONField(null=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")

    @property
    def state(self) -> str:
        """Its job's state; without the job's row, whether there is an answer."""
        if self.job is not None:
            return str(self.job.state)
        return str(Job.State.DONE if self.answer else Job.State.FAILED)

    @property
    def error(self) -> str:
        """One sentence of what went wrong; "" where nothing did."""
        return self.job.error if self.job is not None else ""
