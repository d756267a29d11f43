"""The API's reads of sources, their deliveries and the rows that could not be taken."""

from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from gis_app.config.api_parts import Operation, answer, code, next_page, only, paging, parameter, whole
from gis_app.errors import NotFoundHere
from gis_app.people.permissions import Permission
from gis_app.sources.models import Delivery, Rejection, Source
from gis_app.sources.queries import visible_to
from layers.cards import LARGEST_ID, number
from layers.export.rejections import rejections_csv

MOST, USUAL = 1000, 100
COUNTS = ("read", "loaded", "updated", "unchanged", "rejected", "made")


def sources(request: HttpRequest) -> HttpResponse:
    """Every source with the time of its newest published delivery and the newest day in it."""
    only(request.GET)
    newest = Delivery.objects.filter(source=OuterRef("pk"), state=Delivery.State.PUBLISHED).order_by("-received_at")
    rows = visible_to(request.user, Source).order_by("code")
    fields = ("code", "name", "publisher", "licence", "address", "foreign")
    dated = rows.values(
        *fields, received=Subquery(newest.values("received_at")[:1]), newest=Subquery(newest.values("newest")[:1])
    )
    return answer({"sources": list(dated)})


def deliveries(request: HttpRequest) -> HttpResponse:
    """Newest first; `after` continues below that id."""
    only(request.GET, "limit", "after", "source")
    limit = whole(request.GET, "limit", USUAL, 1, MOST)
    below = whole(request.GET, "after", LARGEST_ID, 0, LARGEST_ID)
    rows = visible_to(request.user, Delivery).select_related("source").filter(pk__lt=below).order_by("-pk")
    if source := code(request.GET, "source"):
        rows = rows.filter(source__code=source)
    found = list(rows[: limit + 1])
    last = found[limit - 1].pk if len(found) > limit else None
    return answer({"deliveries": [account(row) for row in found[:limit]], "next": next_page(request, last)})


def delivery(request: HttpRequest, record_id: str) -> HttpResponse:
    return answer(account(delivery_for(request.user, record_id)))


def rejections(request: HttpRequest, record_id: str) -> StreamingHttpResponse:
    """The delivery's rejected rows as CSV: those first met in it and those last met in it."""
    row = delivery_for(request.user, record_id)
    rows = visible_to(request.user, Rejection).filter(Q(delivery=row) | Q(last_delivery=row)).order_by("line", "pk")
    response = StreamingHttpResponse(rejections_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rejections-{row.source.code}-{row.pk}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def delivery_for(user: Any, record_id: str) -> Delivery:
    """Raises BadInput for what is no id, NotFoundHere where the person can see none."""
    row = visible_to(user, Delivery).select_related("source").filter(pk=number(record_id)).first()
    if row is None:
        raise NotFoundHere(_("There is no such delivery."))
    return row


def account(row: Delivery) -> dict[str, Any]:
    """The account of every row of the delivery, and what the delivery was."""
    return {
        "id": row.pk,
        "source": row.source.code,
        "state": row.state,
        "received": row.received_at.isoformat(),
        "finished": row.finished_at.isoformat() if row.finished_at else None,
        "file": row.file_name,
        "bytes": row.file_bytes,
        "sha256": row.sha256,
        **{name: getattr(row, name) for name in COUNTS},
        "reasons": row.reasons,
        "notes": row.notes,
        "newest": row.newest,
        "seconds": row.seconds,
        "error": row.error,
    }


OPERATIONS = (
    Operation("sources", "sources", "Sources and how fresh they are", Permission.MAP_SEE, sources),
    Operation(
        "deliveries",
        "deliveries",
        "Deliveries, newest first",
        Permission.DELIVERY_SEE,
        deliveries,
        [*paging(MOST, USUAL), parameter("source", "A source's code")],
    ),
    Operation("deliveries/{record_id}", "delivery", "One delivery and its account", Permission.DELIVERY_SEE, delivery),
    Operation(
        "deliveries/{record_id}/rejections.csv",
        "delivery_rejections",
        "The delivery's rejected rows",
        Permission.REJECTION_SEE,
        rejections,
        media_type="text/csv",
    ),
)
