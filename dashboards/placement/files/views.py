"""`/export/scenarios/{id}.{form}`: a scenario as a file, for those who place cameras; written in the audit."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dashboards.placement.files import book, geographic, offline
from dashboards.placement.files.content import Content, content
from gis_app.errors import NotFoundHere
from gis_app.findings.scenarios.queries import one
from gis_app.people.guard import person
from gis_app.people.models import User
from layers.export.actions import export
from layers.export.turns import turn


@dataclass(frozen=True)
class Form:
    """A file's media type, and what makes it: in memory, or at a path."""

    media_type: str
    made: Callable[[User, Content], bytes | str] | None = None
    written: Callable[[Path, Content], None] | None = None


FORMS = {
    "geojson": Form("application/geo+json", made=lambda _user, of: geographic.geojson(of)),
    "gpkg": Form("application/geopackage+sqlite3", written=geographic.geopackage),
    "xlsx": Form("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", written=book.workbook),
    "html": Form("text/html; charset=utf-8", made=offline.page),
}


@require_GET
def download(request: HttpRequest, scenario: int, form: str) -> HttpResponseBase:
    """The file, attached. Raises NotFoundHere for a scenario or a form that there is not."""
    if form not in FORMS:
        raise NotFoundHere(_("There is no such format. There are: %(forms)s.") % {"forms": ", ".join(FORMS)})
    row, by = one(request.user, scenario), person(request)
    with turn(by):
        of = content(row)
        export(by=by, layer=f"scenario/{row.pk}", form=form, filters="", rows=len(of.cameras))
        answer = whole(FORMS[form], by, of, form)
    answer["Content-Disposition"] = f'attachment; filename="{of.name}.{form}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def whole(form: Form, by: User, of: Content, name: str) -> HttpResponseBase:
    if form.made:
        return HttpResponse(form.made(by, of), content_type=form.media_type)
    assert form.written
    with TemporaryDirectory(prefix="safecity-export-") as folder:
        path = Path(folder) / f"scenario.{name}"
        form.written(path, of)
        # An open file outlives its name, so nothing is left behind whatever becomes of the request.
        return FileResponse(path.open("rb"), content_type=form.media_type)
