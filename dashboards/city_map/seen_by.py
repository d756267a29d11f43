"""The part of an incident's card that names the cameras which see its place."""

from collections.abc import Mapping
from typing import Any

from dash import html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import controls, session
from layers.words import CAMERA_STATES, word

WORKS = ("working", "unknown")


def part(record: Mapping[str, Any]) -> list[html.Div]:
    """A line a camera, each opening its card; one sentence where none sees the place; nothing where nobody asks."""
    seen = record.get("seen_by")
    if seen is None:
        return []
    lines = [html.Li(line(one), className="sc-also__line") for one in seen["cameras"]]
    if not lines:
        return [html.Div(_("No camera sees this place."), className="sc-card__part sc-caption")]
    more = ngettext("and {n} camera more", "and {n} cameras more", seen["more"]).format(n=seen["more"])
    rest = [html.Div(more, className="sc-caption")] if seen["more"] else []
    named = html.Div(_("Classes of IEC/EN 62676-4:%(year)s") % {"year": seen["edition"]}, className="sc-caption")
    parts = [html.B(_("Seen by, today")), html.Ul(lines, className="sc-also"), *rest, named]
    return [html.Div(parts, className="sc-card__part")]


def line(one: Mapping[str, Any]) -> list[Any]:
    lon, lat = one["point"]
    address = f"{session.workspace().map}?map={lat:.5f},{lon:.5f},17.00&open=cameras/{one['camera']}"
    fine, far = controls.number(one["px_per_m"]), controls.number(one["distance_m"])
    told = [one["class"], _("%(px)s px/m at %(m)s m") % {"px": fine, "m": far}]
    told += [_("optics assumed")] if one["assumed"] else []
    told += [word(CAMERA_STATES, one["status"])] if one["status"] not in WORKS else []
    return [html.A([controls.icon("device-cctv"), one["code"]], href=address), " · ", " · ".join(filter(None, told))]
