"""Sentences of the page of cameras."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import controls


def shows() -> dict[str, str]:
    """The lists of the page."""
    return {
        "register": _("Register"),
        "doubles": _("Doubles"),
        "work": _("Work orders"),
        "campaigns": _("Campaigns"),
        "found": _("In no register"),
    }


def flaws() -> dict[str, str]:
    return {
        "old": _("checked too long ago"),
        "never": _("never checked"),
        "blocked": _("view blocked"),
        "incomplete": _("fields missing"),
        "breaking": _("breaks a rule"),
    }


def known() -> dict[str, str]:
    return {"yes": _("yes"), "no": _("no"), "unknown": _("not known")}


def cameras(count: int) -> str:
    return ngettext("%(n)s camera", "%(n)s cameras", count) % {"n": controls.number(count)}


def days(count: int | None) -> str:
    if count is None:
        return _("never")
    return ngettext("%(n)s day ago", "%(n)s days ago", count) % {"n": controls.number(count)}


def percent(share: float | None) -> str:
    return "—" if share is None else f"{controls.number(100 * share, 0)}\N{NO-BREAK SPACE}%"


def contradiction(one: Any) -> str:
    """What speaks against an organisation's answer."""
    told = [
        (one.lists, _("differs between two lists: %(n)s")),
        (one.doubles, _("stands in another's list too: %(n)s")),
        (one.missing, _("not found at the pole: %(n)s")),
    ]
    return "; ".join(text % {"n": controls.number(count)} for count, text in told if count)
