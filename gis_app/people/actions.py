"""What is done to people's accounts. Each act is one transaction with its row in the audit."""

import secrets
from collections.abc import Iterable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gis_app.errors import BadInput, Conflict
from gis_app.people.audit import acting
from gis_app.people.models import User
from gis_app.people.roles import ROLES

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def add_user(
    *, by: User | None, username: str, roles: Iterable[str], password: str | None = None, full_name: str = ""
) -> tuple[User, str]:
    """Make an account; gives it with its password, generated when none is given. Raises BadInput, Conflict."""
    known = _known(roles)
    user = User(username=User.normalize_username(username), full_name=full_name, roles=known)
    password = generated_password() if password is None else _strong(password, user)
    user.set_password(password)
    with acting("user.add", by=by) as act:
        _refuse_bad(user)
        user.date_joined = act.at
        user.save()
        act.on("user", user.pk, new={"roles": known})
    return user, password


def set_roles(*, by: User | None, user: User, roles: Iterable[str]) -> None:
    """Give a person exactly these roles. Raises BadInput for one that is none, Conflict for the last administrator."""
    known = _known(roles)
    with acting("user.roles", by=by) as act:
        row = _locked(user)
        _keep_an_administrator(row, stays="administrator" in known)
        act.on("user", row.pk, old={"roles": row.roles}, new={"roles": known})
        row.roles = user.roles = known
        row.save(update_fields=["roles"])


def set_password(*, by: User | None, user: User, password: str | None = None) -> str:
    """Give a person a new password, generated when none is given; every session of the old one ends."""
    password = generated_password() if password is None else _strong(password, user)
    with acting("user.password", by=by) as act:
        row = _locked(user)
        row.set_password(password)
        row.save(update_fields=["password"])
        act.on("user", row.pk)
    return password


def block(*, by: User | None, user: User, blocked: bool = True) -> None:
    """Close an account at once, sessions included, or open it again. Raises Conflict for the last administrator."""
    with acting("user.block" if blocked else "user.unblock", by=by) as act:
        row = _locked(user)
        _keep_an_administrator(row, stays=not blocked)
        act.on("user", row.pk, old={"active": row.is_active}, new={"active": not blocked})
        row.is_active = user.is_active = not blocked
        row.save(update_fields=["is_active"])


def rename(*, by: User | None, user: User, full_name: str) -> None:
    """Change the name that others read; the audit tells that it changed, not to what."""
    with acting("user.rename", by=by) as act:
        row = _locked(user)
        row.full_name = user.full_name = full_name
        row.save(update_fields=["full_name"])
        act.on("user", row.pk)


def generated_password() -> str:
    """Four groups of four, of letters and digits that are not taken for one another: 79 bits."""
    return "-".join("".join(secrets.choice(READABLE) for _letter in range(4)) for _group in range(4))


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _known(roles: Iterable[str]) -> list[str]:
    wanted = set(roles)
    if unknown := sorted(wanted - set(ROLES)):
        raise BadInput(
            _("There is no role '%(role)s'; the roles are %(roles)s.") % {"role": unknown[0], "roles": ", ".join(ROLES)}
        )
    return [code for code in ROLES if code in wanted]


def _strong(password: str, user: User) -> str:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise BadInput(" ".join(error.messages)) from error
    return password


def _refuse_bad(user: User) -> None:
    if User.objects.filter(username__iexact=user.username).exists():
        raise Conflict(_("There is a person '%(name)s' already.") % {"name": user.username})
    try:
        user.full_clean(exclude=["password", "roles"])
    except ValidationError as error:
        raise BadInput(" ".join(error.messages)) from error


def _keep_an_administrator(user: User, *, stays: bool) -> None:
    if stays or "administrator" not in user.roles or not user.is_active:
        return
    others = User.objects.filter(roles__contains=["administrator"], is_active=True).exclude(pk=user.pk)
    if not others.exists():
        raise Conflict(_("Somebody must stay administrator: give another person the role first."))
