"""The panel of layers: a switch, a symbol, a name, "in view / in period", and the legend below."""

from dataclasses import dataclass
from typing import Any

import dash_mantine_components as dmc
from dash import html
from django.utils.translation import gettext as _

from dashboards.planner.ids import Map

SHOWN_AT_FIRST = ("areas", "streets", "buildings", "sites", "cameras", "crimes", "accidents", "ground")
COUNTED = ("crimes", "accidents", "cameras", "buildings", "streets", "sites", "areas")
SYMBOLS = "/static/dashboards/symbols"


@dataclass(frozen=True)
class Row:
    """One layer as the panel shows it; `symbols` are further legend lines: symbol, words."""

    layer: str
    title: str
    note: str = ""
    legend: tuple[tuple[str, str], ...] = ()


def groups() -> list[tuple[str, list[Row]]]:
    """The layers by group, in the reader's language."""
    return [
        (
            _("Incidents"),
            [
                Row("crimes", _("Crimes"), _("a large circle stands for several")),
                Row("accidents", _("Road accidents"), "", (("accident-deadly", _("larger: somebody was killed")),)),
            ],
        ),
        (_("Cameras"), [Row("cameras", _("Cameras"), "", camera_legend())]),
        (
            _("City"),
            [
                Row("buildings", _("Buildings"), _("from zoom 14")),
                Row("streets", _("Streets")),
                Row("sites", _("Schools and other sites")),
                Row("areas", _("Areas")),
                Row("ground", _("Water and green")),
            ],
        ),
    ]


def camera_legend() -> tuple[tuple[str, str], ...]:
    return (
        ("camera", _("looks this way")),
        ("camera-assumed", _("dashed: direction assumed")),
        ("camera-round", _("direction not known")),
    )


def titles() -> dict[str, str]:
    """What the reader calls each layer."""
    return {row.layer: row.title for _name, rows in groups() for row in rows}


def panel(foot: Any) -> html.Div:
    """The whole panel; its switches are the group `Map.SHOWN`."""
    parts = [html.Section([html.Div(name, className="sc-group"), *map(line, rows)]) for name, rows in groups()]
    head = html.Div(
        [html.H2(_("Layers"), className="sc-heading"), html.Span(_("in view / in period"), className="sc-caption")],
        className="sc-layers__head",
    )
    return html.Div(
        [head, switches(parts), html.Div(foot, className="sc-layers__foot sc-caption")],
        className="sc-layers",
        role="region",
        **{"aria-label": _("Layers")},
    )


def switches(parts: list[Any]) -> dmc.CheckboxGroup:
    return dmc.CheckboxGroup(html.Div(parts), id=Map.SHOWN, value=list(SHOWN_AT_FIRST))


def line(row: Row) -> html.Div:
    legend = [html.Span([symbol(name), words]) for name, words in row.legend]
    return html.Div(
        [
            dmc.Checkbox(value=row.layer, size="xs", **{"aria-label": row.title}),
            symbol(row.layer),
            html.Span(row.title, className="sc-layer__name"),
            html.Span("", id=figure_id(row.layer), className="sc-num sc-quiet"),
            *([html.Div([row.note, *legend], className="sc-layer__legend")] if row.note or legend else []),
        ],
        className="sc-layer",
    )


def figure_id(layer: str) -> str:
    return f"figure-{layer}"


def symbol(name: str) -> html.Img:
    return html.Img(src=f"{SYMBOLS}/{name}.svg", className="sc-symbol", alt="")
