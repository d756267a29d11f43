"""What people decided of two passports that stand close together."""

from django.db import models


class Twin(models.Model):
    """Two cameras, the smaller id first, and whether they are one. One goes on; the other is hidden behind it."""

    first = models.ForeignKey("devices.Camera", models.CASCADE, related_name="+")
    second = models.ForeignKey("devices.Camera", models.CASCADE, related_name="+")
    same = models.BooleanField()
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="twin_once")]
