"""The pages of the roof: the start by role, the door to the dashboards, and whether the services answer."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gis_app.config import health as looks
from gis_app.config import metrics as figures
from gis_app.config import services
from gis_app.errors import NotFoundHere
from gis_app.modules import is_on, require_on
from gis_app.people.guard import person
from gis_app.people.pages.frame import shown
from gis_app.people.permissions import MEANING, Permission, offered
from gis_app.people.roles import ROLES, home_of, homes_of, may, permissions_of
from gis_app.places.queries import city

if TYPE_CHECKING:
    from dashboards.page import Page


def home(request: HttpRequest) -> HttpResponse:
    """Send a person to the role's own page; let those with several choose; tell the others what they may see."""
    user = person(request)
    page = home_of(user)
    if city() is None and not has_map(page):
        return empty(request)
    if page != "/":
        return redirect(page)
    held = permissions_of(user)
    facts = {
        "roles": [ROLES[code] for code in user.roles if code in ROLES],
        "homes": homes_of(user),
        "permitted": [MEANING[permission] for permission in offered() if permission in held],
    }
    return shown(request, "home.html", facts)


def has_map(page: str) -> bool:
    """Whether a start page is a workspace's own, which tells of an empty city itself."""
    from dashboards.workspaces import WORKSPACES

    return page in {workspace.prefix for workspace in WORKSPACES}


def empty(request: HttpRequest) -> HttpResponse:
    """What those without a map of their own are told of an empty city, and where they can go on."""
    from dashboards import empty_city

    user = person(request)
    told = {"headline": empty_city.headline(user), "lead": empty_city.lead(), "ask": empty_city.ask()}
    told |= {"demo": empty_city.demo(), "demo_command": empty_city.DEMO}
    steps = empty_city.steps() if may(user, Permission.SOURCE_IMPORT) else []
    return render(request, "empty_city.html", {**told, "steps": steps, "homes": homes_of(user)})


def dashboards(workspace: str) -> Callable[..., HttpResponse]:
    """The view of a workspace's dashboards, each whole: its page, its parts and its callbacks."""

    def view(request: HttpRequest, path: str = "") -> HttpResponse:
        # Building the applications takes seconds: not before the first of them is asked for.
        pages = import_module(f"dashboards.{workspace}.app").PAGES
        if not path and not is_on(pages[""].module):
            return redirect(first_tab(workspace))
        return dashboard(request, pages, path)

    return view


def first_tab(workspace: str) -> str:
    """The address of the first page that the workspace has in this city, with the modules that it uses."""
    from dashboards.workspaces import WORKSPACES

    return next(one for one in WORKSPACES if one.name == workspace).tabs()[0].address


def dashboard(request: HttpRequest, pages: Mapping[str, "Page"], path: str) -> HttpResponse:
    """The page that the first part of the path names; the workspace's first page has Dash's own addresses too.

    Raises NotFoundHere where there is none, or where it is of a module that the city does not use.
    """
    from dashboards.mount import serve

    name = path.split("/")[0]
    page = pages[""] if name.startswith("_") else pages.get(name)
    if page is None:
        raise NotFoundHere(_("There is nothing at this address."))
    require_on(page.module)
    return serve(request, page)


def healthz(request: HttpRequest) -> HttpResponse:
    """The web process answers."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> JsonResponse:
    """Whether every service answers: 200, or 503 with a hint for each that does not."""
    checks = services.ready()
    told = [{"name": check.name, "ok": check.ok, "hint": check.hint} for check in checks]
    ready = all(check.ok for check in checks)
    return JsonResponse({"ready": ready, "checks": told}, status=200 if ready else 503)


def health(request: HttpRequest) -> HttpResponse:
    """Every part of the product on one page."""
    parts = looks.parts()
    return shown(request, "health.html", {"parts": parts, "well": all(part.ok for part in parts)})


def metrics(request: HttpRequest) -> HttpResponse:
    """The same as figures for Prometheus."""
    return HttpResponse(figures.exposition(), content_type=figures.CONTENT_TYPE)
