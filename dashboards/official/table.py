"""Kinds of incidents of a period against the same days a year before, as a table."""

from typing import Any

from dash import html
from django.utils.translation import gettext as _

from dashboards import controls
from dashboards.official import tiles
from dashboards.official.figures import Change, Compared
from dashboards.official.periods import Period
from dashboards.workspaces import OFFICIAL
from gis_app.incidents import kinds as taxonomy


def kinds(found: dict[str, Compared | None], period: Period) -> html.Section:
    """All kinds that there were in either year, the most frequent first."""
    rows = [
        (change, kind, layer, one.days) for layer, one in found.items() if one for kind, change in one.kinds.items()
    ]
    rows.sort(key=lambda row: -row[0].now)
    if not rows:
        return html.Section(controls.empty(_("No incidents in this period."), newest(found)), className="sc-panel")
    right = {"className": "sc-num"}
    head = [
        html.Th(_("Kind")),
        html.Th(_("In the period"), **right),
        html.Th(_("Year before"), **right),
        html.Th(_("Change, 95 %\N{NO-BREAK SPACE}interval"), **right),
        html.Th(_("Verdict")),
    ]
    body = [line(change, kind, days) for change, kind, _layer, days in rows]
    return html.Section(
        [
            html.H2(_("By kind"), className="sc-heading sc-overview__by"),
            html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="sc-rows"),
            html.P(caution(len(rows)), className="sc-caption sc-overview__by"),
        ],
        className="sc-panel sc-overview__kinds",
    )


def line(change: Change, kind: str, days: Period) -> html.Tr:
    link = html.A(taxonomy.title(kind), href=f"{OFFICIAL.map}{days.query(kind=kind)}", className="sc-rows__name")
    return html.Tr(
        [
            html.Td(link),
            html.Td(controls.number(change.now), className="sc-num"),
            html.Td(controls.number(change.before) if change.ratio else "—", className="sc-num"),
            html.Td(percent(change), className="sc-num"),
            html.Td(tiles.verdict(change)),
        ]
    )


def percent(change: Change) -> str:
    if change.ratio is None:
        return "—"
    return _("too few cases") if change.few else tiles.in_percent(change.ratio)


def caution(rows: int) -> str:
    """What a reader of many intervals must know."""
    return _(
        "%(n)s kinds are compared at once: of twenty that did not change, one looks changed by chance. "
        "Look at the figure of a kind together with what you knew before."
    ) % {"n": controls.number(rows)}


def newest(found: dict[str, Compared | None]) -> Any:
    """The step out of an empty period."""
    days = [one.newest for one in found.values() if one]
    return _("The newest is of %(day)s. Choose a period with it.") % {"day": controls.day(max(days))} if days else ""
