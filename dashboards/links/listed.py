"""The queue of links: its filters, its rows, and what is said where it is empty."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html
from django.utils.translation import gettext as _

from dashboards import controls, queries
from dashboards.links import words
from dashboards.links.address import Asked
from gis_app.incidents import kinds
from gis_app.incidents.filters import Filters
from gis_app.incidents.links.models import Link
from gis_app.incidents.links.pairs import pairs as declared
from layers.registry import BY_ID

MOST = 200
Heads = Mapping[tuple[str, int], str]


def shows(asked: Asked, counts: Mapping[str, int]) -> html.Nav:
    """The queues with their numbers."""
    return html.Nav(
        [
            dcc.Link(
                [title, html.B(controls.number(counts[show]), className="sc-num")],
                href=asked.query(show=show, link=None),
                className="sc-links__show sc-links__show--on" if show == asked.show else "sc-links__show",
            )
            for show, title in words.shows().items()
        ],
        className="sc-links__shows",
        **{"aria-label": _("Queues")},
    )


def pairs(asked: Asked) -> html.Nav:
    """The declared pairs of layers to choose from."""
    choices = [("", _("All pairs"), ""), *((name, words.pair(one), words.limits(one)) for name, one in offered())]
    return html.Nav(
        [
            dcc.Link(
                title,
                href=asked.query(pair=name, link=None),
                title=limits,
                className="sc-chip sc-chip--accent" if name == asked.pair else "sc-chip",
            )
            for name, title, limits in choices
        ],
        className="sc-links__pairs",
        **{"aria-label": _("Pairs of layers")},
    )


def offered() -> list[tuple[str, Any]]:
    """The declared pairs that have any link."""
    there = set(Link.objects.order_by().values_list("pair", flat=True).distinct())
    return [(name, one) for name, one in declared().items() if name in there]


def queue(user: Any, rows: Sequence[Link], asked: Asked, chosen: Link) -> html.Div:
    """A line a link; of many the first `MOST`, saying so."""
    told = heads(user, [*rows])
    lines = [line(row, told, asked, on=row.pk == chosen.pk) for row in rows]
    cut = [html.P(_("The first %(n)s. Decide them, and the next come.") % {"n": MOST}, className="sc-caption")]
    return html.Div(
        [html.Ol(lines, className="sc-links__list"), *(cut if len(rows) == MOST else [])],
        className="sc-panel sc-links__queue",
    )


def heads(user: Any, rows: Sequence[Link]) -> dict[tuple[str, int], str]:
    """Kind and moment of every record of the rows that the person may see."""
    ends = {(row.layer_a, row.a) for row in rows} | {(row.layer_b, row.b) for row in rows}
    zone, told = queries.zone_of_city(), {}
    for layer in {layer for layer, _number in ends}:
        wanted = [number for of, number in ends if of == layer]
        for one in BY_ID[layer].rows(user, Filters()).filter(pk__in=wanted):
            when = controls.day(one.day) if one.time_precision == "day" else controls.moment(one.at.astimezone(zone))
            told[layer, one.pk] = f"{kinds.title(one.kind)} · {when}"
    return told


def line(row: Link, told: Heads, asked: Asked, *, on: bool) -> html.Li:
    ends = [told.get(end, _("This record is gone.")) for end in ((row.layer_a, row.a), (row.layer_b, row.b))]
    parts = [html.Div([html.I(letter), one]) for letter, one in zip("AB", ends, strict=True)]
    tone, glyph, text = words.state(row)
    foot = html.Div([controls.chip(text, tone, glyph), html.Span(words.apart(row), className="sc-caption")])
    name = "sc-links__row sc-links__row--on" if on else "sc-links__row"
    return html.Li(dcc.Link([*parts, foot], href=asked.query(link=row.pk), className=name))


def nothing(asked: Asked) -> list[Any]:
    """The state, its cause, and the step that changes it."""
    told = {
        "waiting": (
            _("Nothing waits for you."),
            _("Deliveries are compared as they come; what is certain links by itself. To look again: ./safecity link"),
        ),
        "broken": (_("Every link still fits."), _("A link whose record moved away or is gone appears here.")),
        "later": (_("Nothing is put off."), ""),
        "linked": (_("Nothing has linked itself yet."), _("Two sources that tell of the same events are needed.")),
        "decided": (_("Nobody has decided anything yet."), ""),
    }
    return [html.Div(controls.empty(*told[asked.show]), className="sc-panel sc-links__empty")]
