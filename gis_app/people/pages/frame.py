"""What the office pages share: the frame with the person's tabs, and times by the city's clock."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gis_app.errors import STATUS, Mistake
from gis_app.people.permissions import Permission
from gis_app.people.roles import may, titles

UTC = ZoneInfo("UTC")


def offices(user: Any) -> list[tuple[str, str]]:
    """Addresses and titles of the office pages that are open to the person."""
    every = (
        (Permission.PEOPLE_MANAGE, "/people/", _("People")),
        (Permission.AUDIT_SEE, "/audit/", _("Audit")),
        (Permission.AUDIT_SEE, "/auditor/", _("Data")),
        (Permission.SETTINGS_SEE, "/administrator/", _("Data")),
        (Permission.HEALTH_SEE, "/health/", _("Health")),
    )
    return [(address, title) for permission, address, title in every if may(user, permission)]


def everyones() -> list[tuple[str, str]]:
    """Addresses and titles of the pages that everybody has."""
    return [("/roles/", _("Who can do what")), ("/account/", _("Account"))]


def shown(
    request: HttpRequest, template: str, facts: dict[str, Any], *, zone: ZoneInfo = UTC, mistake: Mistake | None = None
) -> HttpResponse:
    """The page in the office frame; with a mistake its sentence on top, and its status.

    facts: with `here` the address of the tab that the page belongs to, else its own.
    """
    told = header(request) | facts | {"mistake": mistake}
    with timezone.override(zone):
        return render(request, template, told, status=status_of(mistake))


def header(request: HttpRequest) -> dict[str, Any]:
    """What parts/office_header.html shows of the person, and which tab is open."""
    return {
        "here": "/" + request.path.split("/")[1] + "/",
        "manages": may(request.user, Permission.PEOPLE_MANAGE),
        "titles": titles(request.user.roles),  # type: ignore[union-attr]
    }


def status_of(mistake: Mistake | None) -> int:
    return STATUS.get(type(mistake), 400) if mistake else 200
