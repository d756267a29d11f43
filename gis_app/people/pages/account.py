"""One's own account: language, password, second factor, the browsers one is signed in at, and who can do what."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gis_app.errors import BadInput, Conflict, Mistake, NotFoundHere, TooManyAttempts
from gis_app.people import actions, queries, second_factor, sessions
from gis_app.people import sign_in as door
from gis_app.people.guard import person
from gis_app.people.models import User
from gis_app.people.pages.frame import shown
from gis_app.people.permissions import MEANING, offered
from gis_app.people.roles import ROLES, Role


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
def act(request: HttpRequest, name: str) -> HttpResponse:
    """Do one of `ACTS` to one's own account; what could keep its owner out asks for the password first."""
    if name not in ACTS:
        raise NotFoundHere(_("There is nothing at this address."))
    try:
        answer = ACTS[name](request, person(request))
    except (BadInput, Conflict, door.WrongPassword, TooManyAttempts) as mistake:
        return _page(request, mistake)
    messages.success(request, _("Done, and written into the audit."))
    return answer or redirect("account")


@require_http_methods(["GET", "HEAD", "POST"])
def factor(request: HttpRequest) -> HttpResponse:
    """Turn the second factor on: fields `code` and `password`; answers with the recovery codes, shown once."""
    user, mistake = person(request), None
    if second_factor.has(user) or not user.has_usable_password():
        return redirect("account")
    if request.method == "POST":
        try:
            door.confirm_password(request, user, request.POST.get("password", ""))
            codes = second_factor.confirm(by=user, user=user, code=request.POST.get("code", ""))
            request.session[second_factor.PROVED] = True
            request.session.cycle_key()
            return render(request, "recovery.html", {"codes": codes, "next": "/account/", "person": user})
        except (BadInput, Conflict, door.WrongPassword, TooManyAttempts) as wrong:
            mistake = wrong
    key = second_factor.offer(user)
    return shown(
        request, "people/factor.html", {"key": key, "picture": second_factor.picture(user, key)}, mistake=mistake
    )


@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """Who can do what, made from the roles themselves."""
    columns: dict[str, type[Role]] = {"": Role, **ROLES}
    table = [
        (MEANING[permission], permission.value, [permission in role.permissions for role in columns.values()])
        for permission in offered()
    ]
    own = set(person(request).roles)
    return shown(request, "people/roles.html", {"columns": columns, "table": table, "own": own})


def _password(request: HttpRequest, user: User) -> None:
    door.confirm_password(request, user, request.POST.get("password", ""))
    if request.POST.get("new_password", "") != request.POST.get("again", ""):
        raise BadInput(_("The new password was typed in two ways. Type it twice the same."))
    actions.set_password(by=user, user=user, password=request.POST.get("new_password", ""))
    update_session_auth_hash(request, user)


def _factor_off(request: HttpRequest, user: User) -> None:
    door.confirm_password(request, user, request.POST.get("password", ""))
    if second_factor.needed(user):
        raise Conflict(_("Your role asks for a second factor. To change phones ask an administrator to turn it off."))
    second_factor.turn_off(by=user, user=user)


def _sign_out_elsewhere(request: HttpRequest, user: User) -> None:
    sessions.end(by=user, user=user, but=request.session.session_key or "")


def _sign_out_everywhere(request: HttpRequest, user: User) -> HttpResponse:
    sessions.end(by=user, user=user)
    door.sign_out(request)
    return redirect(settings.LOGIN_URL)


ACTS: dict[str, Any] = {
    "password": _password,
    "second-factor-off": _factor_off,
    "sign-out-elsewhere": _sign_out_elsewhere,
    "sign-out-everywhere": _sign_out_everywhere,
}


def _page(request: HttpRequest, mistake: Mistake | None = None) -> HttpResponse:
    user = person(request)
    facts = {
        "person": user,
        "own_roles": [ROLES[code] for code in user.roles if code in ROLES],
        "has_password": user.has_usable_password(),
        "factor": second_factor.has(user),
        "factor_needed": second_factor.needed(user),
        "codes_left": second_factor.codes_left(user),
        "sessions": queries.sessions(user),
        "this": request.session.session_key,
    }
    return shown(request, "people/account.html", facts, mistake=mistake)
