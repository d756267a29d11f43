"""People who sign in, and the audit of what they did."""

import hashlib

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gis_app.fields import EncryptedTextField
from gis_app.people.browsers import called


class User(AbstractUser):
    """A person with an account; what the person may do follows from the roles alone (`roles.py`).

    `narrowed`, where a token signed the person in, is all that the token lets through of it.
    """

    narrowed: frozenset[str] | None = None
    roles = ArrayField(models.CharField(max_length=32), default=list)
    full_name = models.CharField(_("full name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    class Meta:
        verbose_name, verbose_name_plural = _("person"), _("people")

    def get_full_name(self) -> str:
        return self.full_name or self.username

    get_short_name = get_full_name

    @property
    def initials(self) -> str:
        """The first letters of the first two words of the name."""
        return "".join(word[0] for word in self.get_full_name().split()[:2]).upper()


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
            models.Index(fields=["actor", "id"], name="audit_actor"),
            models.Index(fields=["action", "id"], name="audit_action"),
            models.Index(fields=["at"], name="audit_at"),
        ]


class ChainCheck(models.Model):
    """One walk along the audit's chain and what it found; `broken` is empty where the record is whole."""

    at = models.DateTimeField()
    sealed = models.BigIntegerField()
    head = models.CharField(max_length=64, blank=True)
    broken = models.CharField(max_length=200, blank=True)


class LoginAttempt(models.Model):
    """A sign-in under way or failed; `browser` is the mark of one that the person used before, else empty."""

    at = models.DateTimeField(auto_now_add=True)
    username = models.CharField(max_length=150)
    address = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=32, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["username", "at"], name="login_attempt_username"),
            models.Index(fields=["address", "at"], name="login_attempt_address"),
        ]


class Session(AbstractBaseSession):
    """A browser that is signed in, or on its way there: whose, from where, since when, last seen within a minute."""

    person = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    began = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(default=timezone.now)
    address = models.GenericIPAddressField(null=True)
    program = models.CharField(max_length=200, blank=True)

    @property
    def short(self) -> str:
        """A name for lists: the key itself would let its reader in."""
        return hashlib.sha256(self.session_key.encode()).hexdigest()[:16]

    @property
    def browser(self) -> str:
        """The program as people call it, "Firefox 128, Windows"; its own words where it is none that we know."""
        return called(self.program)

    @classmethod
    def get_session_store_class(cls):
        from gis_app.people.sessions import SessionStore

        return SessionStore


class OneUseLink(models.Model):
    """A link by which a person chooses a password, once and until its end; the store knows only its hash."""

    class Kind(models.TextChoices):
        INVITE = "invite"
        RESET = "reset"

    person = models.ForeignKey(User, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    digest = models.CharField(max_length=64, unique=True)
    ends = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class SecondFactor(models.Model):
    """The key of a person's one-time codes; `step` is the newest one taken, so that none serves twice."""

    person = models.OneToOneField(User, models.CASCADE, related_name="second_factor")
    key = EncryptedTextField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    step = models.BigIntegerField(default=0)


class RecoveryCode(models.Model):
    """A code that replaces a lost second factor once; the store knows only its hash."""

    person = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)


class Identity(models.Model):
    """A person as another house knows it: an OpenID Connect provider's subject or a directory's entry."""

    person = models.ForeignKey(User, models.CASCADE, related_name="identities")
    house = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["house", "subject"], name="identity_once")]


class PersonalToken(models.Model):
    """A key by which a program reads as its owner, never more than the scopes allow and the owner may see now.

    The token itself is shown once and not kept: `digest` is its SHA-256, `prefix` the part it is recognised by.
    `ends_on` is the last day it opens anything, in UTC.
    """

    owner = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=8, unique=True)
    digest = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=32))
    made_at = models.DateTimeField()
    ends_on = models.DateField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
