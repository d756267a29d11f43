"""What the planner's page of cameras posts: doubles and campaigns."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gis_app.devices.campaigns import actions as campaigns
from gis_app.devices.campaigns.queries import organisations
from gis_app.devices.pages import forms
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


@require_POST
def answer(request: HttpRequest, asked: int) -> HttpResponse:
    campaigns.answer(by=person(request), asked=asked)
    return forms.back(request, f"{HOME}?show=campaigns")


@require_POST
def end(request: HttpRequest, campaign: int) -> HttpResponse:
    campaigns.end(by=person(request), campaign=campaign)
    return forms.back(request, f"{HOME}?show=campaigns")
