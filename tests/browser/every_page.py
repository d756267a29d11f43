"""Every page that there is for a person, found in the urls and the workspaces, so that none can be forgotten."""

import re
from importlib import import_module

from django.apps import apps
from django.test import Client
from django.urls import get_resolver

from dashboards.workspaces import open_to
from gis_app.devices.models import Camera
from gis_app.findings.models import Scenario
from gis_app.people.models import User
from gis_app.people.roles import may
from gis_app.places.models import Site
from tests.routes import routes

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
# What gives no page, or needs a token or an edition that is not there.
NO_PAGES = ("api/v1/", "tiles/", "photos/", "invite/", "reset/", "public/", "logout/", "login/", "i18n/", "metrics")
# Of the administration's generic part: its own doors, and the leap to a record's page.
NO_PAGES += tuple(
    f"admin/{name}" for name in ("r/", "login", "logout", "password", "autocomplete", "jsi18n", "^", "(?P")
)


def of_workspaces(person: User) -> list[str]:
    """The applications and the tabs of the workspaces that a person may open."""
    found: dict[str, None] = {}
    for one in open_to(person):
        names = import_module(f"dashboards.{one.name}.app").PAGES
        found |= dict.fromkeys(f"{one.prefix}{name}/" if name else one.prefix for name in names)
        found |= dict.fromkeys(tab.address for tab in one.tabs())
    return list(found)


def filled(address: str, name: str) -> str:
    """The address of a route with the records of the store in the place of its arguments."""
    model = admin_model(name) if address.startswith("admin/") else None
    numbers = {
        "layer": "sites",
        "record": number(Site),
        "form": "html",
        "scenario": number(Scenario),
        "pk": number(User if address.startswith("people/") else Camera),
        "object_id": number(model) if model else 0,
    }
    return "/" + ARGUMENT.sub(lambda found: str(numbers.get(found[1], 1)), address)


def admin_model(name: str) -> type | None:
    app, _, rest = (name or "").partition("_")
    return apps.get_model(app, rest.rpartition("_")[0]) if rest else None


def number(model: type) -> int:
    return model.objects.order_by("pk").values_list("pk", flat=True).first() or 0


def of_urls(person: User, client: Client) -> list[str]:
    """The addresses of every other route open to the person that answer with a page."""
    found = []
    for address, route in routes(get_resolver().url_patterns):
        guard = route.callback.guard
        if address.startswith(NO_PAGES) or "<path:path>" in address or not may(person, guard):
            continue
        asked = filled(address, route.name)
        answer = client.get(asked, headers={"accept": "text/html"})
        page = (
            answer.headers.get("Content-Type", "").startswith("text/html")
            and "Content-Disposition" not in answer.headers
        )
        if answer.status_code == 200 and page:
            found.append(asked)
    return found


def pages_of(person: User, client: Client) -> list[str]:
    """Every page that the person may open, each once; `client` is the person's own."""
    return list(dict.fromkeys([*of_workspaces(person), *of_urls(person, client)]))
