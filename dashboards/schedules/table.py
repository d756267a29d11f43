"""The table of sources, a row a source: how fresh it is, what is expected, when it comes next."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dash import html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import controls, freshness
from gis_app.sentences import spoken
from gis_app.sources.freshness import Arrival
from gis_app.sources.pulls import Schedule

CHIPS = {"ok": ("good", "circle-check"), "late": ("caution", "clock-exclamation"), "off": ("bad", "plug-connected-x")}


def table(rows: list[Arrival], zone: ZoneInfo, now: datetime, data: str, may_change: bool) -> html.Table:
    """data: address of the page of deliveries. may_change: whether the reader switches pulls on and off."""
    heads = [_("Source"), _("Last delivery"), _("Newest event"), _("Expected"), _("State"), _("Next pull"), ""]
    lines = [line(one, zone, now, data, may_change) for one in rows]
    return html.Table(
        [html.Thead(html.Tr([html.Th(head) for head in heads])), html.Tbody(lines)], className="sc-rows sc-plans"
    )


def line(one: Arrival, zone: ZoneInfo, now: datetime, data: str, may_change: bool) -> html.Tr:
    link = html.A(one.source.title, href=f"?source={one.source.code}", className="sc-rows__name")
    below = [*([controls.chip(_("required"))] if one.required else []), one.source.publisher]
    last = controls.moment(one.received_at.astimezone(zone)) if one.received_at else _("never")
    cells = [
        html.Td([link, html.Div(below, className="sc-caption sc-plans__below")]),
        html.Td(last, className="sc-rows__when"),
        html.Td(controls.day(one.newest) if one.newest else "—", className="sc-rows__when"),
        html.Td(expected(one.source.rhythm_days)),
        html.Td(state(one, now, data)),
        html.Td(following(one.schedule, zone, now)),
        html.Td(buttons(one.schedule) if may_change and one.schedule else "", className="sc-plans__acts"),
    ]
    return html.Tr(cells)


def expected(rhythm_days: float | None) -> str:
    """How often a source should come."""
    if rhythm_days is None:
        return _("as it is given")
    if rhythm_days < 1:
        hours = max(1, round(24 * rhythm_days))
        return ngettext("every %(n)s hour", "every %(n)s hours", hours) % {"n": controls.number(hours)}
    days = round(rhythm_days)
    return ngettext("every %(n)s day", "every %(n)s days", days) % {"n": controls.number(days)}


def state(one: Arrival, now: datetime, data: str) -> html.Div:
    """How fresh the source is as a chip, and below it why the last try or delivery came to nothing."""
    tone, glyph, words = "", "clock", _("no rhythm declared")
    if one.received_at is None:
        words = _("never came")
        tone, glyph = CHIPS["late"] if one.required else (tone, glyph)
    elif one.source.rhythm_days is not None:
        beyond = now - one.received_at - timedelta(days=one.source.rhythm_days)
        kind = freshness.state_of(one.received_at, one.source.rhythm_days, now)
        tone, glyph = CHIPS[kind]
        words = _("fresh") if kind == "ok" else freshness.lateness(beyond)
    return html.Div([controls.chip(words, tone, glyph), *trouble(one, data)])


def trouble(one: Arrival, data: str) -> list[Any]:
    """Sentences of what failed last, nothing when all is well."""
    said = []
    if one.schedule and one.schedule.error:
        said.append(html.Div(spoken(one.schedule.error), className="sc-caption sc-plans__error"))
    if one.last and one.last.refused:
        words = _("The last delivery was refused.")
        refused = html.A(words, href=f"{data}?delivery={one.last.refused}", className="sc-plans__link")
        said.append(html.Div(refused, className="sc-caption"))
    return said


def following(row: Schedule | None, zone: ZoneInfo, now: datetime) -> Any:
    """When the source is pulled next, and by which calendar."""
    if row is None:
        return html.Span(_("given by hand"), className="sc-quiet")
    if not row.on:
        return html.Span(_("paused"), className="sc-quiet")
    if row.due is None:
        return html.Span(_("its pull is no longer declared"), className="sc-quiet")
    when = _("in a moment") if row.due <= now else controls.moment(row.due.astimezone(zone))
    tries = ngettext("%(n)s failed try", "%(n)s failed tries", row.failures) % {"n": controls.number(row.failures)}
    below = tries if row.failures else html.Code(row.calendar)
    return html.Div([html.Div(when, className="sc-rows__when"), html.Div(below, className="sc-caption")])


def buttons(row: Schedule) -> html.Div:
    """What a planner may do with the schedule; assets/schedules.js does it."""
    code = row.source.code
    if not row.on:
        return html.Div([act(code, "on", "player-play", _("Resume"))])
    return html.Div([act(code, "now", "refresh", _("Pull now")), act(code, "off", "player-pause", _("Pause"))])


def act(code: str, what: str, glyph: str, words: str) -> html.Button:
    return html.Button(
        [controls.icon(glyph), words],
        className="sc-button sc-button--framed",
        type="button",
        **{"data-source": code, "data-act": what},
    )
