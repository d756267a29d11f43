"""The API of what waits for a planner: rejected rows to place, edits that their source disputes."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from etl.edits.give_back import give_back
from etl.edits.place import place, stated
from etl.targets import TARGETS
from gis_app.config import uploads
from gis_app.config.api_edits import given
from gis_app.config.api_parts import Operation, answer, code, next_page, only, paging, parameter, whole
from gis_app.errors import BadInput
from gis_app.people.guard import person
from gis_app.people.permissions import Permission
from gis_app.sources.models import Edit, Rejection
from gis_app.sources.queries import visible_to
from layers import queue
from layers.cards import LARGEST_ID
from layers.export.rejections import rejections_csv
from layers.words import REASONS, word

MOST, USUAL, MOST_AT_ONCE = 200, 50, 200


def waiting(request: HttpRequest) -> HttpResponse:
    """Rejected rows that can be placed, by id; counts by reason and source are of all that wait."""
    only(request.GET, "reason", "source", "given_up", "limit", "after")
    rows = queue.waiting(request.user, given_up=request.GET.get("given_up") == "1")
    source, reason = code(request.GET, "source"), code(request.GET, "reason")
    of_source = rows.filter(source__code=source) if source else rows
    found = of_source.filter(reason=reason) if reason else of_source
    limit, after = whole(request.GET, "limit", USUAL, 1, MOST), whole(request.GET, "after", 0, 0, LARGEST_ID)
    page = list(found.filter(pk__gt=after).select_related("source").order_by("pk")[: limit + 1])
    shown = page[:limit]
    return answer(
        {
            "rows": [{**queue.told(row), "stated": stated(row)} for row in shown],
            "inputs": queue.inputs(row.layer for row in shown),
            "reasons": queue.counted(of_source),
            "sources": queue.by_source(rows),
            "disputes": queue.disputes(request.user).count(),
            "next": next_page(request, shown[-1].pk if len(page) > limit else None),
        }
    )


def disputes(request: HttpRequest) -> HttpResponse:
    """Edits whose source says something else since, with all three values."""
    only(request.GET, "limit")
    found = queue.disputes(request.user)[: whole(request.GET, "limit", USUAL, 1, MOST)]
    return answer({"disputes": [queue.told_dispute(edit, record_of(edit)) for edit in found]})


def record_of(edit: Edit) -> int | None:
    """The id of the record that an edit is of."""
    rows = TARGETS[edit.layer]._default_manager.filter(source=edit.source_id, key=edit.key, part=edit.part)
    return rows.values_list("pk", flat=True).first()


def accept(request: HttpRequest) -> HttpResponse:
    """Take several rows with the points that are proposed for them, `{"ids": [id, …]}`; all of them or none."""
    ids = given(request).get("ids")
    if not isinstance(ids, list) or not 0 < len(ids) <= MOST_AT_ONCE or not all(isinstance(one, int) for one in ids):
        raise BadInput(_("ids are the numbers of at most %(most)s rejected rows.") % {"most": MOST_AT_ONCE})
    rows = visible_to(request.user, Rejection).filter(pk__in=[one for one in ids if 0 < one <= LARGEST_ID])
    points: dict[int, dict[int, Any]] = {}
    for row in rows:
        if row.proposal:
            points.setdefault(row.source_id, {})[row.pk] = {"point": row.proposal.coords}
    if sum(map(len, points.values())) < len(set(ids)):
        raise BadInput(_("Nothing is proposed for some of these rows."))
    with transaction.atomic():
        made = [record for of_source in points.values() for record in place(by=person(request), given=of_source)]
    return answer({"placed": len(made)})


def download(request: HttpRequest) -> StreamingHttpResponse:
    """The rows that wait as CSV, to be corrected and given back."""
    only(request.GET, "reason", "source")
    rows = queue.waiting(request.user)
    for name, column in (("source", "source__code"), ("reason", "reason")):
        if value := code(request.GET, name):
            rows = rows.filter(**{column: value})
    response = StreamingHttpResponse(rejections_csv(rows.order_by("pk")), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="rejected-rows.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def returned(request: HttpRequest) -> HttpResponse:
    """Take corrected rows back from the file that was downloaded: how many were placed, and why the others were not."""
    only(request.GET)
    file, user = request.FILES.get("file"), person(request)
    if file is None:
        raise BadInput(_("There is no file in what was sent."))
    token, path = uploads.keep(user.pk, file)
    try:
        told = give_back(by=user, path=path)
    finally:
        uploads.forget(user.pk, token)
    told["reasons"] = {word(REASONS, name): n for name, n in told["reasons"].items()}
    return answer(told)


OPERATIONS = (
    Operation(
        "corrections.csv",
        "corrections_download",
        "The rejected rows that wait, as CSV to be corrected and given back",
        Permission.RECORD_EDIT,
        download,
        [parameter("reason", "Why they were rejected"), parameter("source", "A source's code")],
        media_type="text/csv",
    ),
    Operation(
        "corrections/give_back",
        "corrections_give_back",
        "Corrected rows given back: the downloaded file as form field file",
        Permission.RECORD_EDIT,
        returned,
        method="POST",
    ),
    Operation(
        "corrections",
        "corrections",
        "Rejected rows that wait for a person to place them",
        Permission.RECORD_EDIT,
        waiting,
        [
            parameter("reason", "Why they were rejected"),
            parameter("source", "A source's code"),
            parameter("given_up", "1: those that somebody found cannot be placed"),
            *paging(MOST, USUAL),
        ],
    ),
    Operation(
        "corrections/disputes",
        "disputes",
        "Corrections whose source says something else since",
        Permission.RECORD_EDIT,
        disputes,
        [parameter("limit", f"At most so many, {USUAL} unless told", type="integer", minimum=1, maximum=MOST)],
    ),
    Operation(
        "corrections/accept",
        "corrections_accept",
        "Take several rejected rows with the points proposed for them: JSON of ids",
        Permission.RECORD_EDIT,
        accept,
        method="POST",
    ),
)
