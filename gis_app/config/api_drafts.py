"""The API's door for a table that a person wants to describe: the file goes in, the steps are pages."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gis_app.config import uploads
from gis_app.config.api_parts import Operation, answer, only
from gis_app.errors import BadInput
from gis_app.people.guard import person
from gis_app.people.permissions import Permission
from gis_app.sources import draft_actions


def begin(request: HttpRequest) -> HttpResponse:
    """Keep the file and look at it in a job: `{"draft", "job"}`."""
    only(request.GET)
    file = request.FILES.get("file")
    if file is None:
        raise BadInput(_("There is no file in what was sent."))
    user = person(request)
    token, path = uploads.keep(user.pk, file)
    draft = draft_actions.begin(by=user, file=path)
    uploads.forget(user.pk, token)
    draft.refresh_from_db()
    return answer({"draft": draft.pk, "job": draft.job_id})


OPERATIONS = (
    Operation(
        "drafts",
        "draft_begin",
        "Give a table of any columns, to describe it as a source on the pages; form field file",
        Permission.SOURCE_IMPORT,
        begin,
        method="POST",
    ),
)
