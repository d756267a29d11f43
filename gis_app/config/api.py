"""The JSON API: every operation declared once, guarded by its permission, described in OpenAPI with its roles."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path
from ninja import NinjaAPI

from gis_app.config import api_tiles
from gis_app.config.api_corrections import OPERATIONS as CORRECTION_OPERATIONS
from gis_app.config.api_drafts import OPERATIONS as DRAFT_OPERATIONS
from gis_app.config.api_edits import OPERATIONS as EDIT_OPERATIONS
from gis_app.config.api_imports import OPERATIONS as IMPORT_OPERATIONS
from gis_app.config.api_jobs import OPERATIONS as JOB_OPERATIONS
from gis_app.config.api_layers import OPERATIONS as LAYER_OPERATIONS
from gis_app.config.api_parts import Operation, answer
from gis_app.config.api_proposals import OPERATIONS as PROPOSAL_OPERATIONS
from gis_app.config.api_scenarios import OPERATIONS as SCENARIO_OPERATIONS
from gis_app.config.api_schedules import OPERATIONS as SCHEDULE_OPERATIONS
from gis_app.config.api_search import OPERATIONS as SEARCH_OPERATIONS
from gis_app.config.api_sees import OPERATIONS as SEES_OPERATIONS
from gis_app.config.api_sources import OPERATIONS as SOURCE_OPERATIONS
from gis_app.modules import is_on
from gis_app.people.guard import guarded
from gis_app.people.pages.frame import shown
from gis_app.people.roles import roles_with
from gis_app.people.scopes import by_token
from layers.parameters import MISTAKES, SCHEMES, SECURITY

PREFIX = "api/v1/"
OPERATIONS: tuple[Operation, ...] = (
    *LAYER_OPERATIONS,
    *SEARCH_OPERATIONS,
    *SEES_OPERATIONS,
    *SOURCE_OPERATIONS,
    *JOB_OPERATIONS,
    *IMPORT_OPERATIONS,
    *SCHEDULE_OPERATIONS,
    *DRAFT_OPERATIONS,
    *EDIT_OPERATIONS,
    *CORRECTION_OPERATIONS,
    *SCENARIO_OPERATIONS,
    *PROPOSAL_OPERATIONS,
)


api = NinjaAPI(
    title="Safe City",
    version="1",
    description="Reads of one city, for people who signed in; each operation says which roles may call it.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)


def described(operation: Operation) -> dict[str, Any]:
    """What OpenAPI says of an operation beyond its address."""
    open_to_tokens = operation.method == "GET" and by_token(operation.permission)
    content = {
        operation.media_type: {"schema": {"type": "string" if "csv" in operation.media_type else operation.gives}}
    }
    finds = operation.finds or "{" in operation.path
    mistakes = {status: MISTAKES[status] for status in MISTAKES if status != 404 or finds}
    return {
        "x-role": roles_with(operation.permission),
        "security": SECURITY if open_to_tokens else SECURITY[:1],
        "parameters": operation.parameters,
        "responses": {200: {"description": "OK", "content": content}, **mistakes},
    }


def view_of(operation: Operation) -> Any:
    """The handler as a function of its own, with the name and the parameters that the description needs."""

    def on_one(request: HttpRequest, record_id: str) -> HttpResponseBase:
        return operation.handler(request, record_id)

    def on_all(request: HttpRequest) -> HttpResponseBase:
        return operation.handler(request)

    view = on_one if "{record_id}" in operation.path else on_all
    view.__name__ = operation.name
    return view


def closed() -> list[URLPattern | URLResolver]:
    """Every operation's route, closed by the operation's own permission."""
    routes = {route.name: route for route in api.urls[0] if isinstance(route, URLPattern)}
    return [closed_one(each, routes[each.name]) for each in OPERATIONS]


def closed_one(operation: Operation, route: URLPattern) -> URLPattern | URLResolver:
    """The route behind its guard; what changes something asks for the page's CSRF token, which Ninja waives."""
    [shut] = guarded(operation.permission, route, tokens=operation.method == "GET")
    view: Any = shut.callback
    view.csrf_exempt = operation.method == "GET"
    return shut


def schema() -> dict[str, Any]:
    """The OpenAPI document of the API and the tiles."""
    told = dict(api.get_openapi_schema(path_prefix=PREFIX))
    unused = {f"/{PREFIX}{each.path}" for each in OPERATIONS if not is_on(each.module)}
    told["paths"] = {path: ways for path, ways in told["paths"].items() if path not in unused} | api_tiles.paths()
    told["components"] = {**told["components"], "securitySchemes": SCHEMES}
    return told


def openapi(request: HttpRequest) -> HttpResponse:
    return answer(schema())


def docs(request: HttpRequest) -> HttpResponse:
    """The operations as a page for people, drawn here: nothing in it comes from elsewhere."""
    paths = schema()["paths"]
    listed = [
        {"path": path, "method": method.upper(), **told}
        for path, ways in paths.items()
        for method, told in ways.items()
    ]
    for operation in listed:
        operation["roles"] = operation.pop("x-role")
    return shown(request, "api_docs.html", {"operations": listed})


for each in OPERATIONS:
    api.api_operation(
        [each.method],
        f"/{each.path}",
        operation_id=each.name,
        summary=each.summary,
        url_name=each.name,
        openapi_extra=described(each),
    )(view_of(each))

urlpatterns = [
    path("v1/", include((closed(), "api"))),
    path("openapi.json", openapi, name="openapi"),
    path("docs", docs, name="api_docs"),
]
