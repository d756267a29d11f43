"""What happened: crimes, road accidents, emergency calls."""

from django.contrib.gis.db.models import PointField
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models

from gis_app.incidents.links.models import Link as Link
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
            models.Index(fields=["at"], name="crime_at"),
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
        indexes = [
            models.Index(fields=["day", "kind"], name="road_accident_day_kind"),
            models.Index(fields=["at"], name="road_accident_at"),
        ]


class EmergencyCall(Incident):
    """A call for help: which service it was given to, and the number that the dispatcher gave it."""

    class Service(models.TextChoices):
        POLICE = "police"
        FIRE = "fire"
        AMBULANCE = "ambulance"
        GAS = "gas"
        ROADS = "roads"
        OTHER = "other"

    service = models.CharField(max_length=16, choices=Service.choices, blank=True)
    number = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [once_per_source("emergency_call")]
        indexes = [
            models.Index(fields=["day", "kind"], name="emergency_call_day_kind"),
            models.Index(fields=["at"], name="emergency_call_at"),
            models.Index(OpClass("number", name="varchar_pattern_ops"), name="emergency_call_number"),
        ]


class AreaTotal(Imported):
    """How many incidents of a kind a district had in a month, where a source tells no more than that.

    `layer` is the one they would lie in if they had points (`crimes`, `accidents`, `calls`); `day` is the month's
    first, `end` the next month's.
    """

    layer = models.CharField(max_length=16)
    kind = models.CharField(max_length=64)
    source_kind = models.CharField(max_length=250, blank=True)
    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    day = models.DateField()
    end = models.DateField()
    n = models.PositiveIntegerField()

    class Meta:
        constraints = [once_per_source("area_total")]
        indexes = [models.Index(fields=["layer", "day", "kind"], name="area_total_day_kind")]


class Standing(models.Model):
    """A person's word that a source's totals stand where there are points of the same kind, district and month too.

    Without it the points stand.
    """

    source = models.OneToOneField("sources.Source", models.CASCADE, related_name="+")


class Cell(models.Model):
    """The incidents of one square of the map that are alike: `n` of them, their days in order and their ids beside.
    `alike` is a hash of what they have in common.

    `level` and `cell` are the square's (`kept_cells`); `lon` and `lat` are sums of 1e-7 degrees, so that their mean is
    the middle. Triggers write these rows, nobody else.
    """

    level = models.PositiveSmallIntegerField()
    cell = models.BigIntegerField()
    kind = models.CharField(max_length=64)
    area = models.ForeignKey(Area, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False)
    beat = models.ForeignKey(Area, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False)
    place_precision = models.CharField(max_length=16)
    time_precision = models.CharField(max_length=16)
    alike = models.BigIntegerField()
    n = models.IntegerField()
    lon = models.BigIntegerField()
    lat = models.BigIntegerField()
    days = ArrayField(models.DateField())
    ids = ArrayField(models.BigIntegerField())

    class Meta:
        abstract = True


def cell_indexes(name: str) -> list[models.Index]:
    return [
        models.Index(fields=["level", "cell"], name=f"{name}_place"),
        models.Index(fields=["level"], name=f"{name}_none_left", condition=models.Q(n=0)),
    ]


class CrimeCell(Cell):
    """Crimes of one square alike in kind, severity and offence."""

    severity = models.PositiveSmallIntegerField(null=True)
    offence = models.CharField(max_length=16)

    class Meta:
        indexes = cell_indexes("crimecell")


class AccidentCell(Cell):
    """Road accidents of one square alike in kind, dead and injured."""

    dead = models.PositiveSmallIntegerField(null=True)
    injured = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = cell_indexes("accidentcell")


class CallCell(Cell):
    """Emergency calls of one square alike in kind and severity."""

    severity = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = cell_indexes("callcell")
