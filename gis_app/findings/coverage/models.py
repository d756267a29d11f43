"""What is to be seen, point by point, with how well it is; and the gaps that are left."""

from django.contrib.gis.db.models import PointField, PolygonField
from django.db import models

from gis_app.devices.models import Camera
from gis_app.findings.models import Run
from gis_app.places.models import Area, Building

METHOD = "coverage"


class Demand(models.Model):
    """A point that stands for something to be seen, as one run of `coverage` found it.

    `record` is the crime, accident, street, site or building it belongs to, `group` what it is counted by (kind,
    severity, kind of street or site). `amount` is in the measure's own unit: incidents, metres, gates, square metres,
    people. `weight` is what its being seen is worth for gaps, 0 for all but incidents. `hour` by the city's clock.
    `seen` and `twice` are the ranks of the best classes at which one camera, respectively two, see it: 0 for not at
    all, 1 for seen at all, then the edition's classes; those of `working` count working cameras only.
    """

    class Measure(models.TextChoices):
        CRIMES = "crimes"
        ACCIDENTS = "accidents"
        STREETS = "streets"
        GATES = "gates"
        GROUNDS = "grounds"
        RESIDENTS = "residents"

    run = models.ForeignKey(Run, models.CASCADE, related_name="+")
    measure = models.CharField(max_length=16, choices=Measure.choices)
    group = models.CharField(max_length=64, blank=True)
    record = models.BigIntegerField()
    amount = models.FloatField()
    weight = models.FloatField(default=0)
    point = PointField()
    area = models.ForeignKey(Area, models.SET_NULL, null=True, related_name="+", db_index=False)
    hour = models.PositiveSmallIntegerField(null=True)
    seen = models.PositiveSmallIntegerField(default=0)
    twice = models.PositiveSmallIntegerField(default=0)
    seen_working = models.PositiveSmallIntegerField(default=0)
    twice_working = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["run", "measure", "group"], name="demand_measure")]


class Gap(models.Model):
    """A square where incidents stay unseen at a class, the heaviest of a run first.

    `quality` is the class asked for, "" for seen at all; `working`: by working cameras alone. `weight` sums what is
    unseen, `counts` are the incidents by kind, of `days`. `point` is one of their places. `why` it is not seen there;
    `camera` is the nearest and how far it stands, or the one that is near enough but looks aside, or into the walls of
    `hidden_by`. `street` and `number` name the place.
    """

    class Why(models.TextChoices):
        FAR = "far"
        ASIDE = "aside"
        HIDDEN = "hidden"
        COARSE = "coarse"
        NONE = "none"

    run = models.ForeignKey(Run, models.CASCADE, related_name="gaps")
    quality = models.CharField(max_length=16, blank=True)
    working = models.BooleanField()
    place = models.PositiveSmallIntegerField()
    shape = PolygonField()
    point = PointField()
    weight = models.FloatField()
    counts = models.JSONField(default=dict)
    days = models.PositiveSmallIntegerField()
    area = models.ForeignKey(Area, models.SET_NULL, null=True, related_name="+", db_index=False)
    street = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=64, blank=True)
    why = models.CharField(max_length=8, choices=Why.choices)
    camera = models.ForeignKey(Camera, models.SET_NULL, null=True, related_name="+")
    metres = models.FloatField(null=True)
    hidden_by = models.ForeignKey(Building, models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["run", "quality", "working", "place"], name="gap_list")]
