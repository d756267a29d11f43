"""The register of cameras as a file: each passport with its completeness, age and the rules it breaks."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gis_app.devices import words
from gis_app.devices.registry.funnel import STAGES, known_of
from gis_app.devices.registry.passports import Passport, passports
from gis_app.devices.rules.declared import Rules, rules
from gis_app.errors import NotFoundHere
from gis_app.people.guard import person, require
from gis_app.people.permissions import Permission
from layers.export import actions
from layers.export.cells import BYTE_ORDER_MARK, Line, harmless
from layers.export.views import FORMS, refuse_more_than

KNOWN = {"csv", "xlsx"}
PLAIN = (
    "pk code inventory_number address owner holder contact area kind status connection azimuth hfov height_m width_px "
    "archive_days retention_days conditions purpose legal_ground installed_on checked_on days_since_check occluded_on"
)


@require_GET
def download(request: HttpRequest, form: str) -> HttpResponse:
    """The passports of all cameras that the person sees, in either format; written down in the audit."""
    require(request.user, Permission.CAMERA_SEE)
    if form not in KNOWN:
        raise NotFoundHere(_("There is no such format. There are: %(forms)s.") % {"forms": ", ".join(sorted(KNOWN))})
    by, declared = person(request), rules()
    found = passports(by)
    refuse_more_than(FORMS[form].most, len(found))
    rows = (cells(one, declared) for one in found)
    body = workbook(rows) if form == "xlsx" else "".join(csv_lines(rows))
    actions.export(by=by, layer="passports", form=form, filters="", rows=len(found))
    answer = HttpResponse(body, content_type=FORMS[form].media_type)
    answer["Content-Disposition"] = f'attachment; filename="passports.{form}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def headings() -> list[str]:
    return [*PLAIN.split(), "completeness", "missing", *STAGES, "breaks"]


def cells(one: Passport, declared: Rules) -> list[Any]:
    """A passport in the order of `headings`; a stage that nobody knows of is blank."""
    known = [{True: "yes", False: "no", None: ""}[each] for each in known_of(one, declared.archive_days)]
    missing = ", ".join(str(words.FIELDS[name]) for name in one.missing)
    broken = "; ".join(rule.called for rule in declared.broken(one))
    plain = [getattr(one, name) for name in PLAIN.split()]
    return [*plain, round(one.completeness, 3), missing, *known, broken]


def csv_lines(rows: Iterable[list[Any]]) -> Iterator[str]:
    writer = csv.writer(Line())
    yield BYTE_ORDER_MARK + writer.writerow(headings())
    for row in rows:
        yield writer.writerow([harmless(plain(cell)) for cell in row])


def plain(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell


def workbook(rows: Iterable[list[Any]]) -> bytes:
    """Every text is a text cell: nothing in it is ever taken for a formula or a link."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(str(_("Cameras"))[:31])
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, len(headings()), 16)
        sheet.write_row(0, 0, headings(), book.add_format({"bold": True}))
        for line, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                value = plain(cell)
                if value not in (None, ""):
                    sheet.write(line, column, value)
    return out.getvalue()
