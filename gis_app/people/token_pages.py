"""The page of one's own tokens: make one, see where they stand, revoke."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from gis_app.errors import BadInput, Conflict, Mistake
from gis_app.people import tokens as actions
from gis_app.people.guard import person
from gis_app.people.models import PersonalToken, User
from gis_app.people.pages.frame import shown
from gis_app.people.scopes import TITLES, offered

USUAL = timedelta(days=90)


@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The list and the form; fields `name`, `scope` (repeated) and `ends_on`. A new token's text is shown once."""
    user = person(request)
    if request.method != "POST":
        return _page(request, user)
    try:
        row, text = actions.make(
            by=user,
            name=request.POST.get("name", ""),
            scopes=request.POST.getlist("scope"),
            ends_on=_day(request.POST.get("ends_on", "")),
        )
    except (BadInput, Conflict) as mistake:
        return _page(request, user, mistake)
    return _page(request, user, made=row, text=text)


@require_POST
def revoke(request: HttpRequest, token: int) -> HttpResponse:
    actions.revoke(by=person(request), token=token)
    return redirect("tokens")


def _page(request: HttpRequest, user: User, mistake: Mistake | None = None, **told: Any) -> HttpResponse:
    today = datetime.now(UTC).date()
    rows = PersonalToken.objects.filter(owner=user).order_by("-pk")
    facts = {
        "tokens": [_line(row) for row in rows],
        "scopes": [(code, TITLES[code]) for code in offered(user)],
        "chosen": request.POST.getlist("scope") if mistake else ["map"],
        "name": request.POST.get("name", "")[:80] if mistake else "",
        "first": today,
        "usual": request.POST.get("ends_on") if mistake else (today + USUAL).isoformat(),
        "last": today + actions.LONGEST,
        "host": f"{request.scheme}://{request.get_host()}",
    }
    return shown(request, "tokens.html", facts | told, mistake=mistake)


def _line(row: PersonalToken) -> dict[str, Any]:
    return {"row": row, "state": actions.state(row), "scopes": [TITLES.get(code, code) for code in row.scopes]}


def _day(text: str) -> date | None:
    """None for what is no date: the action says so."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
