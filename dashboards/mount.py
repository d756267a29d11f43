"""Dash pages behind Django's door: the guarded view has already decided, this only carries the call over."""

from io import BytesIO
from threading import Lock
from typing import Any

import dash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token

from dashboards import calls, session
from dashboards.page import Page

CALLBACK = "_dash-update-component"
OF_START = {"REQUEST_METHOD": "GET", "CONTENT_LENGTH": "0"}
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
    with session.answering(request, app.workspace):
        if request.path == prefix + CALLBACK:
            once_started(app, environ(request) | OF_START | {"PATH_INFO": prefix + "_dash-dependencies"})
            calls.check(app, request.body)
        return once_started(app, environ(request))


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
