"""The parts of the page: queues, list, and the chosen proposal with both passports."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from django.utils.translation import gettext as _

from dashboards import controls
from dashboards.inventory import words
from dashboards.inventory.address import Asked
from dashboards.inventory.ids import Inventory
from dashboards.links import compared, deciding
from gis_app.devices.inventory.models import Proposal
from gis_app.incidents.filters import Filters
from layers.registry import BY_ID

MOST = 300
FARTHEST_M = 150
USUAL_M = 5


def shows(asked: Asked, counts: Mapping[str, int]) -> html.Nav:
    """The queues with their numbers."""
    return html.Nav(
        [
            dcc.Link(
                [title, html.B(controls.number(counts[show]), className="sc-num")],
                href=asked.query(show),
                className="sc-links__show sc-links__show--on" if show == asked.show else "sc-links__show",
            )
            for show, title in words.shows().items()
        ],
        className="sc-links__shows",
        **{"aria-label": _("Queues")},
    )


def bulk(asked: Asked) -> html.Div:
    """Accepting in bulk, where a queue of one verdict is open: of pairs those within so many metres."""
    if asked.show not in Proposal.Verdict.values:
        return html.Div()
    pairs = asked.show in ("same", "moved")
    metres = dmc.NumberInput(
        id=Inventory.METRES,
        value=USUAL_M if asked.show == "same" else FARTHEST_M,
        min=0,
        max=FARTHEST_M,
        suffix=" " + _("m"),
        style={"display": "block" if pairs else "none", "width": "88px"},
        **{"aria-label": _("At most so many metres apart")},
    )
    title = _("Accept all without doubt within") if pairs else _("Accept all")
    button = html.Button(title, id=Inventory.ALL, className="sc-button sc-button--framed", type="button")
    return html.Div([button, metres], className="sc-links__bulk")


def queue(user: Any, rows: Sequence[Proposal], asked: Asked, chosen: Proposal) -> html.Div:
    told = names(user, rows)
    lines = [line(row, told, asked, on=row.pk == chosen.pk) for row in rows]
    cut = [html.P(_("The first %(n)s. Decide them, and the next come.") % {"n": MOST}, className="sc-caption")]
    return html.Div(
        [html.Ol(lines, className="sc-links__list"), *(cut if len(rows) == MOST else [])],
        className="sc-panel sc-links__queue",
    )


def names(user: Any, rows: Sequence[Proposal]) -> dict[int, str]:
    ids = {number for row in rows for number in (row.camera, row.listed) if number is not None}
    layer = BY_ID["cameras"]
    return {one.pk: layer.heading(one) for one in layer.rows(user, Filters()).filter(pk__in=ids)}


def line(row: Proposal, told: Mapping[int, str], asked: Asked, *, on: bool) -> html.Li:
    ends = [(letter, told.get(number, "")) for letter, number in (("A", row.camera), ("B", row.listed)) if number]
    parts = [html.Div([html.I(letter), name]) for letter, name in ends if name]
    tone, glyph, text = words.verdict(row)
    doubt = [controls.chip(_("doubtful"), "caution", "help")] if row.rivals else []
    foot = [controls.chip(text, tone, glyph), *doubt]
    rest = [html.Span(part, className="sc-caption") for part in (words.apart(row), words.state(row)) if part]
    name = "sc-links__row sc-links__row--on" if on else "sc-links__row"
    return html.Li(dcc.Link([*parts, html.Div([*foot, *rest])], href=asked.query(proposal=row.pk), className=name))


def panel(user: Any, row: Proposal) -> html.Div:
    """Both passports side by side; of a single, the one."""
    ends = [(letter, number) for letter, number in (("A", row.camera), ("B", row.listed)) if number is not None]
    found = [(letter, compared.record(user, "cameras", number)) for letter, number in ends]
    there = [(letter, record) for letter, record in found if record] or found
    records = [record for _letter, record in there]
    tone, glyph, text = words.verdict(row)
    head = html.Div(
        [
            html.Div([controls.chip(text, tone, glyph), html.B(words.apart(row))], className="sc-links__state"),
            html.Div(words.meaning(row), className="sc-caption"),
        ]
    )
    return html.Div(
        [
            html.Div([head, buttons()], className="sc-links__acts"),
            compared.spots(Inventory.MAP, records, [letter for letter, _record in there]),
            html.Div(compared.table(records, [letter for letter, _record in there]), className="sc-links__facts"),
        ],
        className="sc-panel sc-links__chosen",
    )


def buttons() -> html.Div:
    return deciding.buttons(
        Inventory.DECIDE, ("accepted", "check", _("Accept"), "A"), ("refused", "x", _("Refuse"), "N")
    )


def nothing(asked: Asked) -> html.Div:
    told = {
        "decided": (_("Nobody has decided anything yet."), ""),
        "later": (_("Nothing is put off."), ""),
    }
    usual = (
        _("Nothing waits here."),
        _("When a camera list comes again, what it changes appears here. To look before: ./safecity reconcile FILE"),
    )
    return html.Div(controls.empty(*told.get(asked.show, usual)), className="sc-panel sc-links__empty")
