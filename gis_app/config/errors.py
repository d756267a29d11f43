"""What a mistake answers, as a page to people and as JSON to programs. The mistakes themselves: `gis_app.errors`."""

import logging
import uuid

from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.shortcuts import redirect
from django.template import loader
from django.utils.translation import gettext as _

from dashboards.workspaces import same_page
from gis_app.errors import STATUS, BadFilter, BadInput, BadTile, Mistake, NotFoundHere, NotSignedIn, Refused
from gis_app.people.guard import for_machine
from gis_app.people.token_door import carried, challenge

__all__ = ["BadFilter", "BadInput", "BadTile", "Mistake", "NotFoundHere", "Refused", "answer", "status_of"]

log = logging.getLogger("safecity.errors")


def status_of(mistake: Mistake) -> int:
    """The HTTP status of a mistake; the nearest class in the table decides."""
    return next((STATUS[kind] for kind in type(mistake).__mro__ if kind in STATUS), 400)


def answer(request: HttpRequest, status: int, sentence: str, reference: str = "") -> HttpResponse:
    """One sentence with its status: `{"error", "reference"?}` to programs, a page to people. Asks no database."""
    if for_machine(request):
        return JsonResponse({"error": sentence, **({"reference": reference} if reference else {})}, status=status)
    facts = {"status": status, "sentence": sentence, "reference": reference}
    return HttpResponse(loader.render_to_string("error.html", facts), status=status)


def of_mistake(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """Middleware's hook: what a view's mistake answers; None for what is no mistake of the sender.

    A link into a workspace of others leads to the same page of the reader's own, where there is one.
    """
    if isinstance(exception, Refused) and request.method == "GET" and (own := same_page(request.user, request.path)):
        return redirect(f"{own}?{request.META.get('QUERY_STRING', '')}".rstrip("?"))
    if isinstance(exception, RawPostDataException):
        return bad_request(request, exception)  # a form came where JSON is read
    if not isinstance(exception, Mistake):
        return None
    response = answer(request, status_of(exception), str(exception))
    if isinstance(exception, NotSignedIn):
        response["WWW-Authenticate"] = challenge(request)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 400, _("This request cannot be read."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 403, _("This is not open to you. An administrator grants roles."))


def unproven(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A write without the token that only our own pages have; a personal token's is told that it only reads."""
    if carried(request.headers.get("Authorization", "")) is not None:
        return answer(request, 403, _("A token only reads."))
    if for_machine(request):
        return answer(request, 403, _("This page is too old to be sent. Reload it and send it again."))
    return HttpResponse(loader.render_to_string("403_csrf.html", request=request), status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 404, _("There is nothing at this address."))


def unexpected(request: HttpRequest) -> HttpResponse:
    """Our own mistake: a reference number for the person, the same number with what happened for the log."""
    reference = uuid.uuid4().hex[:10]
    log.error("reference %s: %s %s", reference, request.method, request.path, exc_info=True)
    return answer(
        request, 500, _("Something of ours failed; nothing was changed. Try again, or name this number."), reference
    )
