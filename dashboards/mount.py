"""Dash pages behind Django's door: the guarded view has already decided, this only carries the call over."""

from io import BytesIO
from threading import Lock
from typing import Any

import dash
import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from dashboards import session
from dashboards.page import Page
from gis_app.errors import BadInput

CALLBACK = "_dash-update-component"
STARTED: set[str] = set()
STARTING = Lock()
HOP_BY_HOP = frozenset({"connection", "transfer-encoding", "server", "date"})


def serve(request: HttpRequest, app: Page) -> HttpResponse:
    """Answer `request` by the Dash `app`; the app's callbacks find the person in `session.current()`.

    The address without the closing slash is sent on to the one with it. The CSRF cookie is set with every answer,
    since Dash's own requests carry it back.
    """
    prefix = app.config.requests_pathname_prefix
    if request.path + "/" == prefix:
        query = request.META.get("QUERY_STRING")
        return HttpResponseRedirect(prefix + (f"?{query}" if query else ""))
    get_token(request)
    if request.path == prefix + CALLBACK and prefix in STARTED and not callable_by(app, request.body):
        raise BadInput(_("The page asked for something that it does not have. Load it again."))
    with session.answering(request, app.workspace):
        return once_started(app, environ(request))


def callable_by(app: dash.Dash, body: bytes) -> bool:
    """Whether a callback's body names one of the app's own outputs with the inputs and states that it declares."""
    try:
        asked = orjson.loads(body)
        declared = callbacks(app)[asked["output"]]
        given = {part: [_plain(one) for one in asked.get(part, [])] for part in declared}
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
        return False
    return given == declared


def callbacks(app: dash.Dash) -> dict[str, dict[str, list[tuple[str, str] | None]]]:
    """What each output of the app is computed from: the ids and properties of its inputs and states, in order."""
    return {
        output: {
            "inputs": [_plain(one) for one in entry["inputs"]],
            "state": [_plain(one) for one in entry["state"]],
        }
        for output, entry in app.callback_map.items()
    }


def _plain(one: Any) -> tuple[str, str] | None:
    """An input's id and property; None for a pattern, which the page sends as the list of what matched."""
    if isinstance(one, list) or isinstance(one["id"], dict) or one["id"].startswith("{"):
        return None
    return one["id"], one["property"]


def once_started(app: dash.Dash, given: dict[str, Any]) -> HttpResponse:
    """Dash registers its files during the first request, and answers others meanwhile with 500: these wait here."""
    prefix = app.config.requests_pathname_prefix
    if prefix in STARTED:
        return called(app.server.wsgi_app, given)
    with STARTING:
        answer = called(app.server.wsgi_app, given)
        STARTED.add(prefix)
    return answer


def environ(request: HttpRequest) -> dict[str, Any]:
    """A WSGI environ of its own for the inner application, with the body that Django may have read already."""
    body = request.body
    return {
        **request.META,
        "SCRIPT_NAME": "",
        "PATH_INFO": request.path_info,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }


def called(application: Any, environ: dict[str, Any]) -> HttpResponse:
    """Call a WSGI application and hold its answer as Django's."""
    started: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        started[:] = [int(status.split(" ", 1)[0]), headers]

    chunks = application(environ, start_response)
    try:
        body = b"".join(chunks)
    finally:
        getattr(chunks, "close", lambda: None)()
    status, headers = started
    response = HttpResponse(body, status=status)
    del response["Content-Type"]
    for name, value in headers:
        if name.lower() not in HOP_BY_HOP:
            response[name] = value
    return response
