"""Where facts come from: sources, their deliveries, and the rows that could not be taken."""

from django.conf import settings
from django.contrib.gis.db.models import PointField
from django.db import models
from django.utils.translation import gettext

from gis_app.sources.drafts import Draft as Draft


class Source(models.Model):
    """A publisher's table or file, as its `source.yml` declares it."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=400, blank=True)
    foreign = models.BooleanField(default=False, help_text="real data loaded into an invented city")
    rhythm_days = models.FloatField(null=True, help_text="how often a delivery should come, where the source says so")
    required = models.BooleanField(default=False, help_text="the city's figures are stale without it")

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the reader's language, where the catalogue has it; a source of one's own keeps its name."""
        return gettext(self.name) if self.name else ""


class Delivery(models.Model):
    """One run of one source: the file as it came, and the account of every row in it."""

    class State(models.TextChoices):
        RECEIVED = "received"
        RUNNING = "running"
        PUBLISHED = "published"
        REFUSED = "refused"
        FAILED = "failed"
        CANCELLED = "cancelled"

    source = models.ForeignKey(Source, models.PROTECT, related_name="deliveries")
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.RECEIVED)
    received_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    file_name = models.CharField(max_length=255)
    file_path = models.CharField(max_length=400)
    file_bytes = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    read = models.BigIntegerField(default=0)
    loaded = models.BigIntegerField(default=0)
    updated = models.BigIntegerField(default=0)
    unchanged = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    made = models.BigIntegerField(default=0)
    reasons = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    newest = models.DateField(null=True)
    seconds = models.FloatField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["source", "-received_at"], name="delivery_newest")]


class Rejection(models.Model):
    """A row that could not be taken, kept whole; stored once per source and key however often it comes.

    Its day, kind and area are kept where they could be read, as plain codes, so that every total can say
    "and n not placed". `proposal` is a correction that a person may accept; nothing applies it by itself. `reading`
    says how it was found: the axes turned, degrees and minutes typed as decimals, a lost sign.
    `given_up_at`: a person looked and found that it cannot be placed; that holds until the row comes changed.
    """

    class Reading(models.TextChoices):
        SWAPPED = "swapped"
        MINUTES = "minutes"
        SECONDS = "seconds"
        SIGN = "sign"

    class Reason(models.TextChoices):
        UNREADABLE = "unreadable"
        NO_COORDINATES = "no_coordinates"
        ZERO_COORDINATES = "zero_coordinates"
        BAD_GEOMETRY = "bad_geometry"
        SWAPPED_COORDINATES = "swapped_coordinates"
        OUTSIDE_CITY = "outside_city"
        WHOLE_DEGREES = "whole_degrees"
        MISSING_FIELD = "missing_field"
        BAD_DATE = "bad_date"
        UNKNOWN_KIND = "unknown_kind"
        UNKNOWN_AREA = "unknown_area"
        DUPLICATE = "duplicate"

    source = models.ForeignKey(Source, models.PROTECT)
    key = models.CharField(max_length=200)
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="first_rejections")
    last_delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="rejections")
    layer = models.CharField(max_length=32)
    line = models.BigIntegerField()
    reason = models.CharField(max_length=32, choices=Reason.choices)
    detail = models.CharField(max_length=200, blank=True)
    raw = models.JSONField()
    day = models.DateField(null=True)
    kind = models.CharField(max_length=64, blank=True)
    area = models.CharField(max_length=64, blank=True)
    proposal = PointField(null=True)
    reading = models.CharField(max_length=16, choices=Reading.choices, blank=True)
    fingerprint = models.UUIDField(null=True)
    version = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    given_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="rejection_once")]
        indexes = [models.Index(fields=["layer", "day"], condition=models.Q(resolved_at=None), name="rejection_open")]


class Imported(models.Model):
    """What every row that came from a source carries: whence, under which key, and what exactly was said.

    A source row that makes several records (an intersection's cameras) gives each a `part`.
    """

    source = models.ForeignKey(Source, models.PROTECT)
    key = models.CharField(max_length=200)
    part = models.PositiveSmallIntegerField(default=0)
    fingerprint = models.UUIDField()
    version = models.DateTimeField(null=True)
    delivery = models.ForeignKey(Delivery, models.PROTECT)
    raw = models.JSONField(default=dict)

    class Meta:
        abstract = True


def once_per_source(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=["source", "key", "part"], name=f"{name}_once_per_source")


class LayerVersion(models.Model):
    """A number that every write to a layer raises; cached tiles carry it in their key."""

    layer = models.CharField(max_length=32, primary_key=True)
    number = models.BigIntegerField(default=1)


class Edit(models.Model):
    """What a person put in the place of what the source said: one field of one record, found by the source's own key.

    All three values are columns with their values. `said` is what the source had said when the person decided, `says`
    what it says now, `put` the person's, which is in the record while the edit is in force or disputed. A record made
    of a row that could not be taken has nulls in `said`.
    """

    class State(models.TextChoices):
        IN_FORCE = "in_force"
        DISPUTED = "disputed"
        WITHDRAWN = "withdrawn"
        REPLACED = "replaced"

    source = models.ForeignKey(Source, models.PROTECT)
    layer = models.CharField(max_length=32)
    key = models.CharField(max_length=200)
    part = models.PositiveSmallIntegerField(default=0)
    field = models.CharField(max_length=32)
    said = models.JSONField()
    says = models.JSONField()
    put = models.JSONField()
    state = models.CharField(max_length=16, choices=State.choices, default=State.IN_FORCE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "layer", "key", "part", "field"],
                condition=models.Q(state__in=("in_force", "disputed")),
                name="edit_one_in_force",
            )
        ]
        indexes = [
            models.Index(fields=["source", "key"], name="edit_key"),
            models.Index(fields=["layer", "id"], condition=models.Q(state="disputed"), name="edit_disputed"),
        ]


class Change(models.Model):
    """What a delivery changed in a row that was there: the source's own cells, `{name: [old, new]}`."""

    source = models.ForeignKey(Source, models.PROTECT)
    layer = models.CharField(max_length=32)
    key = models.CharField(max_length=200)
    part = models.PositiveSmallIntegerField(default=0)
    delivery = models.ForeignKey(Delivery, models.CASCADE)
    cells = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["source", "key"], name="change_key")]


# Models of a file of their own, which Django looks for here.
from gis_app.sources.gone import Gone  # noqa: E402, F401
from gis_app.sources.pulls import Pull, Schedule  # noqa: E402, F401
