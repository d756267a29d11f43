"""What the planner's page of cameras posts: doubles, campaigns, cameras found in no register."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gis_app.devices import words
from gis_app.devices.campaigns import actions as campaigns
from gis_app.devices.campaigns.queries import organisations
from gis_app.devices.models import Check, Organisation
from gis_app.devices.pages import forms
from gis_app.devices.pages.owner import KINDS
from gis_app.devices.survey import newcomers
from gis_app.devices.survey.actions import adopt
from gis_app.devices.twins import actions as twins
from gis_app.errors import BadInput
from gis_app.people.guard import person
from gis_app.people.pages.frame import shown

HOME = "/planner/cameras/"


@require_POST
def twin(request: HttpRequest) -> HttpResponse:
    """Fields `keep other`, and `same`: 1 for one camera, 0 for two."""
    keep, other = (forms.identity(request.POST.get(name)) for name in ("keep", "other"))
    twins.decide(by=person(request), keep=keep, other=other, same=request.POST.get("same") == "1")
    return forms.back(request, f"{HOME}?show=doubles")


@require_POST
def twin_undo(request: HttpRequest, twin: int) -> HttpResponse:
    twins.undo(by=person(request), twin=twin)
    return forms.back(request, f"{HOME}?show=doubles")


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Fields `title`, `due`, `organisation` (repeated)."""
    if request.method != "POST":
        return _form(request)
    asked = [forms.identity(one) for one in request.POST.getlist("organisation")]
    try:
        due = forms.day(request.POST.get("due"))
        if due is None:
            raise BadInput(_("A campaign has a last day."))
        campaigns.begin(by=person(request), title=request.POST.get("title", ""), due=due, organisations=asked)
    except BadInput as mistake:
        return _form(request, mistake)
    return forms.back(request, f"{HOME}?show=campaigns")


def _form(request: HttpRequest, mistake: BadInput | None = None) -> HttpResponse:
    chosen = {forms.identity(one) for one in request.POST.getlist("organisation")}
    every = [(pk, name, pk in chosen or not chosen) for pk, name in organisations(request.user)]
    return shown(request, "cameras/campaign.html", {"typed": request.POST, "organisations": every}, mistake=mistake)


@require_POST
def found(request: HttpRequest, check: int) -> HttpResponse:
    """Field `camera`: the one of the register that was found."""
    adopt(by=person(request), check=check, camera=forms.identity(request.POST.get("camera")))
    return forms.back(request, f"{HOME}?show=found")


@require_http_methods(["GET", "HEAD", "POST"])
def newcomer(request: HttpRequest, check: int) -> HttpResponse:
    """Fields of `newcomers.Named`: the check's camera is in no register, and new."""
    by, row = person(request), newcomers.waiting(person(request), check)
    if request.method != "POST":
        return _newcomer(request, row)
    said = {name: request.POST.get(name, "").strip() for name in ("organisation", "code", "kind", "address", "purpose")}
    try:
        camera = newcomers.register(by=by, check=check, named=newcomers.Named(**said))
    except BadInput as mistake:
        return _newcomer(request, row, mistake)
    messages.success(request, _("The camera is registered."))
    return redirect("passport", camera.pk)


def _newcomer(request: HttpRequest, row: Check, mistake: BadInput | None = None) -> HttpResponse:
    known = Organisation.objects.order_by("name").values_list("name", flat=True)
    facts = {"check": row, "view": words.VIEWS[row.view], "known": known, "typed": request.POST}
    facts["kinds"] = {code: words.KINDS[code] for code in ("unknown", *KINDS[:-1])}
    return shown(request, "cameras/newcomer.html", facts, mistake=mistake)


@require_POST
def newcomer_undo(request: HttpRequest, camera: int) -> HttpResponse:
    newcomers.undo(by=person(request), camera=camera)
    return forms.back(request, f"{HOME}?show=found")


@require_POST
def answer(request: HttpRequest, asked: int) -> HttpResponse:
    campaigns.answer(by=person(request), asked=asked)
    return forms.back(request, f"{HOME}?show=campaigns")


@require_POST
def end(request: HttpRequest, campaign: int) -> HttpResponse:
    campaigns.end(by=person(request), campaign=campaign)
    return forms.back(request, f"{HOME}?show=campaigns")
