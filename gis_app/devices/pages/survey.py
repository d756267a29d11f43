"""The survey at the pole: a page that works without a network, the cameras it knows, and where its checks are sent."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gis_app.devices import words
from gis_app.devices.pages import forms
from gis_app.devices.queries import visible_to
from gis_app.devices.survey.actions import Found, record_check
from gis_app.errors import STATUS, Mistake
from gis_app.people.guard import person
from gis_app.people.pages.frame import shown

MOST = 20_000
# The survey alone asks the phone for its place and compass; the photo comes by a plain file field.
SENSORS = "accelerometer=(self), camera=(), geolocation=(self), gyroscope=(self), magnetometer=(self), microphone=()"
FILES = ("survey.css", "survey.mjs", "survey_queue.mjs", "survey_phone.mjs")
SHARED = ("dashboards/tokens.css", "vendor/inter/index.css", "gis_app/logo.svg")


@require_GET
def survey(request: HttpRequest) -> HttpResponse:
    """`camera` in the address, as a QR label has it, chooses one. The CSRF cookie comes with the page."""
    get_token(request)
    facts = {"views": words.VIEWS, "works": words.WORKS, "words": sentences(), "config": config(request)}
    answer = shown(request, "cameras/survey.html", facts)
    answer.devices = SENSORS  # type: ignore[attr-defined]
    return answer


def config(request: HttpRequest) -> dict[str, Any]:
    return {
        "person": person(request).pk,
        "send": reverse("survey_send"),
        "cameras": reverse("survey_cameras"),
        "worker": reverse("survey_worker"),
        "kept": [reverse("survey"), reverse("survey_cameras"), *files()],
    }


def files() -> list[str]:
    """The static files that the page needs without a network."""
    return [staticfiles_storage.url(name) for name in (*(f"gis_app/{one}" for one in FILES), *SHARED)]


@require_GET
def cameras(request: HttpRequest) -> HttpResponse:
    """The cameras that the person may check: `[[id, code, address, lon, lat], …]`, at most `MOST`."""
    rows = visible_to(request.user).exclude(status="removed").order_by("pk")[:MOST]
    told = [
        [pk, code, address, round(point.x, 6), round(point.y, 6)]
        for pk, code, address, point in rows.values_list("pk", "code", "address", "point")
    ]
    return JsonResponse(told, safe=False)


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """One check as the phone kept it: `uuid at view camera lon lat accuracy_m azimuth note` and a file `photo`.

    Answers `{"check", "new"}`; the same uuid again is the same check. A mistake is `{"error"}` with its status.
    """
    try:
        row, new = record_check(by=person(request), found=found(request.POST), photo=request.FILES.get("photo"))
    except Mistake as mistake:
        return JsonResponse({"error": str(mistake)}, status=STATUS.get(type(mistake), 400))
    return JsonResponse({"check": row.pk, "new": new})


def found(posted: Any) -> Found:
    camera = posted.get("camera")
    return Found(
        uuid=forms.uuid(posted.get("uuid")),
        at=forms.moment(posted.get("at")),
        view=posted.get("view", ""),
        camera=forms.identity(camera) if camera else None,
        lon=forms.number(posted.get("lon"), _("place")),
        lat=forms.number(posted.get("lat"), _("place")),
        accuracy_m=forms.number(posted.get("accuracy_m"), _("place")),
        azimuth=forms.number(posted.get("azimuth"), words.FIELDS["azimuth"]),
        note=posted.get("note", ""),
    )


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at an address under which it may answer for the survey."""
    path = Path(settings.BASE_DIR) / "gis_app/config/static/gis_app/survey_worker.js"
    answer = HttpResponse(path.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


def sentences() -> dict[str, str]:
    """What the page's script says."""
    return {
        "sent": _("Sent"),
        "waits": _("Kept on this phone. It is sent when there is a network."),
        "queue": _("waiting to be sent:"),
        "none": _("Everything is sent."),
        "refused": _("Not taken: "),
        "late": _("The server failed at this check. It stays on this phone and is sent again."),
        "forget": _("Discard"),
        "again": _("Send now"),
        "signin": _("Sign in again, then it is sent."),
        "offline": _("No network: what you save stays on this phone."),
        "online": _("There is a network."),
        "nogps": _("The phone does not tell its place. Allow it, or choose the camera."),
        "nocompass": _("The phone has no compass. Type the degrees."),
        "far": _("m away"),
        "place": _("Place taken, exact to"),
        "which": _("Choose the camera, or take the place of one that is in no register."),
        "view": _("Say what is seen."),
        "photo": _("Photo taken"),
        "full": _("The phone's memory is full. Send what waits first."),
    }
