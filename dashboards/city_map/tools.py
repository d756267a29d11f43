"""The tools on the map: measure, draw an area, undo; assets/draw.mjs answers them."""

import json

from dash import html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dashboards import controls


def tools() -> html.Div:
    """The bar of tools, and beside it what is being measured and what lies in the drawn area."""
    groups = [
        [
            tool("line", "ruler-measure", _("Measure a distance")),
            tool("area", "dimensions", _("Measure an area")),
        ],
        [
            tool("polygon", "polygon", _("Draw an area and see what is in it")),
            tool("circle", "circle-dashed", _("Draw a circle and see what is in it")),
        ],
        [
            tool("undo", "arrow-back-up", _("Undo (Ctrl+Z)")),
            tool("redo", "arrow-forward-up", _("Redo (Ctrl+Shift+Z)")),
        ],
    ]
    bar = html.Div(
        [html.Div(group, className="sc-tools__group") for group in groups],
        className="sc-tools__bar",
        role="toolbar",
        **{"aria-label": _("Drawing and measuring")},
    )
    beside = html.Div(
        [
            html.Div(
                [html.Div("", id="measured", role="status"), html.Div("", id="hint", className="sc-caption")],
                className="sc-measured",
            ),
            html.Div([], id="selection", className="sc-selection", role="region", **{"aria-label": _("Drawn area")}),
        ],
        className="sc-tools__beside",
    )
    return html.Div([bar, beside], id="tools", className="sc-tools", **{"data-words": json.dumps(words())})


def tool(name: str, glyph: str, title: str) -> html.Button:
    pressed = {"aria-disabled": "true"} if name in ("undo", "redo") else {"aria-pressed": "false"}
    return html.Button(
        controls.icon(glyph),
        className="sc-tool",
        type="button",
        title=title,
        **{"data-draw": name, "aria-label": title, **pressed},
    )


def words() -> dict[str, object]:
    """What the browser says while something is drawn."""
    ends = _("Enter ends, Backspace takes the last point back, Esc cancels.")
    return {
        "lang": get_language(),
        "m": _("m"),
        "km": _("km"),
        "m2": _("m²"),
        "km2": _("km²"),
        "radius": _("radius {length}"),
        "stretch": _("last stretch {length}"),
        "edge": _("around it {length}"),
        "crossing": _("The edges cross. Take the last point back and go round without crossing."),
        "hints": {
            "line": _("Click the points of the way.") + f" {ends}",
            "area": _("Click the corners.") + f" {ends}",
            "polygon": _("Click the corners, the first one again to close.") + f" {ends}",
            "circle": _("Click the middle, then the edge. Esc cancels."),
            "edit": _("Drag a corner, or a dot between two; right click takes a corner out. Esc ends."),
        },
    }
