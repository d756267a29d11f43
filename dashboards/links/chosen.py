"""The chosen link: both records, how far apart they are, and what a person may say of them."""

from typing import Any

from dash import html
from django.utils.translation import gettext as _

from dashboards import controls, queries
from dashboards.links import compared, deciding, words
from dashboards.links.ids import Links
from gis_app.incidents.links.models import Link
from gis_app.incidents.links.pairs import pairs


def panel(user: Any, row: Link) -> html.Div:
    records = [compared.record(user, row.layer_a, row.a), compared.record(user, row.layer_b, row.b)]
    return html.Div(
        [
            html.Div([*heading(row), buttons()], className="sc-links__acts"),
            *([controls.state("stale", "unlink", words.broken(row))] if row.broken else []),
            compared.spots(Links.MAP, records),
            html.Div(compared.table(records), className="sc-links__facts"),
        ],
        className="sc-panel sc-links__chosen",
    )


def heading(row: Link) -> list[Any]:
    tone, glyph, text = words.state(row)
    declared = pairs().get(row.pair)
    limits = f" · {words.limits(declared)}" if declared else ""
    decided = controls.moment(row.at.astimezone(queries.zone_of_city())) if row.at else ""
    return [
        html.Div(
            [
                html.Div([controls.chip(text, tone, glyph), html.B(words.apart(row))], className="sc-links__state"),
                html.Div(" · ".join(filter(None, [limits.removeprefix(" · "), decided])), className="sc-caption"),
            ]
        )
    ]


def buttons() -> html.Div:
    return deciding.buttons(
        Links.DECIDE, ("same", "check", _("Same event"), "S"), ("different", "x", _("Not the same"), "N")
    )


def told(row: Link, *, undone: bool = False) -> str:
    """What was done, for the line below."""
    if undone:
        return _("Taken back. It waits for a person, or links by itself where nothing else is near.")
    done = {
        Link.State.SAME: _("Linked as one event. U takes it back."),
        Link.State.DIFFERENT: _("Kept apart for good. U takes it back."),
        Link.State.LATER: _("Put off. U takes it back."),
    }
    return done.get(Link.State(row.state), "")
