"""The sign-in page in its two steps, the other houses' door, and the way out."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gis_app.errors import STATUS, BadInput, Conflict, Mistake, NotReady, Refused, TooManyAttempts
from gis_app.people import second_factor, workstation
from gis_app.people import sign_in as door
from gis_app.people.models import User

NEXT, SHOWN = "next", "remember"
WAIT_S = int(door.WINDOW.total_seconds())


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Fields `username password csrfmiddlewaretoken`, `remember`, and `next`: an address of ours to go on to.

    With `switch` it is shown to somebody signed in too, with `person` that one of the names shown here is filled in.
    """
    if request.method != "POST":
        waiting = request.user.is_anonymous or "switch" in request.GET
        return _form(request) if waiting else redirect(_next(request))
    username = request.POST.get("username", "")
    try:
        user = door.prove(request, username, request.POST.get("password", ""))
    except (door.WrongPassword, TooManyAttempts, NotReady, Refused) as mistake:
        return _form(request, mistake)
    return _go_on(request, user)


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step: the code of the second factor, or turning one on where a role asks for it and there is none."""
    try:
        user, kept = door.awaited(request)
    except door.Unproven as mistake:
        return _form(request, mistake) if request.method == "POST" else redirect("login")
    if not second_factor.has(user):
        return _enrol(request, user, kept)
    if request.method != "POST":
        return render(request, "code.html", {"person": user})
    try:
        door.prove_code(request, user, request.POST.get("code", ""))
    except (door.WrongPassword, TooManyAttempts) as mistake:
        return _told(
            render(request, "code.html", {"person": user, "mistake": mistake}, status=_status(mistake)), mistake
        )
    return _entered(request, user, kept, proved=True)


@require_GET
def leave_for_house(request: HttpRequest) -> HttpResponse:
    """Go to the OpenID Connect provider."""
    from gis_app.people import open_id  # what speaks OpenID Connect is loaded when somebody comes that way

    request.session[NEXT] = _next(request)
    return open_id.send_there(request, request.build_absolute_uri(reverse("login_oidc_back")))


@require_GET
def back_from_house(request: HttpRequest) -> HttpResponse:
    """Come back from the OpenID Connect provider, which has asked for whatever second factor it asks for."""
    from gis_app.people import open_id

    try:
        user = open_id.come_back(request)
    except (BadInput, Conflict, Refused, NotReady) as mistake:
        return _form(request, mistake)
    kept = {NEXT: request.session.pop(NEXT, "/"), SHOWN: workstation.remembers(request, user), "how": "oidc"}
    return _entered(request, user, kept, proved=True)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; with `switch` the next person finds the names of this workstation."""
    door.sign_out(request)
    return redirect(settings.LOGIN_URL + ("?switch=1" if request.POST.get("switch") else ""))


def _go_on(request: HttpRequest, user: User) -> HttpResponse:
    """The password was right: ask for the second factor, or enter."""
    kept = {NEXT: _next(request), SHOWN: bool(request.POST.get(SHOWN)), "how": "password"}
    if not (second_factor.has(user) or second_factor.needed(user)):
        return _entered(request, user, kept)
    door.await_code(request, user, **kept)
    return redirect("login_code")


def _enrol(request: HttpRequest, user: User, kept: dict[str, Any]) -> HttpResponse:
    mistake = None
    if request.method == "POST":
        try:
            codes = second_factor.confirm(by=user, user=user, code=request.POST.get("code", ""))
            entered = _entered(request, user, kept, proved=True)
            response = render(request, "recovery.html", {"codes": codes, "next": kept[NEXT], "person": user})
            response.cookies.update(entered.cookies)
            return response
        except BadInput as wrong:
            mistake = wrong
    key = second_factor.offer(user)
    facts = {"person": user, "key": key, "picture": second_factor.picture(user, key), "mistake": mistake}
    return render(request, "enrol.html", facts, status=400 if mistake else 200)


def _entered(request: HttpRequest, user: User, kept: dict[str, Any], proved: bool = False) -> HttpResponse:
    door.enter(request, user, how=kept["how"], proved=proved)
    response = redirect(kept[NEXT])
    workstation.remember(request, response, user, shown=kept[SHOWN])
    if user.language in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax", secure=settings.SECURE)
    return response


def _form(request: HttpRequest, mistake: Mistake | None = None) -> HttpResponse:
    here = workstation.names(request)
    typed, picked = request.POST.get("username", "")[:150], _picked(request, here)
    facts = {
        "mistake": mistake,
        "here": here,
        "username": picked.username if picked else typed,
        "picked": picked,
        "remembered": bool(picked) or bool(request.POST.get(SHOWN)),
        "switching": "switch" in request.GET,
        "next": _next(request),
        "house": settings.OPEN_ID,
    }
    return _told(render(request, "login.html", facts, status=_status(mistake)), mistake)


def _picked(request: HttpRequest, here: list[User]) -> User | None:
    """The person whose number in the list was chosen."""
    numbered = {str(number): person for number, person in enumerate(here, 1)}
    return numbered.get(request.GET.get("person", ""))


def _status(mistake: Mistake | None) -> int:
    return STATUS.get(type(mistake), 400) if mistake else 200


def _told(response: HttpResponse, mistake: Mistake | None) -> HttpResponse:
    if isinstance(mistake, TooManyAttempts):
        response["Retry-After"] = str(WAIT_S)
    return response


def _next(request: HttpRequest) -> str:
    """Where to go on to: an address of this host, else the start."""
    wanted = request.POST.get(NEXT) or request.GET.get(NEXT) or "/"
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else "/"
