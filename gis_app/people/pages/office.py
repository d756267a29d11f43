"""The administrator's pages: people, one person, an invitation."""

from typing import Any, Protocol

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gis_app.errors import BadInput, Conflict, Mistake, NotFoundHere, Refused
from gis_app.people import actions, links, queries, second_factor
from gis_app.people.guard import person as who
from gis_app.people.models import User
from gis_app.people.pages.acts import ACTS
from gis_app.people.pages.frame import shown
from gis_app.people.roles import ROLES

PAGE = 50


class Watches(Protocol):
    """What these pages need to know of duty, which stands above people: a person's watches, and how one is given."""

    def of(self, person: User) -> list[dict[str, Any]]: ...
    def choices(self) -> dict[str, Any]: ...
    def give(self, *, by: User, person: User, posted: QueryDict) -> None: ...
    def end(self, *, by: User, person: User, watch: str) -> None: ...


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """The list; `search role state page` in the address."""
    asked = {name: request.GET.get(name, "") for name in ("search", "role", "state")}
    page = Paginator(queries.people(request.user, **asked), PAGE).get_page(request.GET.get("page"))
    rows = [(one, queries.state_of(one)) for one in page.object_list]
    facts = {
        "page": page,
        "rows": rows,
        "asked": asked,
        "roles": ROLES,
        "states": queries.STATES,
        "query": _query(request),
    }
    return shown(request, "people/list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, watches: Watches) -> HttpResponse:
    """Fields `username full_name role language`, and those of a first watch; answers with the link, shown once."""
    if request.method != "POST":
        return _invitation(request, watches)
    by = who(request)
    try:
        with transaction.atomic():
            user, token = actions.invite(
                by=by,
                username=request.POST.get("username", "").strip(),
                full_name=request.POST.get("full_name", "").strip(),
                roles=request.POST.getlist("role"),
                language=_language(request),
            )
            if request.POST.get("area"):
                watches.give(by=by, person=user, posted=request.POST)
    except (BadInput, Conflict) as mistake:
        return _invitation(request, watches, mistake)
    return link(request, user, links.Kind.INVITE, token)


@require_GET
def person(request: HttpRequest, pk: int, watches: Watches) -> HttpResponse:
    return _page(request, _person(request, pk), watches)


@require_POST
def act(request: HttpRequest, pk: int, name: str, watches: Watches) -> HttpResponse:
    """Do one of `ACTS` to a person, and show the person again; a link is shown once, on a page of its own."""
    user, by = _person(request, pk), who(request)
    if name not in ACTS:
        raise NotFoundHere(_("There is nothing at this address."))
    try:
        token = ACTS[name](by, user, request.POST, watches)
    except (BadInput, Conflict, Refused) as mistake:
        return _page(request, _person(request, pk), watches, mistake)
    if token:
        return link(request, user, links.Kind.INVITE if name == "invite-link" else links.Kind.RESET, token)
    messages.success(request, _("Done, and written into the audit."))
    return redirect("person", pk=pk)


def link(request: HttpRequest, user: User, kind: links.Kind, token: str) -> HttpResponse:
    """The page that shows a one-use link, this once."""
    address = request.build_absolute_uri(reverse(f"{kind}_link", args=[token]))
    facts = {"person": user, "kind": kind, "address": address, "ends": timezone.now() + links.LASTS[kind]}
    return shown(request, "people/link.html", facts)


def _page(request: HttpRequest, user: User, watches: Watches, mistake: Mistake | None = None) -> HttpResponse:
    facts = {
        "person": user,
        "state": queries.state_of(user),
        "roles": ROLES,
        "sessions": queries.sessions(user),
        "tokens": user.tokens.filter(revoked_at=None, ends_on__gte=timezone.now().date()).count(),
        "identities": user.identities.all(),
        "factor_needed": second_factor.needed(user),
        "watches": watches.of(user),
        "languages": settings.LANGUAGES,
        **watches.choices(),
    }
    return shown(request, "people/person.html", facts, mistake=mistake)


def _invitation(request: HttpRequest, watches: Watches, mistake: Mistake | None = None) -> HttpResponse:
    facts = {
        "typed": request.POST,
        "chosen": request.POST.getlist("role"),
        "roles": ROLES,
        "languages": settings.LANGUAGES,
        "language": request.POST.get("language") or request.LANGUAGE_CODE,
        **watches.choices(),
    }
    return shown(request, "people/invite.html", facts, mistake=mistake)


def _person(request: HttpRequest, pk: int) -> User:
    found = queries.people(request.user).filter(pk=pk).first()
    if found is None:
        raise NotFoundHere(_("There is no such person."))
    return found


def _language(request: HttpRequest) -> str:
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise BadInput(_("Choose one of the languages."))
    return language


def _query(request: HttpRequest) -> str:
    """The filters of the address without the page, to go on from one page to the next."""
    rest = request.GET.copy()
    rest.pop("page", None)
    return rest.urlencode()
