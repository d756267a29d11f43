"""A scenario as a workbook: the bill of materials, its cameras, its figures, and what it is of."""

from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from dashboards.placement import told, words
from dashboards.placement.files.content import Content, about, words_of
from gis_app.findings.camera_models import catalogue
from gis_app.findings.scenarios.bill import Line

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
MONEY = "# ##0"


def workbook(path: Path, of: Content) -> None:
    """Four sheets; sums are formulas, so that a price that is changed changes them."""
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": MONEY})
        total = book.add_format({"bold": True, "num_format": MONEY, "top": 1})
        bill(book.add_worksheet(_("Bill of materials")), of, bold, money, total)
        cameras(book.add_worksheet(_("Cameras")), of, bold, money)
        figures(book.add_worksheet(_("Figures")), of, bold)
        explained(book.add_worksheet(_("About")), of, bold)


def titled(line: Line) -> str:
    models = catalogue()
    return models.model(line.code).title if line.what == "model" else models.mount(line.code).title


def bill(sheet: Any, of: Content, bold: Any, money: Any, total: Any) -> None:
    """A line a model and mount, the disk, their sum; then what lines and power must carry."""
    found = of.account.bill
    heads = [_("Item"), _("Number"), _("Price, %(currency)s") % {"currency": found.currency}]
    heads.append(_("Sum, %(currency)s") % {"currency": found.currency})
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 3, 16)
    sheet.write_row(0, 0, heads, bold)
    room = catalogue().storage.price_per_tb
    lines = [(titled(line), float(line.count), line.price, line.total) for line in found.lines]
    lines.append((_("Disk, TB, for %(days)s days") % {"days": of.row.archive_days}, found.terabytes, room, found.disk))
    for at, (name, count, price, amount) in enumerate(lines, 1):
        sheet.write_string(at, 0, name)
        sheet.write_number(at, 1, round(count, 2))
        sheet.write_number(at, 2, price, money)
        sheet.write_formula(at, 3, f"=B{at + 1}*C{at + 1}", money, amount)
    end = len(lines) + 1
    sheet.write_string(end, 0, _("Total"), bold)
    sheet.write_formula(end, 3, f"=SUM(D2:D{end})", total, found.total)
    for at, (name, value) in enumerate(
        [(_("Upload needed, Mbit/s"), found.mbit_s), (_("Power, W"), found.watts)], end + 2
    ):
        sheet.write_string(at, 0, name)
        sheet.write_number(at, 1, value)


def cameras(sheet: Any, of: Content, bold: Any, money: Any) -> None:
    """The cameras in the order of what each adds."""
    models = catalogue()
    heads = ["№", _("Place"), _("Model"), _("Mount"), _("Longitude"), _("Latitude"), _("Direction, °")]
    heads += [_("Angle of view, °"), _("Height, m"), _("Incidents a year it adds"), _("Of which"), _("Cost")]
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 3, 28)
    sheet.set_column(4, len(heads), 14)
    sheet.write_row(0, 0, heads, bold)
    for number, one in enumerate(of.account.added, 1):
        camera = one.camera
        titles = [camera.place, models.model(camera.model).title, models.mount(camera.mount).title]
        sheet.write_number(number, 0, number)
        for column, text in enumerate(titles, 1):
            sheet.write_string(number, column, text)
        numbers = [*camera.point.coords, camera.azimuth, camera.hfov, camera.height_m, one.count]
        for column, value in enumerate(numbers, 4):
            sheet.write_number(number, column, value)
        sheet.write_string(number, 10, words_of(one.kinds))
        sheet.write_number(number, 11, one.cost, money)


def figures(sheet: Any, of: Content, bold: Any) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 3, 18)
    sheet.write_row(0, 0, [_("Figure"), _("Today"), _("Scenario"), _("Of")], bold)
    for at, one in enumerate(of.account.figures, 1):
        sheet.write_string(at, 0, words.measure(one.code))
        for column, value in enumerate((one.today, one.seen, one.of), 1):
            sheet.write_number(at, column, value)


def explained(sheet: Any, of: Content, bold: Any) -> None:
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 90)
    lines = [*about(of), *((line["name"], line["value"]) for line in told.bill(of.account.bill))]
    for at, (name, value) in enumerate(lines):
        sheet.write_string(at, 0, name, bold)
        sheet.write_string(at, 1, value)
