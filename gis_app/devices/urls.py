"""Every address of cameras that is not a dashboard's: passports, photos, the survey, the holder's forms."""

from django.urls import URLPattern, URLResolver, path

from gis_app.devices.pages import deciding, owner, passport, survey
from gis_app.people.guard import guarded
from gis_app.people.permissions import Permission


def routes() -> list[URLPattern | URLResolver]:
    return [
        *guarded(
            Permission.CAMERA_SEE,
            path("cameras/<int:pk>/", passport.passport, name="passport"),
            path("cameras/<int:pk>/label.svg", passport.label, name="camera_label"),
            path("photos/<uuid:uuid>.jpg", passport.photo, name="photo"),
            path("cameras/<int:pk>/terms", passport.terms, name="camera_terms"),
            path("campaigns/asked/<int:asked>/answer", deciding.answer, name="campaign_answer"),
        ),
        *guarded(
            Permission.CAMERA_CHECK,
            path("cameras/<int:pk>/check", passport.check, name="camera_check"),
            path("work/<int:work>/step", passport.step, name="work_step"),
            path("survey/", survey.survey, name="survey"),
            path("survey/cameras.json", survey.cameras, name="survey_cameras"),
            path("survey/send", survey.send, name="survey_send"),
            path("survey/worker.js", survey.worker, name="survey_worker"),
        ),
        *guarded(
            Permission.OWNER_OPEN,
            path("owner/register/", owner.register, name="owner_register"),
            path("owner/terms/", owner.terms, name="owner_terms"),
            path("cameras/<int:pk>/withdraw", passport.withdraw, name="camera_withdraw"),
        ),
        *guarded(Permission.OWNER_INVITE, path("cameras/invite/", owner.invite, name="owner_invite")),
        *guarded(
            Permission.RECORD_EDIT,
            path("cameras/doubles", deciding.twin, name="twin"),
            path("cameras/doubles/<int:twin>/undo", deciding.twin_undo, name="twin_undo"),
            path("cameras/found/<int:check>", deciding.found, name="found"),
            path("cameras/found/<int:check>/register", deciding.newcomer, name="newcomer"),
            path("cameras/<int:camera>/undo", deciding.newcomer_undo, name="newcomer_undo"),
            path("campaigns/begin", deciding.begin, name="campaign_begin"),
            path("campaigns/<int:campaign>/end", deciding.end, name="campaign_end"),
        ),
    ]
