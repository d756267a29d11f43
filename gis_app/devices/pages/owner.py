"""The holder's registration of a camera, and the invitation of a holder."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from gis_app.devices import words
from gis_app.devices.models import Organisation
from gis_app.devices.pages import forms
from gis_app.devices.queries import organisations_of
from gis_app.devices.registry import actions, invitations
from gis_app.errors import BadInput, Conflict, Mistake, NotFoundHere
from gis_app.people.guard import person
from gis_app.people.models import User
from gis_app.people.pages import office
from gis_app.people.pages.frame import shown

KINDS = ("fixed", "dome", "ptz", "anpr", "unknown")
NUMBERS = ("lon", "lat", "azimuth", "hfov", "height_m")
TEXTS = ("code", "kind", "address", "purpose", "legal_ground", "stream")


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Fields of `actions.Stated`, `organisation`, and the terms `conditions retention_days`.

    Both coordinates may stand in `lat`, as the map's card copies them.
    """
    if request.method != "POST":
        return _form(request)
    try:
        camera = _registered(person(request), request)
    except (BadInput, NotFoundHere) as mistake:
        return _form(request, mistake)
    messages.success(request, _("The camera is registered."))
    return redirect("passport", camera)


def _registered(by: User, request: HttpRequest) -> int:
    posted = request.POST
    lat, _comma, lon = posted.get("lat", "").partition(", ")
    place = {"lat": lat, "lon": posted.get("lon") or lon}
    numbers = {
        name: forms.number(place.get(name, posted.get(name)), words.FIELDS.get(name, _("place"))) for name in NUMBERS
    }
    if numbers["lon"] is None or numbers["lat"] is None:
        raise BadInput(_("Say where the camera stands: latitude and longitude."))
    texts = {name: posted.get(name, "").strip() for name in TEXTS}
    days = forms.whole(posted.get("archive_days"), words.FIELDS["archive_days"])
    promised = forms.whole(posted.get("retention_days"), words.FIELDS["retention_days"])
    stated = actions.Stated(**numbers, **texts, archive_days=days)  # type: ignore[arg-type]
    organisation = forms.identity(posted.get("organisation"))
    camera = actions.register(by=by, organisation=organisation, stated=stated)
    if posted.get("conditions") or promised is not None:
        conditions = posted.get("conditions", "")
        actions.set_terms(by=by, camera=camera.pk, conditions=conditions, retention_days=promised)
    return int(camera.pk)


def _form(request: HttpRequest, mistake: Mistake | None = None) -> HttpResponse:
    own = Organisation.objects.filter(pk__in=organisations_of(request.user)).order_by("name")
    kinds = {code: words.KINDS[code] for code in KINDS}
    return shown(request, "cameras/register.html", {"typed": request.POST, "kinds": kinds, "own": own}, mistake=mistake)


@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    """Fields `organisation contact`, and `conditions retention_days` for all its cameras; blank ones change nothing.

    `contact_was` is what the page showed.
    """
    if request.method != "POST":
        return _terms(request)
    posted = request.POST
    try:
        count = actions.set_for_all(
            by=person(request),
            organisation=forms.identity(posted.get("organisation")),
            contact=posted.get("contact", ""),
            conditions=posted.get("conditions", "").strip() or None,
            retention_days=forms.whole(posted.get("retention_days"), words.FIELDS["retention_days"]),
            contact_was=posted.get("contact_was"),
        )
    except (BadInput, Conflict, NotFoundHere) as mistake:
        return _terms(request, mistake)
    told = ngettext("Saved; the terms of %(n)s camera changed.", "Saved; the terms of %(n)s cameras changed.", count)
    messages.success(request, told % {"n": count} if count else _("Saved."))
    return redirect("owner_terms")


def _terms(request: HttpRequest, mistake: Mistake | None = None) -> HttpResponse:
    own = Organisation.objects.filter(pk__in=organisations_of(request.user)).order_by("name")
    return shown(request, "cameras/terms.html", {"own": own}, mistake=mistake)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Fields `organisation contact username full_name language`; answers with the link, shown once."""
    if request.method != "POST":
        return _invitation(request)
    typed = {name: request.POST.get(name, "").strip() for name in ("organisation", "contact", "username", "full_name")}
    language = request.POST.get("language", "")
    try:
        if language not in dict(settings.LANGUAGES):
            raise BadInput(_("Choose one of the languages."))
        user, token = invitations.invite(by=person(request), language=language, **typed)
    except (BadInput, Conflict) as mistake:
        return _invitation(request, mistake)
    return office.link(request, user, office.links.Kind.INVITE, token)


def _invitation(request: HttpRequest, mistake: Mistake | None = None) -> HttpResponse:
    known = Organisation.objects.order_by("name").values_list("name", flat=True)
    asked = request.POST or request.GET
    facts = {"typed": asked, "known": known, "languages": settings.LANGUAGES, "language": request.LANGUAGE_CODE}
    return shown(request, "cameras/invite.html", facts, mistake=mistake)
