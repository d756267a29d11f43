"""What is done to people's accounts. Each act is one transaction with its row in the audit."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gis_app.errors import BadInput, Conflict
from gis_app.people import links
from gis_app.people.audit import acting
from gis_app.people.models import OneUseLink, PersonalToken, Session, User
from gis_app.people.passwords import generated_password, strong
from gis_app.people.roles import ROLES


def add_user(
    *, by: User | None, username: str, roles: Iterable[str], password: str | None = None, full_name: str = ""
) -> tuple[User, str]:
    """Make an account; gives it with its password, generated when none is given. Raises BadInput, Conflict."""
    user = User(username=User.normalize_username(username), full_name=full_name, roles=_known(roles))
    password = generated_password() if password is None else strong(password, user)
    user.set_password(password)
    _add(user, by, "user.add")
    return user, password


def add_outsider(*, username: str, full_name: str, roles: Iterable[str]) -> User:
    """Make an account for somebody whom another house vouches for; it has no password. Raises BadInput, Conflict."""
    user = User(username=User.normalize_username(username), full_name=full_name, roles=_known(roles))
    user.set_unusable_password()
    _add(user, None, "user.add_outsider")
    return user


def invite(
    *, by: User | None, username: str, roles: Iterable[str], full_name: str = "", language: str = ""
) -> tuple[User, str]:
    """Make an account without a password; gives it with the invitation's token. Raises BadInput, Conflict."""
    known = _known(roles)
    user = User(username=User.normalize_username(username), full_name=full_name, roles=known, language=language)
    user.set_unusable_password()
    with transaction.atomic():
        _add(user, by, "user.invite")
        return user, links.make(by=by, user=user, kind=links.Kind.INVITE)


def set_roles(*, by: User | None, user: User, roles: Iterable[str], was: Iterable[str] | None = None) -> None:
    """Give a person exactly these roles. Raises BadInput for one that is none, Conflict for the last administrator.

    `was` are the roles that `by` saw: Conflict where the person has others by now. Who changes their own has it said
    in the audit.
    """
    known = _known(roles)
    with acting("user.roles", by=by) as act:
        _hold_administrators()
        row = _locked(user)
        _as_seen(sorted(row.roles), None if was is None else sorted(was))
        _keep_an_administrator(row, stays="administrator" in known)
        own = {"own": True} if by and by.pk == row.pk else {}
        act.on("user", row.pk, old={"roles": row.roles}, new={"roles": known, **own})
        row.roles = user.roles = known
        row.save(update_fields=["roles"])


def set_password(*, by: User | None, user: User, password: str | None = None) -> str:
    """Give a person a new password, generated when none is given; every session of the old one ends."""
    password = generated_password() if password is None else strong(password, user)
    with acting("user.password", by=by) as act:
        row = _locked(user)
        row.set_password(password)
        row.save(update_fields=["password"])
        user.password = row.password
        Session.objects.filter(person=row).delete()
        act.on("user", row.pk)
    return password


def block(*, by: User | None, user: User, blocked: bool = True) -> None:
    """Close an account at once, with its sessions, links and tokens, or open it again without them.

    Raises Conflict for the last administrator.
    """
    with acting("user.block" if blocked else "user.unblock", by=by) as act:
        _hold_administrators()
        row = _locked(user)
        _keep_an_administrator(row, stays=not blocked)
        act.on("user", row.pk, old={"active": row.is_active}, new={"active": not blocked})
        row.is_active = user.is_active = not blocked
        row.save(update_fields=["is_active"])
        if blocked:
            Session.objects.filter(person=row).delete()
            OneUseLink.objects.filter(person=row, used_at=None).update(used_at=act.at)
            PersonalToken.objects.filter(owner=row, revoked_at=None).update(revoked_at=act.at)


def rename(*, by: User | None, user: User, full_name: str, was: str | None = None) -> None:
    """Change the name that others read; the audit tells that it changed, not to what. Raises BadInput.

    `was` is the name that `by` saw: Conflict where it is another by now.
    """
    with acting("user.rename", by=by) as act:
        row = _locked(user)
        _as_seen(row.full_name, was)
        row.full_name = user.full_name = full_name
        _clean(row)
        row.save(update_fields=["full_name"])
        act.on("user", row.pk)


def set_language(*, by: User | None, user: User, language: str, was: str | None = None) -> None:
    """Change the language that the pages turn to at the next sign-in. Raises BadInput for one that we do not speak.

    `was` is the one that `by` saw: Conflict where it is another by now.
    """
    if language not in dict(settings.LANGUAGES):
        raise BadInput(_("Choose one of the languages."))
    with acting("user.language", by=by) as act:
        row = _locked(user)
        _as_seen(row.language, was)
        act.on("user", row.pk, old={"language": row.language}, new={"language": language})
        row.language = user.language = language
        row.save(update_fields=["language"])


def _as_seen(now: object, was: object) -> None:
    if was is not None and now != was:
        raise Conflict.overtaken()


def _add(user: User, by: User | None, action: str) -> None:
    try:
        with acting(action, by=by) as act:
            _refuse_bad(user)
            user.date_joined = act.at
            user.save()
            act.on("user", user.pk, new={"roles": user.roles})
    except IntegrityError as error:
        raise _taken(user) from error


def _taken(user: User) -> Conflict:
    return Conflict(_("There is a person '%(name)s' already.") % {"name": user.username})


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _known(roles: Iterable[str]) -> list[str]:
    wanted = set(roles)
    if unknown := sorted(wanted - set(ROLES)):
        raise BadInput(
            _("There is no role '%(role)s'; the roles are %(roles)s.") % {"role": unknown[0], "roles": ", ".join(ROLES)}
        )
    return [code for code in ROLES if code in wanted]


def _refuse_bad(user: User) -> None:
    _without_nul(user)
    if User.objects.filter(username__iexact=user.username).exists():
        raise _taken(user)
    _clean(user)


def _clean(user: User) -> None:
    _without_nul(user)
    try:
        user.full_clean(exclude=["password", "roles"], validate_unique=False)
    except ValidationError as error:
        raise BadInput(" ".join(error.messages)) from error


def _without_nul(user: User) -> None:
    if "\x00" in user.username + user.full_name:
        raise BadInput(_("A name holds a character that is no letter."))


def _hold_administrators() -> None:
    """Two administrators who take the role from each other at once come one after the other, in the order of ids."""
    rows = User.objects.select_for_update().filter(roles__contains=["administrator"]).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _keep_an_administrator(user: User, *, stays: bool) -> None:
    if stays or "administrator" not in user.roles or not user.is_active:
        return
    others = User.objects.filter(roles__contains=["administrator"], is_active=True).exclude(pk=user.pk)
    if not others.exists():
        raise Conflict(_("Somebody must stay administrator: give another person the role first."))
