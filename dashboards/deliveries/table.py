"""The table of deliveries, a row a delivery, each with its account."""

from typing import Any
from zoneinfo import ZoneInfo

import dash_mantine_components as dmc
import orjson
from dash import html
from django.utils.translation import gettext as _

from dashboards import controls, theme
from dashboards.deliveries.ids import Data
from gis_app.sentences import spoken
from layers.words import REASONS, word

MOST = 200
TEXT_LIMIT = 2_000


def account(delivery: Any) -> dict[str, int]:
    """Counts of source rows: read is the sum of the other four."""
    return {name: getattr(delivery, name) for name in ("read", *theme.ACCOUNT)}


def words_of_account() -> dict[str, str]:
    return {"loaded": _("loaded"), "updated": _("updated"), "unchanged": _("unchanged"), "rejected": _("rejected")}


def note(name: str) -> str:
    """What a note of the account means."""
    words = {
        "stated_area_differs": _("the stated area is not where the point lies"),
        "stated_beat_differs": _("the stated beat is not where the point lies"),
        "in_no_area": _("in no area"),
        "skipped_hour": _("hour skipped by the clocks"),
        "repeated_hour": _("hour that came twice"),
        "skipped_outside": _("outside the city, not read"),
        "gone": _("no longer listed by the source; they stay"),
        "placed_by_address": _("placed by the address"),
    }
    if name.startswith("blank_"):
        return _("blank: %(field)s") % {"field": name.removeprefix("blank_")}
    if name.startswith("beside_"):
        return _("rows in the table beside it: %(table)s") % {"table": name.removeprefix("beside_")}
    if name.startswith("alone_"):
        return _("rows of a table beside it that belong to no row: %(table)s") % {"table": name.removeprefix("alone_")}
    return words.get(name, name)


def table(deliveries: list[Any], zone: ZoneInfo) -> html.Table:
    """Source and file, times, the four counts, the bar, the result; a click on the source opens a delivery below."""
    right = {"className": "sc-num"}
    counts = [html.Th([swatch(name), text.capitalize()], **right) for name, text in words_of_account().items()]
    head = [
        html.Th(_("Source and file")),
        html.Th(_("Received")),
        html.Th(_("Read"), **right),
        *counts,
        html.Th("", className="sc-rows__bar"),
        html.Th(_("Took"), **right),
        html.Th(_("Result")),
    ]
    return html.Table(
        [html.Thead(html.Tr(head)), html.Tbody([line(one, zone) for one in deliveries])], className="sc-rows"
    )


def swatch(name: str) -> html.I:
    """The colour that a count has in the bar."""
    return html.I(className="sc-swatch", style={"backgroundColor": theme.ACCOUNT[name]})


def line(delivery: Any, zone: ZoneInfo) -> html.Tr:
    numbers = account(delivery)
    counts = [
        html.Td(controls.number(value), className=f"sc-num sc-rows__{name}" if value else "sc-num sc-quiet")
        for name, value in numbers.items()
    ]
    link = html.A(delivery.source.title, href=f"?delivery={delivery.pk}", className="sc-rows__name")
    took = _("%(n)s s") % {"n": controls.number(delivery.seconds, 0 if delivery.seconds >= 10 else 1)}
    return html.Tr(
        [
            html.Td([link, html.Div(delivery.file_name, className="sc-caption")]),
            html.Td(controls.moment(delivery.received_at.astimezone(zone)), className="sc-rows__when"),
            *counts,
            html.Td(controls.account_bar(numbers)),
            html.Td(took, className="sc-num"),
            html.Td(result(delivery)),
        ],
        id={"type": Data.ROW, "id": delivery.pk},
    )


def result(delivery: Any) -> html.Div:
    """The state as a chip; the sentence of a refusal below it."""
    tones = {
        "received": ("", "clock", _("Received")),
        "running": ("accent", "loader-2", _("Running")),
        "published": ("good", "circle-check", _("Published")),
        "refused": ("bad", "circle-x", _("Refused whole")),
        "failed": ("bad", "alert-circle", _("Failed")),
        "cancelled": ("", "ban", _("Cancelled")),
    }
    tone, glyph, words = tones[delivery.state]
    return html.Div(
        [
            controls.chip(words, tone, glyph),
            *([html.Div(spoken(delivery.error), className="sc-caption")] if delivery.error else []),
        ]
    )


def reason_choice(choices: list[dict[str, str]]) -> dmc.Select:
    return dmc.Select(
        id=Data.REASON, data=choices, placeholder=_("All reasons"), clearable=True, w=260, **{"aria-label": _("Reason")}
    )


def rejection_row(rejection: Any) -> dict[str, Any]:
    """A rejected row as the grid shows it."""
    return {
        "id": str(rejection.pk),
        "line": rejection.line,
        "reason": word(REASONS, rejection.reason),
        "detail": rejection.detail,
        "proposal": proposal(rejection),
        "raw": orjson.dumps(rejection.raw).decode()[:TEXT_LIMIT],
    }


def proposal(rejection: Any) -> str:
    """A proposed point as "as written → proposed", latitude first; as written where only the axes are swapped."""
    point = rejection.proposal
    if point is None:
        return ""
    proposed = f"{point.y:.5f} · {point.x:.5f}"
    return f"{point.x:.5f} · {point.y:.5f} → {proposed}" if rejection.reading in ("", "swapped") else f"→ {proposed}"
