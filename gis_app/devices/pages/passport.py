"""The page of one passport: what is stated, which rules it breaks, what was found at the pole, what is to be done."""

import io
from typing import Any
from uuid import uuid4

import segno
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gis_app.devices import words
from gis_app.devices.models import Camera, Check
from gis_app.devices.pages import forms
from gis_app.devices.queries import organisations_of, visible_to
from gis_app.devices.registry import actions as registry
from gis_app.devices.registry.passports import passports
from gis_app.devices.rules.declared import rules
from gis_app.devices.survey import photos
from gis_app.devices.survey import queries as survey
from gis_app.devices.survey.actions import Found, record_check
from gis_app.devices.workorders import actions as orders
from gis_app.devices.workorders import queries as work
from gis_app.devices.workorders.workflow import NEXT
from gis_app.errors import Mistake, NotFoundHere
from gis_app.people.guard import person
from gis_app.people.pages.frame import shown
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.places.queries import city

MOST_CHECKS = 50


@require_GET
def passport(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, pk)


@require_POST
def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """Fields `conditions`, `retention_days`, and with `_was` what the page showed of them."""
    posted, days_called = request.POST, words.FIELDS["retention_days"]
    days = forms.whole(posted.get("retention_days"), days_called)
    conditions = posted.get("conditions", "")
    shown_days = forms.whole(posted.get("retention_days_was"), days_called)
    was = (posted["conditions_was"], shown_days) if "conditions_was" in posted else None
    return done(
        request,
        pk,
        lambda: registry.set_terms(by=person(request), camera=pk, conditions=conditions, retention_days=days, was=was),
    )


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Field `withdrawn`: 1 takes the camera out of everybody's sight but the owner's, 0 brings it back."""
    away = request.POST.get("withdrawn") == "1"
    return done(request, pk, lambda: registry.withdraw(by=person(request), camera=pk, withdrawn=away))


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Fields `view note photo`, and a work order's `work due`, which may be blank."""
    by, posted = person(request), request.POST

    def both() -> None:
        found = Found(
            uuid=forms.uuid(posted.get("uuid") or uuid4()),
            at=forms.moment(""),
            view=posted.get("view", ""),
            camera=pk,
            note=posted.get("note", ""),
        )
        with transaction.atomic():
            row, _new = record_check(by=by, found=found, photo=request.FILES.get("photo"))
            if posted.get("work"):
                due = forms.day(posted.get("due"))
                orders.order(by=by, camera=pk, work=posted["work"], note=found.note, due=due, check=row)

    return done(request, pk, both)


@require_POST
def step(request: HttpRequest, work: int) -> HttpResponse:
    """Field `state`: where the work order goes; `back`: the page to come back to."""
    row = orders.move(by=person(request), work=work, state=request.POST.get("state", ""))
    return forms.back(request, reverse("passport", args=[row.camera_id]))


@require_GET
def photo(request: HttpRequest, uuid: Any) -> HttpResponse:
    """The photo of a check that the person may see."""
    row = survey.visible_to(request.user).filter(uuid=uuid).exclude(photo="").first()
    if row is None:
        raise NotFoundHere(_("There is no such photo, or it is not for you."))
    answer = HttpResponse(photos.read(row.photo), content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


@require_GET
def label(request: HttpRequest, pk: int) -> HttpResponse:
    """A QR code for the pole, as SVG: it opens the survey at this camera."""
    camera_of(request, pk)
    address = request.build_absolute_uri(f"{reverse('survey')}?camera={pk}")
    code = segno.make(address, error="q", micro=False)
    picture = io.BytesIO()
    code.save(picture, kind="svg", scale=6, border=3)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


def done(request: HttpRequest, pk: int, act: Any) -> HttpResponse:
    """Do an act and show the passport again; a mistake stands on top of it."""
    try:
        act()
    except Mistake as mistake:
        return page(request, pk, mistake)
    messages.success(request, _("Done, and written into the audit."))
    return redirect("passport", pk)


def camera_of(request: HttpRequest, pk: int) -> Camera:
    row = visible_to(request.user).select_related("source", "owner", "holder").filter(pk=pk).first()
    if row is None:
        raise NotFoundHere(_("There is no such camera, or it is not for you."))
    return row


def page(request: HttpRequest, pk: int, mistake: Mistake | None = None) -> HttpResponse:
    user, row = person(request), camera_of(request, pk)
    [told] = passports(user, visible_to(user).filter(pk=pk))
    own = bool({row.owner_id, row.holder_id} & set(organisations_of(user)))
    here = city()
    facts = {
        "camera": row,
        "passport": told,
        "percent": round(100 * told.completeness),
        "missing": [words.FIELDS[name] for name in told.missing],
        "kind": words.KINDS.get(told.kind, told.kind),
        "status": words.STATES.get(told.status, told.status),
        "connection": words.CONNECTIONS.get(told.connection, told.connection),
        "judged": judged(told),
        "orders": [
            (one, *spoken(one)) for one in work.visible_to(user).filter(camera=row).order_by("-pk")[:MOST_CHECKS]
        ],
        "checks": [(one, words.VIEWS[one.view]) for one in checks(user, row)],
        "views": words.VIEWS,
        "works": words.WORKS,
        "uuid": uuid4(),
        "may_check": may(user, Permission.CAMERA_CHECK),
        "may_state": own or may(user, Permission.RECORD_EDIT),
        "may_withdraw": own
        and row.source.code == registry.OWNERS
        and not (registry.is_found(row) and not row.withdrawn_at),
        "here": home(user),
    }
    return shown(request, "cameras/passport.html", facts, mistake=mistake, **({"zone": here.zone} if here else {}))


def judged(told: Any) -> list[tuple[str, str]]:
    """Each rule that speaks of the camera, by its title, with broken, unknown or kept, the broken first."""
    order = ("broken", "unknown", "kept")
    found = [(rule.called, verdict) for rule in rules().rules if (verdict := rule.judged(told))]
    return sorted(found, key=lambda pair: order.index(pair[1]))


def spoken(row: Any) -> tuple[Any, Any, list[tuple[str, Any]]]:
    steps = [(state, words.WORK_STEPS[state]) for state in NEXT[row.state]]
    return words.WORKS[row.work], words.WORK_STATES[row.state], steps


def checks(user: Any, row: Camera) -> "list[Check]":
    return list(survey.visible_to(user).filter(camera=row).order_by("-at")[:MOST_CHECKS])


def home(user: Any) -> str:
    """The page that lists the person's cameras."""
    if may(user, Permission.PLANNER_OPEN):
        return "/planner/cameras/"
    return "/owner/" if may(user, Permission.OWNER_OPEN) else ""
