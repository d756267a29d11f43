"""Links between records: candidates, what followed from them, and what people decided."""

from django.db import models

from gis_app.sources.models import Source


class Link(models.Model):
    """Two records that may tell of one event; of one layer, `a` is the smaller id.

    A record is known by its id and, should that vanish and come again, by its source, key and part. `sure` says whether
    time and place are known well enough to link without a person. `broken` says why the two fit no longer; `known` is
    what of that stood when a person decided. `minutes` and `metres` tell how far apart they are.
    """

    class State(models.TextChoices):
        AUTOMATIC = "automatic"
        OPEN = "open"
        TAKEN = "taken"
        LATER = "later"
        SAME = "same"
        DIFFERENT = "different"

    class Broken(models.TextChoices):
        NO = ""
        APART = "apart"
        VANISHED = "vanished"

    pair = models.CharField(max_length=64)
    layer_a = models.CharField(max_length=32)
    a = models.BigIntegerField()
    source_a = models.ForeignKey(Source, models.PROTECT, related_name="+", db_index=False)
    key_a = models.CharField(max_length=200)
    part_a = models.PositiveSmallIntegerField(default=0)
    layer_b = models.CharField(max_length=32)
    b = models.BigIntegerField()
    source_b = models.ForeignKey(Source, models.PROTECT, related_name="+", db_index=False)
    key_b = models.CharField(max_length=200)
    part_b = models.PositiveSmallIntegerField(default=0)
    minutes = models.FloatField()
    metres = models.FloatField()
    sure = models.BooleanField()
    state = models.CharField(max_length=16, choices=State.choices, default=State.OPEN)
    broken = models.CharField(max_length=16, choices=Broken.choices, blank=True, default="")
    known = models.CharField(max_length=16, choices=Broken.choices, blank=True, default="")
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["layer_a", "a", "layer_b", "b"], name="link_once")]
        indexes = [
            models.Index(fields=["layer_b", "b"], name="link_other_end"),
            models.Index(fields=["state", "pair"], name="link_state"),
        ]


DECIDED = (Link.State.SAME, Link.State.DIFFERENT)
LINKED = (Link.State.AUTOMATIC, Link.State.SAME)
DERIVED = (Link.State.AUTOMATIC, Link.State.OPEN, Link.State.TAKEN)
