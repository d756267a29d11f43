"""The auditor's page: acts by person, action, object and period, the state of the chain, and the rows as CSV."""

import csv
import json
from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gis_app.errors import Mistake
from gis_app.people import queries
from gis_app.people.audit import acting, walk
from gis_app.people.guard import person
from gis_app.people.models import AuditEvent, ChainCheck
from gis_app.people.pages.frame import UTC, shown

PAGE = 100
COLUMNS = ("id", "at", "actor", "action", "subject", "subject_id", "old", "new", "position", "seal")
City = Callable[[], Any]


@require_GET
def audit(request: HttpRequest, city: City) -> HttpResponse:
    """The newest acts first; `person action object id from to`, and `before`, an id to go on from, in the address."""
    mistake, asked, zone = None, queries.AuditFilters(), zone_of(city)
    try:
        asked = queries.AuditFilters.parse(request.GET)
    except Mistake as wrong:
        mistake = wrong
    rows = queries.acts(request.user, asked, zone)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) <= 18:
        rows = rows.filter(id__lt=int(before))
    listed = list(rows[: PAGE + 1])
    facts = {
        "acts": listed[:PAGE],
        "more": listed[PAGE - 1].pk if len(listed) > PAGE else None,
        "asked": request.GET,
        "filtered": asked.any,
        "query": _query(request),
        "actions": queries.words_of_audit(request.user, "action"),
        "subjects": queries.words_of_audit(request.user, "subject"),
        "chain": ChainCheck.objects.order_by("-id").first(),
        "newest": AuditEvent.objects.exclude(position=None).order_by("-position").first(),
        "waiting": AuditEvent.objects.filter(position=None).count(),
    }
    return shown(request, "people/audit.html", facts, zone=zone, mistake=mistake)


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Walk the chain now."""
    check = walk()
    if check.broken:
        messages.error(request, check.broken)
    else:
        messages.success(request, _("The record is whole: every seal fits."))
    return redirect("audit")


@require_GET
def rows(request: HttpRequest, city: City) -> StreamingHttpResponse:
    """The same acts as CSV, oldest first, times in UTC; the download is an act of its own."""
    asked = queries.AuditFilters.parse(request.GET)
    found = queries.acts(request.user, asked, zone_of(city)).order_by("id")
    with acting("audit.download", by=person(request)) as act:
        act.on("audit", "", new={name: request.GET.get(name, "")[:64] for name in sorted(request.GET)[:10]})
    response = StreamingHttpResponse(written(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


def written(found: Any) -> Iterator[str]:
    """Lines of CSV with COLUMNS as their head; values that changed are JSON."""
    writer = csv.writer(Echo())
    yield writer.writerow(COLUMNS)
    for row in found.iterator(chunk_size=2000):
        yield writer.writerow([_cell(getattr(row, name)) for name in COLUMNS])


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def zone_of(city: City) -> ZoneInfo:
    """The city's zone; UTC where there is no city yet."""
    here = city()
    return here.zone if here else UTC


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _query(request: HttpRequest) -> str:
    rest = request.GET.copy()
    rest.pop("before", None)
    return rest.urlencode()
