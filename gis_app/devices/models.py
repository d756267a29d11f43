"""Organisations that own or keep devices, and the passports of cameras."""

from django.contrib.gis.db.models import PointField
from django.contrib.postgres.fields import ArrayField
from django.db import models

from gis_app.devices.fields import EncryptedTextField
from gis_app.places.models import Area
from gis_app.sources.models import Imported, once_per_source
from gis_app.wording import index_of_words


class Organisation(models.Model):
    """A department, firm or private owner."""

    name = models.CharField(max_length=200, unique=True)
    contact = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Camera(Imported):
    """A camera's passport: where it stands, what it can see, whose it is, on what legal ground.

    Angles in degrees: azimuth clockwise from north, tilt below the horizon. `sectors` lists further azimuths of a
    multi-head camera. `assumed` names the optical fields that were not stated but taken from the type or a code.
    A row with `same_as` is what an older list said of that camera, and stands for nothing itself. One that its owner
    withdrew (`withdrawn_at`) is shown to its owner alone.
    """

    class Kind(models.TextChoices):
        FIXED = "fixed"
        DOME = "dome"
        PTZ = "ptz"
        ANPR = "anpr"
        RED_LIGHT = "red_light"
        SPEED = "speed"
        UNKNOWN = "unknown"

    class Status(models.TextChoices):
        WORKING = "working"
        OFFLINE = "offline"
        REPAIR = "repair"
        PLANNED = "planned"
        REMOVED = "removed"
        UNKNOWN = "unknown"

    class Connection(models.TextChoices):
        REGISTERED = "registered"
        INTEGRATED = "integrated"

    code = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.UNKNOWN)
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.UNKNOWN)
    connection = models.CharField(max_length=16, choices=Connection.choices, default=Connection.REGISTERED)
    point = PointField()
    address = models.CharField(max_length=250, blank=True)
    height_m = models.FloatField(null=True)
    azimuth = models.FloatField(null=True)
    sectors = ArrayField(models.FloatField(), default=list)
    tilt = models.FloatField(null=True)
    hfov = models.FloatField(null=True)
    width_px = models.PositiveIntegerField(null=True)
    height_px = models.PositiveIntegerField(null=True)
    assumed = ArrayField(models.CharField(max_length=16), default=list)
    analogue = models.BooleanField(null=True)
    recorder = models.CharField(max_length=120, blank=True)
    channel = models.CharField(max_length=32, blank=True)
    stream = EncryptedTextField(null=True)
    archive_days = models.PositiveSmallIntegerField(null=True)
    inventory_number = models.CharField(max_length=64, blank=True)
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="owned_cameras")
    holder = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="held_cameras")
    contractor = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="serviced_cameras")
    purpose = models.CharField(max_length=250, blank=True)
    legal_ground = models.CharField(max_length=250, blank=True)
    installed_on = models.DateField(null=True)
    removed_on = models.DateField(null=True)
    warranty_until = models.DateField(null=True)
    last_check = models.DateField(null=True)
    area = models.ForeignKey(Area, models.SET_NULL, null=True, related_name="+")
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, related_name="names_before")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [once_per_source("camera")]
        indexes = [
            models.Index(fields=["code"], name="camera_code"),
            index_of_words("camera_words", "code", "inventory_number", "address"),
        ]


# Models of a file of their own, which Django looks for here.
from gis_app.devices.campaigns.models import Asked, Campaign  # noqa: E402, F401
from gis_app.devices.inventory.models import Proposal  # noqa: E402, F401
from gis_app.devices.registry.models import Holding, Standing  # noqa: E402, F401
from gis_app.devices.survey.models import Check  # noqa: E402, F401
from gis_app.devices.twins.models import Twin  # noqa: E402, F401
from gis_app.devices.workorders.models import WorkOrder  # noqa: E402, F401
