"""People whom another house vouches for: made at their first sign-in, their roles renewed at each."""

import logging
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gis_app.errors import Conflict, Refused
from gis_app.people import actions
from gis_app.people.audit import acting
from gis_app.people.models import Identity, User

log = logging.getLogger("safecity.people")


def roles_of(groups: Iterable[str], mapping: dict[str, list[str]]) -> list[str]:
    """Our roles for another house's groups; groups without a mapping give none.

    >>> roles_of(["watch", "kitchen"], {"watch": ["operator"], "chiefs": ["official"]})
    ['operator']
    """
    return sorted({role for group in groups for role in mapping.get(group, ())})


def let_in(*, house: str, subject: str, username: str, full_name: str, roles: list[str]) -> User:
    """The person whom the house calls `subject`, with exactly the roles that its groups give.

    Raises Refused for a blocked person and for one without any role, Conflict where another person has the name.
    """
    known = _known(house, subject)
    if known is None:
        try:
            with transaction.atomic():
                return _made(house, subject, username, full_name, roles)
        except (Conflict, IntegrityError):
            # The same person's other browser may have been faster by a moment.
            known = _known(house, subject)
            if known is None:
                raise
    with transaction.atomic():
        return _renewed(known, full_name, roles)


def _known(house: str, subject: str) -> User | None:
    return User.objects.filter(identities__house=house, identities__subject=subject).first()


def link(*, by: User | None, user: User, house: str, subject: str) -> None:
    """Say that the house's `subject` is this person. Raises Conflict where it is another one already."""
    with acting("user.identity", by=by) as act:
        row, made = Identity.objects.get_or_create(house=house, subject=subject, defaults={"person": user})
        if not made and row.person_id != user.pk:
            raise Conflict(_("Another person signs in by that already."))
        act.on("user", user.pk, new={"identity": row.pk})


def _made(house: str, subject: str, username: str, full_name: str, roles: list[str]) -> User:
    if not roles:
        raise _nothing_open()
    user = actions.add_outsider(username=username, full_name=full_name, roles=roles)
    link(by=None, user=user, house=house, subject=subject)
    return user


def _renewed(user: User, full_name: str, roles: list[str]) -> User:
    if not user.is_active:
        raise Refused(_("This account is blocked. Ask an administrator."))
    if set(user.roles) != set(roles):
        try:
            actions.set_roles(by=None, user=user, roles=roles)
        except Conflict:
            log.warning("person %s stays administrator, being the last one", user.pk)
    if full_name and full_name != user.full_name:
        actions.rename(by=None, user=user, full_name=full_name)
    if not user.roles:
        raise _nothing_open()
    return user


def _nothing_open() -> Refused:
    return Refused(_("None of your groups opens anything here. Ask who grants them in your organisation."))
