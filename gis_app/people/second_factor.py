"""The second factor: one-time codes of an application (RFC 6238), and recovery codes for a lost one."""

import secrets
import time
from typing import Any

import pyotp
import segno
from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from gis_app.errors import BadInput, Conflict
from gis_app.people.audit import acting
from gis_app.people.models import RecoveryCode, SecondFactor, User

PROVED = "_second_factor"
STEP_S, SLACK_STEPS = 30, 1
CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def needed(user: Any) -> bool:
    """Whether one of the person's roles asks for a second factor."""
    return bool(settings.SECOND_FACTOR_ROLES and settings.SECOND_FACTOR_ROLES & set(getattr(user, "roles", ())))


def has(user: User) -> bool:
    return SecondFactor.objects.filter(person=user).exclude(confirmed_at=None).exists()


def offer(user: User) -> str:
    """A key to be confirmed by its first code; the same one until then. Raises Conflict where there is one already."""
    row, _made = SecondFactor.objects.get_or_create(person=user, defaults={"key": pyotp.random_base32()})
    if row.confirmed_at:
        raise Conflict(_("There is a second factor already. Turn it off first."))
    return str(row.key)


def picture(user: User, key: str) -> str:
    """The key as a QR code: a data address of an SVG, drawn here."""
    address = pyotp.TOTP(key).provisioning_uri(name=user.username, issuer_name="Safe City")
    return segno.make(address, error="m").svg_data_uri(scale=5, border=2, dark="#16202B")


def confirm(*, by: User, user: User, code: str) -> list[str]:
    """Turn the offered key on by its first code; gives the recovery codes, shown once. Raises BadInput, Conflict."""
    with acting("user.second_factor_on", by=by) as act:
        row = SecondFactor.objects.select_for_update().filter(person=user, confirmed_at=None).first()
        if row is None:
            raise Conflict(_("There is a second factor already. Turn it off first."))
        step = _step(row, code)
        if step is None:
            raise BadInput(_("This code does not fit. Wait for the next one, and check the clock of the phone."))
        row.confirmed_at, row.step = act.at, step
        row.save()
        codes = _new_codes(user)
        act.on("user", user.pk)
    return codes


def turn_off(*, by: User | None, user: User) -> None:
    """Forget a person's second factor and recovery codes, asked for or lost."""
    with acting("user.second_factor_off", by=by) as act:
        SecondFactor.objects.filter(person=user).delete()
        RecoveryCode.objects.filter(person=user).delete()
        act.on("user", user.pk)


def check(user: User, code: str) -> bool:
    """Whether a code opens: a one-time code newer than the last one taken, or a recovery code not used before."""
    with transaction.atomic():
        row = SecondFactor.objects.select_for_update().filter(person=user).exclude(confirmed_at=None).first()
        if row is None:
            return False
        step = _step(row, code)
        if step is None:
            return _use_recovery(user, code)
        row.step = step
        row.save(update_fields=["step"])
        return True


def codes_left(user: User) -> int:
    return RecoveryCode.objects.filter(person=user, used_at=None).count()


def _step(row: SecondFactor, code: str) -> int | None:
    """The time step whose code it is, None for a wrong or an old one."""
    typed = "".join(code.split())
    now = int(time.time()) // STEP_S
    if not (typed.isascii() and typed.isdigit() and len(typed) == 6):
        return None
    steps = range(max(now - SLACK_STEPS, row.step + 1), now + SLACK_STEPS + 1)
    return next((step for step in steps if pyotp.TOTP(str(row.key)).verify(typed, for_time=step * STEP_S)), None)


def _new_codes(user: User) -> list[str]:
    RecoveryCode.objects.filter(person=user).delete()
    codes = ["-".join("".join(secrets.choice(LETTERS) for _n in range(5)) for _m in range(2)) for _k in range(CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(person=user, digest=_digest(user, code)) for code in codes)
    return codes


def _use_recovery(user: User, code: str) -> bool:
    with acting("user.recovery_code", by=user) as act:
        used = RecoveryCode.objects.filter(person=user, digest=_digest(user, code), used_at=None).update(used_at=act.at)
        act.on("user", user.pk, new={"taken": bool(used), "left": codes_left(user)})
    return bool(used)


def _digest(user: User, code: str) -> str:
    typed = "".join(letter for letter in code.lower() if letter in LETTERS)[:32]
    return salted_hmac(f"gis_app.people.recovery:{user.pk}", typed, algorithm="sha256").hexdigest()
