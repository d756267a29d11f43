"""How fresh each source is: against the rhythm that it declares, or by its age where it declares none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from dash import html
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import controls
from gis_app.incidents.filters import Filters
from gis_app.places import queries as places
from gis_app.sources import queries as sources
from layers.access import layers_of
from layers.layer import Layer
from layers.origin import path

State = Literal["ok", "late", "off", "age"]
GLYPHS: dict[State, str] = {
    "ok": "circle-check",
    "late": "clock-exclamation",
    "off": "plug-connected-x",
    "age": "clock",
}
WORST_FIRST: tuple[State, ...] = ("off", "late", "ok", "age")
SILENT_RHYTHMS = 3


@dataclass(frozen=True)
class Freshness:
    """How fresh one source is; `when` is a ready sentence, `delivery` the number of what it last brought."""

    name: str
    when: str
    state: State
    delivery: int | None
    title: str = ""
    source: int = 0


def of_sources(user: Any, now: datetime | None = None) -> list[Freshness]:
    """Every source that has delivered, the worst first: when it last came, and whether that is late."""
    now, city = now or timezone.now(), places.city()
    zone = city.zone if city else ZoneInfo("UTC")
    found = [told(row, now, zone) for row in sources.last_deliveries(user)]
    return sorted(found, key=lambda one: WORST_FIRST.index(one.state))


def late_layers(user: Any, now: datetime | None = None) -> dict[str, list[Freshness]]:
    """The sources that are late or were refused, by the layer that has rows of them, the worst first."""
    late = [one for one in of_sources(user, now) if one.state in ("off", "late")]
    fed = {layer.id: [one for one in late if feeds(one, layer, user)] for layer in layers_of(user)} if late else {}
    return {layer: sources for layer, sources in fed.items() if sources}


def feeds(one: Freshness, layer: Layer, user: Any) -> bool:
    """Whether any row of the layer, seen or not, came from the source: that tells of no row."""
    rows = layer.rows(user, Filters()).model._default_manager
    return layer.origin is not None and rows.filter(**{path(layer, "source"): one.source}).exists()


def told(row: Any, now: datetime, zone: ZoneInfo) -> Freshness:
    """row: a `sources.queries.Last`."""
    when = controls.short_moment(row.received_at.astimezone(zone)) if row.received_at else _("never")
    if row.refused_at:
        refused = _("refused %(when)s") % {"when": controls.short_moment(row.refused_at.astimezone(zone))}
        kept = _("What is shown is of %(when)s.") % {"when": when}
        return Freshness(row.name, refused, "off", row.refused, kept, row.source)
    state = state_of(row.received_at, row.rhythm_days, now)
    if state in ("late", "off"):
        late = now - row.received_at - timedelta(days=row.rhythm_days)
        last = _("Last came %(when)s.") % {"when": when}
        return Freshness(row.name, lateness(late), state, row.delivery, last, row.source)
    title = _("Comes as it is given; no rhythm is declared.") if state == "age" else ""
    return Freshness(row.name, when, state, row.delivery, title, row.source)


def state_of(received: datetime | None, rhythm_days: float | None, now: datetime) -> State:
    """ok within the declared rhythm, late beyond it, off beyond three of it; age where none is declared.

    >>> at = datetime(2026, 6, 10)
    >>> [state_of(datetime(2026, 6, day), 2, at) for day in (9, 6, 1)], state_of(datetime(2020, 1, 1), None, at)
    (['ok', 'late', 'off'], 'age')
    """
    if rhythm_days is None or received is None:
        return "age"
    age = now - received
    if age <= timedelta(days=rhythm_days):
        return "ok"
    return "late" if age <= timedelta(days=SILENT_RHYTHMS * rhythm_days) else "off"


def lateness(late: timedelta) -> str:
    if late < timedelta(days=1):
        hours = max(1, int(late.total_seconds() // 3600))
        return ngettext("late by %(n)s hour", "late by %(n)s hours", hours) % {"n": controls.number(hours)}
    return ngettext("late by %(n)s day", "late by %(n)s days", late.days) % {"n": controls.number(late.days)}


def strip(fresh: Sequence[Freshness], data: str) -> html.Footer:
    """The sources at the foot of the page, each with a way to its delivery where the reader has such a page."""
    chips = [chip(one, data) for one in fresh] or [html.Span(_("No deliveries yet"), className="sc-quiet")]
    link = [html.A(_("All sources"), href=data, className="sc-strip__all")] if data else []
    return html.Footer([html.Div(chips, className="sc-strip__sources"), *link], className="sc-strip")


def chip(one: Freshness, data: str) -> Any:
    words = [controls.icon(GLYPHS[one.state]), one.name, html.B(one.when)]
    style = {"className": f"sc-fresh sc-fresh--{one.state}", "title": one.title or None}
    if data and one.delivery:
        return html.A(words, href=f"{data}?delivery={one.delivery}", **style)
    return html.Span(words, **style)
