"""What the buttons of a person's page do, by the name in the address; some give a link's token."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import QueryDict

from gis_app.people import actions, links, second_factor, sessions
from gis_app.people.models import User

Act = Callable[[User, User, QueryDict, Any], str | None]


def profile(by: User, user: User, posted: QueryDict, watches: Any) -> None:
    """What differs from what the page showed, which stands in fields of that name with `_was`."""
    name, language = posted.get("full_name", "").strip(), posted.get("language", "")
    shown, spoken = posted.get("full_name_was"), posted.get("language_was")
    with transaction.atomic():
        if name != (user.full_name if shown is None else shown):
            actions.rename(by=by, user=user, full_name=name, was=shown)
        if language and language != (user.language if spoken is None else spoken):
            actions.set_language(by=by, user=user, language=language, was=spoken)


def roles(by: User, user: User, posted: QueryDict, watches: Any) -> None:
    """Fields `role` (repeated), and `was`, the roles that the page showed."""
    shown = posted.get("was")
    was = None if shown is None else shown.split()
    actions.set_roles(by=by, user=user, roles=posted.getlist("role"), was=was)


def block(by: User, user: User, posted: QueryDict, watches: Any) -> None:
    actions.block(by=by, user=user)


def unblock(by: User, user: User, posted: QueryDict, watches: Any) -> None:
    actions.block(by=by, user=user, blocked=False)


def invite_link(by: User, user: User, posted: QueryDict, watches: Any) -> str:
    return links.make(by=by, user=user, kind=links.Kind.INVITE)


def reset_link(by: User, user: User, posted: QueryDict, watches: Any) -> str:
    return links.make(by=by, user=user, kind=links.Kind.RESET)


def second_factor_off(by: User, user: User, posted: QueryDict, watches: Any) -> None:
    second_factor.turn_off(by=by, user=user)


def end_session(by: User, user: User, posted: QueryDict, watches: Any) -> None:
    """One of the list by its short name, or all of them; a session's key itself is shown to nobody."""
    sessions.end(by=by, user=user, short=posted.get("session") or None)


def give_watch(by: User, user: User, posted: QueryDict, watches: Any) -> None:
    watches.give(by=by, person=user, posted=posted)


def end_watch(by: User, user: User, posted: QueryDict, watches: Any) -> None:
    watches.end(by=by, person=user, watch=posted.get("watch", ""))


ACTS: dict[str, Act] = {
    "profile": profile,
    "roles": roles,
    "block": block,
    "unblock": unblock,
    "invite-link": invite_link,
    "reset-link": reset_link,
    "second-factor-off": second_factor_off,
    "end-session": end_session,
    "give-watch": give_watch,
    "end-watch": end_watch,
}
