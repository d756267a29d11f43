"""One source below the table: the accounts of its deliveries over time, and its last tries."""

from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
from dash import dcc, html
from django.utils.translation import gettext as _

from dashboards import charts, controls, queries
from dashboards.deliveries.table import account, words_of_account
from dashboards.schedules import chart
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.sentences import spoken
from gis_app.sources import freshness
from gis_app.sources.models import Delivery, Source
from gis_app.sources.pulls import Pull

MOST_BARS, MOST_TRIES = 60, 30
OPEN = (Delivery.State.RECEIVED, Delivery.State.RUNNING)


def detail(user: Any, source: Source, zone: ZoneInfo, data: str) -> list[Any]:
    """data: address of the page of deliveries."""
    tries = freshness.pulls(user, source.code, MOST_TRIES)
    again = [anew(source.code)] if may(user, Permission.SOURCE_IMPORT) else []
    parts = [html.Div(over_time(user, source, zone), className="sc-panel sc-plans__chart")]
    if tries:
        head = html.Div([html.H2(_("Last tries"), className="sc-heading"), *again], className="sc-plans__head")
        told = [head, table(tries, zone, data)]
        parts.append(html.Div(told, className="sc-panel sc-plans__tries"))
    return parts


def anew(code: str) -> html.Button:
    return html.Button(
        [controls.icon("restore"), _("Begin anew")],
        className="sc-button",
        type="button",
        title=_("Pull everything again from the beginning. The rows that are there stay."),
        **{"data-source": code, "data-act": "anew"},
    )


def over_time(user: Any, source: Source, zone: ZoneInfo) -> Any:
    frame = accounts(user, source, zone)
    if frame.empty:
        return controls.empty(_("%(source)s has brought nothing yet.") % {"source": source.title})
    title = _("%(source)s: rows of its last deliveries") % {"source": source.title}
    figure = chart.accounts(frame, words_of_account(), title, _("refused whole"))
    return dcc.Graph(figure=figure, config=charts.spoken(), style={"height": "260px"})


def accounts(user: Any, source: Source, zone: ZoneInfo) -> pd.DataFrame:
    """The last deliveries that ended, the oldest first, as the chart takes them."""
    ended = queries.deliveries(user).filter(source=source).exclude(state__in=OPEN)[:MOST_BARS]
    rows = [
        {
            "id": one.pk,
            "when": controls.short_moment(one.received_at.astimezone(zone)),
            "taken": one.state == Delivery.State.PUBLISHED,
            **account(one),
        }
        for one in reversed(list(ended))
    ]
    return pd.DataFrame(rows)


def table(tries: list[Pull], zone: ZoneInfo, data: str) -> html.Table:
    heads = [html.Th(_("Began")), html.Th(_("Result")), html.Th(_("Rows"), className="sc-num")]
    heads.append(html.Th(_("Taken over"), className="sc-num"))
    return html.Table(
        [html.Thead(html.Tr(heads)), html.Tbody([line(one, zone, data) for one in tries])], className="sc-rows"
    )


def line(one: Pull, zone: ZoneInfo, data: str) -> html.Tr:
    size = _("%(n)s MB") % {"n": controls.number(one.taken_bytes / 1_000_000, 1)} if one.taken_bytes else "—"
    rows = one.rows or (one.delivery.read if one.delivery else 0)
    return html.Tr(
        [
            html.Td(controls.moment(one.began_at.astimezone(zone)), className="sc-rows__when"),
            html.Td(result(one, data)),
            html.Td(controls.number(rows) if rows else "—", className="sc-num"),
            html.Td(size, className="sc-num"),
        ]
    )


def result(one: Pull, data: str) -> html.Div:
    """What the try came to; a delivery leads to its account."""
    chips = {
        Pull.State.RUNNING: ("accent", "loader-2", _("Running")),
        Pull.State.UNCHANGED: ("", "equal", _("Nothing new")),
        Pull.State.DELIVERED: ("good", "circle-check", _("Delivery %(n)s") % {"n": one.delivery_id}),
        Pull.State.FAILED: ("bad", "alert-circle", _("Failed")),
        Pull.State.CANCELLED: ("", "ban", _("Cancelled")),
    }
    tone, glyph, words = chips[Pull.State(one.state)]
    chip = controls.chip(words, tone, glyph)
    leads = html.A(chip, href=f"{data}?delivery={one.delivery_id}") if one.delivery_id else chip
    return html.Div([leads, *([html.Div(spoken(one.error), className="sc-caption")] if one.error else [])])
