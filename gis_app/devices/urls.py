"""Every address of cameras that is not a dashboard's: passports, photos, the survey, the holder's forms."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, URLResolver, path

from gis_app.devices.pages import deciding, owner, passport, survey
from gis_app.modules import only_with
from gis_app.people.guard import guarded
from gis_app.people.permissions import Permission


def routes() -> list[URLPattern | URLResolver]:
    return [
        *guarded(
            Permission.CAMERA_SEE,
            _path("cameras/<int:pk>/", passport.passport, name="passport"),
            _path("cameras/<int:pk>/label.svg", passport.label, name="camera_label"),
            _path("photos/<uuid:uuid>.jpg", passport.photo, name="photo"),
            _path("cameras/<int:pk>/terms", passport.terms, name="camera_terms"),
            _path("campaigns/asked/<int:asked>/answer", deciding.answer, name="campaign_answer"),
        ),
        *guarded(
            Permission.CAMERA_CHECK,
            _path("cameras/<int:pk>/check", passport.check, name="camera_check"),
            _path("work-orders/<int:work>/step", passport.step, name="work_step"),
            _path("survey/", survey.survey, name="survey"),
            _path("survey/cameras.json", survey.cameras, name="survey_cameras"),
            _path("survey/send", survey.send, name="survey_send"),
            _path("survey/worker.js", survey.worker, name="survey_worker"),
        ),
        *guarded(
            Permission.OWNER_OPEN,
            _path("owner/register/", owner.register, name="owner_register"),
            _path("owner/terms/", owner.terms, name="owner_terms"),
            _path("cameras/<int:pk>/withdraw", passport.withdraw, name="camera_withdraw"),
        ),
        *guarded(Permission.OWNER_INVITE, _path("cameras/invite/", owner.invite, name="owner_invite")),
        *guarded(
            Permission.RECORD_EDIT,
            _path("cameras/doubles", deciding.twin, name="twin"),
            _path("cameras/doubles/<int:twin>/undo", deciding.twin_undo, name="twin_undo"),
            _path("cameras/found/<int:check>", deciding.found, name="found"),
            _path("cameras/found/<int:check>/register", deciding.newcomer, name="newcomer"),
            _path("cameras/<int:camera>/undo", deciding.newcomer_undo, name="newcomer_undo"),
            _path("campaigns/begin", deciding.begin, name="campaign_begin"),
            _path("campaigns/<int:campaign>/end", deciding.end, name="campaign_end"),
        ),
    ]


def _path(route: str, view: Callable[..., Any], *, name: str) -> URLPattern:
    return path(route, only_with("cameras", view), name=name)
