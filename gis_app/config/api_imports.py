"""The API of imports from a page: first the account of a dry run, then the import as a job of the person's own."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from etl import jobs, run
from etl.errors import BadDeclaration, DeliveryRefused
from etl.receive import choose, receive
from etl.spec import all_sources
from gis_app.config import uploads
from gis_app.config.api_parts import Operation, answer, code, only
from gis_app.errors import BadInput
from gis_app.people.guard import person
from gis_app.people.permissions import Permission
from gis_app.places.queries import city
from gis_app.sentences import spoken


def check(request: HttpRequest) -> HttpResponse:
    """Keep the file and tell what its import would do: `{"token", "file", "account"}`. Nothing is loaded."""
    only(request.GET)
    file = request.FILES.get("file")
    if file is None:
        raise BadInput(_("There is no file in what was sent."))
    user, source = person(request), code(request.POST, "source") or "auto"
    token, path = uploads.keep(user.pk, file)
    try:
        account = dry_run(path, source)
    except BadInput:
        uploads.forget(user.pk, token)
        raise
    return answer({"token": token, "file": path.name, "account": account, "foreign": is_foreign()})


def begin(request: HttpRequest) -> HttpResponse:
    """Import a file that was checked: `{"job", "delivery"}`; the job is the person's."""
    only(request.GET)
    user, source = person(request), code(request.POST, "source") or "auto"
    token = request.POST.get("token", "")
    path = uploads.kept(user.pk, token)
    try:
        delivery = receive(path, choose(source, path), by=user.pk, foreign=is_foreign())
    except (DeliveryRefused, BadDeclaration) as refused:
        raise BadInput(spoken(str(refused))) from refused
    uploads.forget(user.pk, token)
    if delivery.job_id:
        jobs.hint(delivery.job_id)
    return answer({"job": delivery.job_id, "delivery": delivery.pk})


def dry_run(path: Path, source: str) -> dict[str, Any]:
    """The account of what would happen. Raises BadInput, with the sentence, where the file can't be taken."""
    try:
        return run.dry_run(path, source)
    except (DeliveryRefused, BadDeclaration) as refused:
        raise BadInput(spoken(str(refused))) from refused


def is_foreign() -> bool:
    """Whether real rows would lie over an invented city, which the source is then marked with."""
    here = city()
    return bool(here and here.invented)


def sources(request: HttpRequest) -> HttpResponse:
    """The sources that are declared, by name."""
    only(request.GET)
    declared = sorted(all_sources().values(), key=lambda spec: spec.name)
    return answer({"sources": [{"code": spec.code, "name": spec.name, "layer": spec.layer} for spec in declared]})


OPERATIONS = (
    Operation(
        "imports/sources",
        "import_sources",
        "The sources that a file can be of",
        Permission.SOURCE_IMPORT,
        sources,
    ),
    Operation(
        "imports/check",
        "import_check",
        "What an import of a file would do: the account of a dry run; form fields file and source",
        Permission.SOURCE_IMPORT,
        check,
        method="POST",
    ),
    Operation(
        "imports",
        "import_begin",
        "Import a file that was checked, as a job; form fields token and source",
        Permission.SOURCE_IMPORT,
        begin,
        method="POST",
    ),
)
