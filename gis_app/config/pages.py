"""The pages of the roof: the start by role, the door to the dashboards, and whether the services answer."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from gis_app.config import services
from gis_app.people.guard import person
from gis_app.people.permissions import MEANING
from gis_app.people.roles import ROLES, home_of, permissions_of
from gis_app.places.queries import city


def home(request: HttpRequest) -> HttpResponse:
    """Send a person to the role's own page, or tell what the role may see where it has none yet."""
    user = person(request)
    page = home_of(user)
    if page != "/":
        return redirect(page)
    held = permissions_of(user)
    facts = {
        "city": city(),
        "roles": [ROLES[code] for code in user.roles if code in ROLES],
        "permitted": [text for permission, text in MEANING.items() if permission in held],
    }
    return render(request, "home.html", facts)


def planner(request: HttpRequest, path: str = "") -> HttpResponse:
    """The planner's dashboards, each whole: its page, its parts and its callbacks."""
    from dashboards.mount import serve
    from dashboards.planner.app import data_page, map_page

    return serve(request, data_page if path.split("/")[0] == "data" else map_page)


def healthz(request: HttpRequest) -> HttpResponse:
    """The web process answers."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> JsonResponse:
    """Whether every service answers: 200, or 503 with a hint for each that does not."""
    checks = services.ready()
    told = [{"name": check.name, "ok": check.ok, "hint": check.hint} for check in checks]
    ready = all(check.ok for check in checks)
    return JsonResponse({"ready": ready, "checks": told}, status=200 if ready else 503)
