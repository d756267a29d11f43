"""Turning the pages to another language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.i18n import set_language

from gis_app.people import actions
from gis_app.people.models import User


def turn(request: HttpRequest) -> HttpResponse:
    """Fields `language` and `next`: keep the choice in a cookie, and with the person who is signed in.

    A language that we do not speak changes nothing.
    """
    user, chosen = request.user, request.POST.get("language", "")
    known = request.method == "POST" and chosen in dict(settings.LANGUAGES)
    if known and isinstance(user, User) and user.language != chosen:
        actions.set_language(by=user, user=user, language=chosen)
    return set_language(request)
