"""People who sign in, and the audit of what they did."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models


class User(AbstractUser):
    """A person with an account; what the person may do follows from the roles alone (`roles.py`)."""

    roles = ArrayField(models.CharField(max_length=32), default=list)
    full_name = models.CharField(max_length=120, blank=True)
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    def get_full_name(self) -> str:
        return self.full_name or self.username

    get_short_name = get_full_name


class AuditEvent(models.Model):
    """One act: who did what to which record, with old and new values; ids, never names.

    `seal` is the hash over this row and the seal before it; the sealer writes it within a second or so.
    """

    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    action = models.CharField(max_length=64)
    subject = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64, blank=True)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    position = models.BigIntegerField(null=True, unique=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="audit_unsealed", condition=models.Q(position=None)),
            models.Index(fields=["subject", "subject_id"], name="audit_subject"),
        ]


class LoginAttempt(models.Model):
    """A failed sign-in, counted per user name and address so that guessing becomes slow."""

    at = models.DateTimeField(auto_now_add=True)
    username = models.CharField(max_length=150)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        indexes = [models.Index(fields=["username", "at"], name="login_attempt_username")]
