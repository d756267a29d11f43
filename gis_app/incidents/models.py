"""What happened: crimes, road accidents."""

from django.contrib.gis.db.models import PointField
from django.contrib.postgres.indexes import OpClass
from django.db import models

from gis_app.places.models import Area
from gis_app.sources.models import Imported, once_per_source


class TimePrecision(models.TextChoices):
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    INTERVAL = "interval"


class PlacePrecision(models.TextChoices):
    POINT = "point"
    BUILDING = "building"
    BLOCK = "block"
    STREET = "street"
    AREA = "area"


class Incident(Imported):
    """When (a moment, a day or an interval) and where, each with its precision; our kind and the source's own.

    `at` is the moment in UTC, or the beginning of the day or interval; `day` is the city's date of it.
    """

    kind = models.CharField(max_length=64)
    source_kind = models.CharField(max_length=250, blank=True)
    source_code = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    day = models.DateField()
    time_precision = models.CharField(max_length=16, choices=TimePrecision.choices)
    point = PointField()
    place_precision = models.CharField(max_length=16, choices=PlacePrecision.choices)
    place = models.CharField(max_length=250, blank=True)
    place_type = models.CharField(max_length=120, blank=True)
    severity = models.PositiveSmallIntegerField(null=True)
    dead = models.PositiveSmallIntegerField(null=True)
    injured = models.PositiveSmallIntegerField(null=True)
    participants = models.PositiveSmallIntegerField(null=True)
    area = models.ForeignKey(Area, models.SET_NULL, null=True, related_name="+")
    beat = models.ForeignKey(Area, models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True


class Crime(Incident):
    """A crime or, told apart from it, an administrative offence, with the article of law where stated."""

    class Offence(models.TextChoices):
        CRIME = "crime"
        ADMINISTRATIVE = "administrative"

    offence = models.CharField(max_length=16, choices=Offence.choices, default=Offence.CRIME)
    article = models.CharField(max_length=64, blank=True)
    number = models.CharField(max_length=64, blank=True)
    solved = models.BooleanField(null=True)
    domestic = models.BooleanField(null=True)

    class Meta:
        constraints = [once_per_source("crime")]
        indexes = [
            models.Index(fields=["day", "kind"], name="crime_day_kind"),
            models.Index(OpClass("number", name="varchar_pattern_ops"), name="crime_number"),
        ]


class RoadAccident(Incident):
    """A road accident with what is known of its circumstances."""

    vehicles = models.PositiveSmallIntegerField(null=True)
    light = models.CharField(max_length=120, blank=True)
    weather = models.CharField(max_length=250, blank=True)
    road = models.CharField(max_length=250, blank=True)
    cause = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [once_per_source("road_accident")]
        indexes = [models.Index(fields=["day", "kind"], name="road_accident_day_kind")]
