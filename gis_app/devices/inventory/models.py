"""Proposals of what became of a camera between two lists of one source."""

from django.db import models

from gis_app.sources.models import Delivery, Source


class Proposal(models.Model):
    """What a delivery says of one camera: the same, moved, new or gone.

    `camera` is the passport that stood in the store, `listed` the one that the delivery brought; both are known by key
    and part too, blank where there is none. Accepting a pair makes one passport of both: `camera` goes on under the
    new key, `listed` keeps the old one and stands no longer for itself. `rivals` counts others nearly as likely.
    """

    class Verdict(models.TextChoices):
        SAME = "same"
        MOVED = "moved"
        NEW = "new"
        GONE = "gone"

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        REFUSED = "refused"
        LATER = "later"

    source = models.ForeignKey(Source, models.PROTECT)
    delivery = models.ForeignKey(Delivery, models.PROTECT)
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    camera = models.BigIntegerField(null=True)
    listed = models.BigIntegerField(null=True)
    key_old = models.CharField(max_length=200, blank=True)
    part_old = models.PositiveSmallIntegerField(default=0)
    key_new = models.CharField(max_length=200, blank=True)
    part_new = models.PositiveSmallIntegerField(default=0)
    metres = models.FloatField(null=True)
    turn = models.FloatField(null=True)
    likeness = models.FloatField(null=True)
    rivals = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=16, choices=State.choices, default=State.OPEN)
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key_old", "part_old", "key_new", "part_new"], name="proposal_once"
            )
        ]
        indexes = [models.Index(fields=["state", "verdict"], name="proposal_state")]
