"""The sign-in page and the way out."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from gis_app.errors import Mistake, TooManyAttempts
from gis_app.people import sign_in as door


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, city: Callable[[], Any]) -> HttpResponse:
    """Fields `username password csrfmiddlewaretoken`, and `next`: an address of ours to go on to.

    `city` gives the city to name on the page, or None.
    """
    if request.method != "POST":
        return redirect(_next(request)) if request.user.is_authenticated else _form(request, city())
    username = request.POST.get("username", "")
    try:
        door.sign_in(request, username, request.POST.get("password", ""))
    except TooManyAttempts as mistake:
        return _form(request, city(), 429, mistake, username)
    except door.WrongPassword as mistake:
        return _form(request, city(), 400, mistake, username)
    return redirect(_next(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    door.sign_out(request)
    return redirect(settings.LOGIN_URL)


def _form(
    request: HttpRequest, city: Any, status: int = 200, mistake: Mistake | None = None, username: str = ""
) -> HttpResponse:
    facts = {
        "city": city,
        "mistake": mistake,
        "username": username[:150],
        "next": _next(request),
        "languages": settings.LANGUAGES,
    }
    return render(request, "login.html", facts, status=status)


def _next(request: HttpRequest) -> str:
    """Where to go on to: an address of this host, else the start."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else "/"
