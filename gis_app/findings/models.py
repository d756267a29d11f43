"""What methods found: each computation, and what every camera truly sees."""

from django.contrib.gis.db.models import MultiPolygonField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gis_app.devices.models import Camera
from gis_app.jobs.models import Job

EDITION = 2025


class Run(models.Model):
    """One computation of findings: by which method and version of it, with what, and how it ended.

    `counts` holds what it looked at and what it made, by name; `seed` is of what drew by lot.
    """

    class State(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    method = models.CharField(max_length=64)
    version = models.CharField(max_length=32)
    parameters = models.JSONField(default=dict)
    seed = models.BigIntegerField(null=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.RUNNING)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    counts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["method", "-started_at"], name="run_newest")]


class Standard(models.Model):
    """The edition of IEC/EN 62676-4 by which this city names what a camera's picture shows; one for the whole city."""

    edition = models.PositiveSmallIntegerField(default=EDITION)
    only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("standard of picture quality")

    def __str__(self) -> str:
        return f"IEC/EN 62676-4:{self.edition}"


class Visibility(models.Model):
    """What one camera sees, at one class of quality or better; no row where it sees nothing at that class.

    Classes nest: the polygon of a class holds those of all better ones. `quality` "" with 0 px/m is what is seen at
    all, which alone has no edition's meaning. `assumed`: an optical value that counts here was not stated.
    `directed` is False where nobody said which way the camera looks and it is taken to look all round.
    `area_m2` in the city's metric system.
    """

    camera = models.ForeignKey(Camera, models.CASCADE, related_name="seen")
    quality = models.CharField(max_length=16, blank=True)
    px_per_m = models.FloatField(default=0)
    edition = models.PositiveSmallIntegerField(default=EDITION)
    geometry = MultiPolygonField()
    area_m2 = models.FloatField()
    assumed = models.BooleanField(default=False)
    directed = models.BooleanField(default=True)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["camera", "quality"], name="visibility_once"),
            models.CheckConstraint(
                condition=Q(quality="", px_per_m=0) | Q(~Q(quality=""), px_per_m__gt=0), name="visibility_class"
            ),
        ]
        indexes = [models.Index(fields=["quality", "camera"], name="visibility_quality")]


class Stale(models.Model):
    """A camera whose view must be computed anew, as the triggers of `gis_app.findings.stale` noted it; maybe twice."""

    camera = models.BigIntegerField(db_index=True)
    at = models.DateTimeField(db_default=Now())


# Models of a file of their own, which Django looks for here.
from gis_app.findings.coverage.models import Demand, Gap  # noqa: E402, F401
from gis_app.findings.placements.models import Placement  # noqa: E402, F401
from gis_app.findings.scenarios.models import Scenario, ScenarioCamera, ScenarioZone  # noqa: E402, F401
