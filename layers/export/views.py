"""`/export/{layer}.{format}` with the filters: a layer as a file, for whom may see the layer, within limits."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gis_app import speech
from gis_app.errors import BadInput, NotFoundHere
from gis_app.people.guard import person
from layers.access import layer_for
from layers.export import actions, books, streams, surveillance
from layers.export.about import About, about
from layers.export.turns import turn
from layers.shared import asked

Stream = Callable[..., Iterator[Any]]
Book = Callable[..., int]


@dataclass(frozen=True)
class Form:
    """A file's format: its media type, the most rows it takes, what makes it, streamed or whole, and of which layer."""

    media_type: str
    most: int
    stream: Stream | None = None
    book: Book | None = None
    only: str = ""


FORMS = {
    "csv": Form("text/csv; charset=utf-8", 500_000, stream=streams.csv_lines),
    "geojson": Form("application/geo+json", 500_000, stream=streams.geojson),
    "gpkg": Form("application/geopackage+sqlite3", 100_000, book=books.geopackage),
    "xlsx": Form("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 100_000, book=books.workbook),
    "osm": Form("application/vnd.openstreetmap.data+xml", 500_000, stream=surveillance.osm, only="cameras"),
}
ABOUT = "txt"
LONGEST = 4_000


@require_GET
def download(request: HttpRequest, layer: str, form: str) -> HttpResponseBase:
    """The file, attached; `txt` tells what the others are of. Raises BadInput for more rows than the format takes."""
    shown = layer_for(request.user, layer)
    known = [*forms_of(layer), ABOUT]
    if form not in known:
        raise NotFoundHere(_("There is no such format. There are: %(forms)s.") % {"forms": ", ".join(known)})
    filters = asked(request.GET, also=())
    rows = shown.rows(request.user, filters)
    count = rows.count()
    account = about(request.user, shown, filters, rows, count)
    if form == ABOUT:
        return dressed(HttpResponse(account.text(), content_type="text/plain; charset=utf-8"), account, form)
    refuse_more_than(FORMS[form].most, count)
    by, query = person(request), request.GET.urlencode()
    # Within the turn that makes it: a file that is not made was not taken.
    with turn(by) if FORMS[form].book else nullcontext():
        actions.export(by=by, layer=shown.id, form=form, filters=query[:LONGEST], rows=count)
        answer = dressed(made(form, rows, account), account, form)
    answer["Link"] = f'<{request.path.removesuffix(form)}{ABOUT}?{query}>; rel="describedby"'
    return answer


def forms_of(layer: str) -> list[str]:
    """The formats that a layer has."""
    return [name for name, form in FORMS.items() if form.only in ("", layer)]


def refuse_more_than(most: int, count: int) -> None:
    if count > most:
        raise BadInput(
            _("These filters leave %(rows)s rows; this format takes %(most)s. Narrow the period, kinds or area.")
            % {"rows": speech.number(count), "most": speech.number(most)}
        )


def made(name: str, rows: Any, account: About) -> HttpResponseBase:
    form = FORMS[name]
    if form.stream:
        return StreamingHttpResponse(form.stream(account.layer, rows, account), content_type=form.media_type)
    assert form.book
    with TemporaryDirectory(prefix="safecity-export-") as folder:
        path = Path(folder) / f"{account.layer.id}.{name}"
        form.book(path, account.layer, rows, account)
        # An open file outlives its name, so nothing is left behind whatever becomes of the request.
        return FileResponse(path.open("rb"), content_type=form.media_type)


def dressed(answer: HttpResponseBase, account: About, form: str) -> HttpResponseBase:
    """Named after layer and day, kept by nobody."""
    name = f"{account.layer.id}-{account.made:%Y-%m-%d}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
