"""What the city is made of, and who is on duty where."""

from django.conf import settings
from django.contrib.gis.db.models import GeometryField, MultiPolygonField, PointField, PolygonField
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from gis_app import speech
from gis_app.sources.models import Imported, once_per_source
from gis_app.wording import index_of_words


class City(models.Model):
    """The one city of this store, as its `city.yml` declares it; `near` is its boundary and the margin around it."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    timezone = models.CharField(max_length=64)
    crs = models.CharField(max_length=64)
    languages = ArrayField(models.CharField(max_length=8))
    margin_m = models.FloatField(default=100)
    boundary = GeometryField()
    near = GeometryField()
    invented = models.BooleanField(default=False)
    only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("city"), _("cities")

    def __str__(self) -> str:
        return self.name


class Area(Imported):
    """A polygon people count by: city, district, police district, beat. Source rows with one code are united."""

    class Kind(models.TextChoices):
        CITY = "city"
        DISTRICT = "district"
        POLICE_DISTRICT = "police_district"
        BEAT = "beat"
        ADMINISTRATIVE = "administrative"

    kind = models.CharField(max_length=32, choices=Kind.choices)
    code = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    names = models.JSONField(default=dict)
    population = models.BigIntegerField(null=True)
    shape = MultiPolygonField()

    class Meta:
        verbose_name, verbose_name_plural = _("area"), _("areas")
        constraints = [once_per_source("area"), models.UniqueConstraint(fields=["kind", "code"], name="area_code")]
        indexes = [index_of_words("area_words", "name", "names", "code", json=["names"])]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """The name in the reader's language, the code where it has none."""
        return speech.called(self.names, self.name) or self.code


class AreaPiece(models.Model):
    """A small piece of an area's polygon, so that an index finds the area of a point quickly."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="pieces")
    shape = PolygonField()


class Street(Imported):
    """A stretch of street as the map draws it; `rank` from 0 (motorway) to 6 (footpath).

    `names` by language; `former`: the names it had, several with ";" between, by when: "1936/2016", either side perhaps
    blank where it is not known.
    """

    kind = models.CharField(max_length=32)
    rank = models.PositiveSmallIntegerField(default=6)
    name = models.CharField(max_length=200, blank=True)
    names = models.JSONField(default=dict)
    former = models.JSONField(default=dict)
    width_m = models.FloatField(null=True)
    bridge = models.BooleanField(default=False)
    tunnel = models.BooleanField(default=False)
    layer = models.SmallIntegerField(default=0)
    shape = GeometryField()

    class Meta:
        constraints = [once_per_source("street")]
        indexes = [index_of_words("street_words", "name", "names", "former", json=["names", "former"])]


class Building(Imported):
    """A building or a part of one; `height_m` as stated or from its levels, else unknown."""

    kind = models.CharField(max_length=64, blank=True)
    is_part = models.BooleanField(default=False)
    name = models.CharField(max_length=200, blank=True)
    street = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=64, blank=True)
    height_m = models.FloatField(null=True)
    base_m = models.FloatField(null=True)
    levels = models.FloatField(null=True)
    height_assumed = models.BooleanField(default=False)
    shape = MultiPolygonField()

    class Meta:
        constraints = [once_per_source("building")]
        indexes = [index_of_words("building_words", "street", "number", "name")]


class Ground(Imported):
    """Water and green: the backdrop of the map."""

    kind = models.CharField(max_length=32)
    name = models.CharField(max_length=200, blank=True)
    names = models.JSONField(default=dict)
    shape = GeometryField()

    class Meta:
        constraints = [once_per_source("ground")]


class Site(Imported):
    """A protected object: school, kindergarten, hospital, park, playground, police or fire station."""

    kind = models.CharField(max_length=32)
    name = models.CharField(max_length=250, blank=True)
    names = models.JSONField(default=dict)
    address = models.CharField(max_length=250, blank=True)
    phone = models.CharField(max_length=64, blank=True)
    point = PointField()
    shape = GeometryField(null=True)
    area = models.ForeignKey(Area, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("site"), _("sites")
        constraints = [once_per_source("site")]
        indexes = [index_of_words("site_words", "name", "names", "address", json=["names"])]

    def __str__(self) -> str:
        return speech.called(self.names, self.name) or f"№ {self.pk}"


class Duty(models.Model):
    """A person's watch: an area, on which days of the week (1 is Monday), between which hours of the city."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="duties")
    area = models.ForeignKey(Area, models.CASCADE)
    days = ArrayField(models.PositiveSmallIntegerField(), default=list)
    begins = models.TimeField()
    ends = models.TimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("duty"), _("duties")
