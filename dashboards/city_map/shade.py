"""The choice to shade districts by what happened in them; assets/shade.mjs asks, paints and tells."""

from typing import Any

from dash import html
from django.utils.translation import gettext as _

from gis_app.modules import INCIDENTS, any_on


def control() -> list[Any]:
    """The choice, and a place for the legend and the districts' table; nothing where the city has no incidents."""
    if not any_on(INCIDENTS):
        return []
    choices = {"": _("not shaded"), "n": _("by incidents"), "rate": _("by incidents per 1,000 residents")}
    options = [html.Option(words, value=code) for code, words in choices.items()]
    words = {
        "data-district": _("District"),
        "data-n": _("Incidents"),
        "data-totals": _("of them totals"),
        "data-rate": _("per 1,000"),
        "data-table": _("Districts as a table"),
        "data-failed": _("The numbers of the districts did not arrive."),
    }
    return [
        html.Label(
            [html.Span(_("Districts")), html.Select(options, id="shade", className="sc-select")], htmlFor="shade"
        ),
        html.Div([], id="shade-legend", className="sc-shades", role="status", **words),
    ]
