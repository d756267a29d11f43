"""Records that their source no longer lists. They stay: nothing vanishes by itself."""

from django.db import models

from gis_app.sources.models import Delivery, Source


class Gone(models.Model):
    """A record that was not in a delivery of all that its source has; once it comes again it is gone no more.

    delivery: the first that lacked it.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="+", db_index=False)
    layer = models.CharField(max_length=32)
    key = models.CharField(max_length=200)
    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "layer", "key"], name="gone_once")]
