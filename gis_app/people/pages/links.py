"""The pages behind a one-use link: choose a password."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from gis_app.errors import BadInput
from gis_app.people import links


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, token: str, kind: links.Kind) -> HttpResponse:
    """Field `password`. Opening the page uses nothing up, so that a mail program's look-ahead does no harm."""
    person = links.person_of(token, kind)
    if person.language in dict(settings.LANGUAGES) and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(person.language)
    facts = {"person": person, "kind": kind}
    if request.method != "POST":
        return render(request, "choose_password.html", facts)
    try:
        links.use(token=token, kind=kind, password=request.POST.get("password", ""))
    except BadInput as mistake:
        return render(request, "choose_password.html", facts | {"mistake": mistake}, status=400)
    return redirect(settings.LOGIN_URL)
