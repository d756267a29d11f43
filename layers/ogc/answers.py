"""One document, two looks: JSON for programs, a page for people."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from gis_app.errors import BadFilter
from gis_app.people.guard import wants_page
from gis_app.people.pages.frame import shown
from layers.parameters import only

JSON, GEOJSON, HTML = "application/json", "application/geo+json", "text/html"
FORMATS = ("json", "html")
ROOT = "/ogc"


def checked(request: HttpRequest, *names: str) -> None:
    """Raises BadInput or BadFilter for a parameter or a format that there is not."""
    only(request.GET, "f", *names)
    format_of(request)


def format_of(request: HttpRequest) -> str:
    wanted = request.GET.getlist("f") or [""]
    if len(wanted) > 1 or wanted[0] not in ("", *FORMATS):
        raise BadFilter(_("f is json or html."))
    return "html" if wants_page(request) else "json"


def answered(
    request: HttpRequest, document: dict[str, Any], template: str, facts: dict[str, Any], media_type: str = JSON
) -> HttpResponse:
    """The document for this viewer alone, as JSON or drawn by the template, which finds it as `document`."""
    if format_of(request) == "html":
        response = shown(request, template, {"document": document, **facts})
    else:
        response = HttpResponse(orjson.dumps(document, default=str), content_type=media_type)
    response["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ("Accept", "Accept-Language", "Authorization", "Cookie"))
    return response


def link(request: HttpRequest, rel: str, path: str, media_type: str = JSON, title: str = "") -> dict[str, str]:
    """A link to a path below /ogc."""
    told = {"rel": rel, "href": request.build_absolute_uri(ROOT + path), "type": media_type}
    return told | {"title": title} if title else told


def looks(request: HttpRequest, path: str, media_type: str = JSON, query: str = "") -> list[dict[str, str]]:
    """`self` and `alternate`: this document as it was asked for, and the other way."""
    page = format_of(request) == "html"
    ways = {"json": media_type, "html": HTML}
    mine, other = ("html", "json") if page else ("json", "html")
    rest = f"&{query}" if query else ""
    return [
        link(request, "self", f"{path}?f={mine}{rest}", ways[mine]),
        link(request, "alternate", f"{path}?f={other}{rest}", ways[other]),
    ]
