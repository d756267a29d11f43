"""The card of a record: what it is, its facts, whose word it is, and the row as it came."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dash import html
from django.utils.translation import gettext as _

from dashboards import controls
from dashboards.city_map import edits, reports, seen_by
from dashboards.city_map.ids import Map

TONES = {
    "cameras": "camera",
    "coverage": "camera",
    "gaps": "bad",
    "crimes": "bad",
    "accidents": "",
    "calls": "",
    "sites": "accent",
}
GLYPHS = {
    "cameras": "device-cctv",
    "coverage": "device-cctv",
    "gaps": "eye-off",
    "crimes": "alert-triangle",
    "accidents": "car-crash",
    "calls": "phone-call",
    "sites": "building-community",
    "buildings": "building",
    "streets": "road",
    "areas": "map-pin",
}


def card(record: Mapping[str, Any], names: Mapping[str, str], data: str) -> list[html.Div]:
    """The parts of the card.

    record: what `/api/v1/{layer}/{id}` answered, or `{"layer", "error"}`. names: layer to its title.
    data: address of the page of deliveries, "" where the reader has none.
    """
    if record.get("error"):
        return [top(record, names), controls.error(_("The record did not open."), record["error"])]
    parts = [top(record, names), edits.place(record), *passport(record), facts(record), *reports.part(record, names)]
    return [*parts, *seen_by.part(record), edits.past(), origin(record, data), raw(record)]


def passport(record: Mapping[str, Any]) -> list[html.Div]:
    """The way from a camera to its passport: its rules, checks and work orders."""
    if record["layer"] != "cameras":
        return []
    address = f"/cameras/{record['id']}/"
    ways = [
        ("id-badge", _("Passport"), ""),
        ("eye-off", _("View blocked…"), "#h-check"),
        ("tool", _("Work orders"), "#h-work"),
    ]
    links = [
        html.A([controls.icon(glyph), title], href=address + at, className="sc-button") for glyph, title, at in ways
    ]
    return [html.Div(links, className="sc-card__part")]


def top(record: Mapping[str, Any], names: Mapping[str, str]) -> html.Div:
    layer = record["layer"]
    close = html.Button(
        controls.icon("x"),
        id=Map.CLOSE,
        className="sc-button sc-button--plain sc-push",
        type="button",
        title=_("Close"),
        **{"aria-label": _("Close")},
    )
    return html.Div(
        [
            html.Div(
                [controls.chip(names.get(layer, layer), TONES.get(layer, ""), GLYPHS.get(layer)), close],
                className="sc-card__top",
            ),
            html.H2(record.get("title", ""), className="sc-title"),
        ],
        className="sc-card__part",
    )


def facts(record: Mapping[str, Any]) -> html.Div:
    pairs = [(fact["name"], text(fact["value"])) for fact in record["facts"]]
    return html.Div(controls.facts([*pairs, *coordinates(record.get("point"))]), className="sc-card__part")


def coordinates(point: Sequence[float] | None) -> list[tuple[str, Any]]:
    """Latitude, longitude, and a button that copies them; nothing where there is no point."""
    if not point:
        return []
    written = f"{point[1]:.6f}, {point[0]:.6f}"
    copy = html.Button(
        [controls.icon("copy"), html.Span("", role="status")],
        className="sc-button sc-card__copy",
        type="button",
        title=_("Copy the coordinates"),
        **{"data-copy": written, "data-copied": _("Copied"), "aria-label": _("Copy the coordinates")},
    )
    return [(_("Coordinates"), [html.Span(f"{point[1]:.5f}, {point[0]:.5f}"), " ", copy])]


def origin(record: Mapping[str, Any], data: str) -> html.Div:
    """The source's name and licence, and the delivery that brought the row."""
    source, delivery = record["source"], record["delivery"]
    if source is None:
        return html.Div(hidden=True)
    lines = [
        html.Div(
            [_("Source"), ": ", html.B(source["name"]), f" · {source['licence']}" if source.get("licence") else ""]
        )
    ]
    if delivery:
        day = controls.day(datetime.fromisoformat(delivery["received"]))
        named = _("delivery %(id)s of %(day)s") % {"id": delivery["id"], "day": day}
        link = html.A(named, href=f"{data}?delivery={delivery['id']}") if data else named
        lines.append(html.Div([link, f" · {delivery['file']}"]))
    return html.Div(lines, className="sc-card__part sc-caption")


def raw(record: Mapping[str, Any]) -> html.Div:
    """The source's row, word for word, folded away."""
    row = record.get("raw") or {}
    if not row and record["source"] is None:
        return html.Div(hidden=True)
    pairs = ((name, text(value)) for name, value in row.items())
    folded = html.Details([html.Summary(_("The row as it came")), controls.facts(pairs)])
    return html.Div(folded, className="sc-card__part")


def text(value: Any) -> str:
    """Any JSON value as one line."""
    if value is None or value == "":
        return "—"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {text(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(text(one) for one in value)
    return str(value)
