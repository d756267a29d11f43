"""The figures, or the records of the open list, as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from dashboards.coverage import figures, listed, words
from dashboards.coverage.address import Asked
from gis_app.findings.coverage import queries
from gis_app.findings.models import Run
from gis_app.incidents.filters import Filters
from layers.export import actions
from layers.export.cells import BYTE_ORDER_MARK, harmless
from layers.registry import BY_ID

MOST = 100_000
DIGITS = 2
SHARES = ("class", "edition", "cameras", "measure", "group", "area", "hour", "amount", "seen", "seen_by_two")
RECORDS = ("class", "edition", "cameras", "measure", "id", "record", "amount", "seen", "seen_by_two", "lon", "lat")


def file(user: Any, asked: Asked) -> dict[str, Any] | None:
    """What dcc.Download sends; written to the audit before. None where nothing is measured yet."""
    run = queries.run()
    if run is None:
        return None
    head, rows = (RECORDS, records(user, run, asked)) if asked.measure else (SHARES, shares(user, run, asked))
    lines = list(rows)
    actions.export(by=user, layer="gaps", form="csv", filters=urlsplit(asked.query()).query, rows=len(lines))
    name = asked.measure or "coverage"
    return {"content": BYTE_ORDER_MARK + text(head, lines), "filename": f"{name}.csv", "type": "text/csv"}


def shares(user: Any, run: Run, asked: Asked) -> Iterable[Sequence[Any]]:
    found = figures.figures(user, run, asked)
    for (measure, group, area, hour), share in sorted(found.cells.items(), key=lambda cell: str(cell[0])):
        code = found.areas[area].code if area is not None and area in found.areas else ""
        amounts = (round(value, DIGITS) for value in (share.amount, share.seen, share.twice))
        yield (*common(run, asked), measure, group, code, hour, *amounts)


def records(user: Any, run: Run, asked: Asked) -> Iterable[Sequence[Any]]:
    found = list(listed.rows(user, run, asked)[:MOST])
    layer = BY_ID[words.LAYER[asked.measure]]
    named = {
        one.pk: layer.heading(one) for one in layer.rows(user, Filters()).filter(pk__in=[r["record"] for r in found])
    }
    for row in found:
        amounts = (round(row[name], DIGITS) for name in ("whole", "once", "two"))
        place = (round(row["lon"], 6), round(row["lat"], 6))
        title = named.get(row["record"], _("gone since"))
        yield (*common(run, asked), asked.measure, row["record"], title, *amounts, *place)


def common(run: Run, asked: Asked) -> tuple[Any, ...]:
    return asked.quality, run.parameters["edition"], asked.cameras


def text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return made.getvalue()
