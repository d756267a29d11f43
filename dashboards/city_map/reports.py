"""The part of an incident's card that names the other reports of the same event."""

from collections.abc import Mapping
from typing import Any

from dash import html
from django.utils.translation import gettext as _

from dashboards import controls, session


def part(record: Mapping[str, Any], names: Mapping[str, str]) -> list[html.Div]:
    """A line a report, each opening its card; nothing where there is none."""
    also = record.get("also") or []
    if not also:
        return []
    lines = [html.Li(line(one, names), className="sc-also__line") for one in also]
    note = html.Div(_("Totals count each report."), className="sc-caption")
    return [
        html.Div([html.B(_("Reported also by")), html.Ul(lines, className="sc-also"), note], className="sc-card__part")
    ]


def line(one: Mapping[str, Any], names: Mapping[str, str]) -> list[Any]:
    lon, lat = one["point"]
    address = f"{session.workspace().map}?map={lat:.5f},{lon:.5f},17.00&open={one['layer']}/{one['id']}"
    how = _("decided by a person") if one["certain"] else _("linked by itself")
    layer = names.get(one["layer"], one["layer"])
    return [html.A([controls.icon("link"), one["source"]], href=address), f" · {layer} · {one['title']} · {how}"]
