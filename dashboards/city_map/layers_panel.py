"""The panel of layers: a switch, a symbol, a name, "in view / in period", and the legend below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import dash_mantine_components as dmc
from dash import html
from django.utils.translation import gettext as _

from dashboards import controls, freshness, queries, session
from dashboards.city_map import shade
from dashboards.city_map.ids import Map
from dashboards.freshness import Freshness
from gis_app import speech
from gis_app.findings import queries as findings
from gis_app.findings.coverage.queries import usual
from gis_app.modules import is_on
from gis_app.people.roles import may
from layers.coverage import class_title
from layers.methods.pixel_density import Quality
from layers.palette import LIGHT
from layers.registry import BY_ID
from layers.wedges import REACH_M
from layers.words import SITE_GLYPHS, SITE_KINDS, word

SHOWN_AT_FIRST = ("areas", "streets", "buildings", "sites", "cameras", "crimes", "accidents", "calls", "ground")
COUNTED = ("crimes", "accidents", "calls", "cameras", "buildings", "streets", "sites", "areas")
SYMBOLS = "/static/dashboards/symbols"


@dataclass(frozen=True)
class Line:
    """A line of a legend; `view` is "near" or "far" for what is drawn in one of the two only."""

    symbol: str
    words: str
    view: str = ""


@dataclass(frozen=True)
class Row:
    """One layer as the panel shows it, with its legend."""

    layer: str
    title: str
    note: str = ""
    legend: tuple[Line, ...] = ()


def groups() -> list[tuple[str, list[Row]]]:
    """The layers that the city uses by group, in the reader's language."""
    used = [(name, [row for row in rows if is_on(row.layer)]) for name, rows in every_group()]
    return [(name, rows) for name, rows in used if rows]


def offered(layer: str) -> bool:
    """Whether the city uses the layer and the reader may see it."""
    return is_on(layer) and may(session.current(), BY_ID[layer].permission)


def offered_groups() -> list[tuple[str, list[Row]]]:
    """The layers that the reader may see, by group."""
    found = [(name, [row for row in rows if offered(row.layer)]) for name, rows in groups()]
    return [(name, rows) for name, rows in found if rows]


def every_group() -> list[tuple[str, list[Row]]]:
    return [
        (
            _("Incidents"),
            [
                Row("crimes", _("Crimes"), "", crime_legend()),
                Row("accidents", _("Road accidents"), "", accident_legend()),
                Row("calls", _("Emergency calls"), "", call_legend()),
            ],
        ),
        (
            _("Cameras"),
            [
                Row("cameras", _("Cameras"), "", camera_legend()),
                Row("coverage", _("Coverage"), coverage_note(), coverage_legend()),
                Row("gaps", _("Coverage gaps"), gaps_note()),
            ],
        ),
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


def crime_legend() -> tuple[Line, ...]:
    return (
        Line("crimes-cell", _("from afar: the area of a disc is the number in a cell"), "far"),
        Line("crime-grave", _("larger: graver"), "near"),
        Line("crime-administrative", _("ring: administrative offence"), "near"),
    )


def accident_legend() -> tuple[Line, ...]:
    return (
        Line("accidents-cell", _("from afar: a ring, by the same scale"), "far"),
        Line("accidents-cell-deadly", _("heavy ring: somebody was killed"), "far"),
        Line("accident-deadly", _("larger: somebody was killed"), "near"),
    )


def call_legend() -> tuple[Line, ...]:
    return (
        Line("calls-cell", _("from afar: a pale diamond, by the same scale"), "far"),
        Line("calls", _("a diamond for each call"), "near"),
    )


def camera_legend() -> tuple[Line, ...]:
    return (
        Line("cameras-cell", _("from afar: a disc with the number of cameras"), "far"),
        Line("camera", _("looks this way"), "near"),
        Line("camera-assumed", _("dashed: direction assumed"), "near"),
        Line("camera-round", _("direction not known"), "near"),
        Line("camera-offline", _("does not work"), "near"),
        Line("camera-wedge", wedge_words(), "near"),
    )


def wedge_words() -> str:
    return _("from zoom 16: what it sees between buildings; until that is computed %(n)s m by its angle of view") % {
        "n": REACH_M
    }


def gaps_note() -> str:
    """At which class, unless the filter names another."""
    named = {"class": class_title(usual()), "year": findings.edition()}
    return _("by working cameras at %(class)s, edition %(year)s, unless the filter names another class") % named


def coverage_note() -> str:
    return _("classes of IEC/EN 62676-4:%(year)s, from zoom 13") % {"year": findings.edition()}


def coverage_legend() -> tuple[Line, ...]:
    """The classes of the city's edition in the colours of the ramp, and how edges are drawn."""
    classes = findings.qualities()
    first = len(LIGHT.qualities) - len(classes)
    return (
        *(Line(f"quality-{first + number}", class_words(one), "near") for number, one in enumerate(classes)),
        Line("coverage", _("edge: seen at all")),
        Line("coverage-assumed", _("dashed, paler: optics assumed")),
        Line("coverage-off", _("grey: camera out of order")),
    )


def class_words(one: Quality) -> str:
    """A class and the pixels that it begins at."""
    pixels = speech.number(one.px_per_m, 1 if one.px_per_m % 1 else 0)
    return _("%(class)s, from %(px)s px/m") % {"class": class_title(one.name), "px": pixels}


def titles() -> dict[str, str]:
    """What the reader calls each layer."""
    return {row.layer: row.title for _name, rows in groups() for row in rows}


def panel(foot: Any, site_kinds: Sequence[str]) -> html.Div:
    """The whole panel; its switches are the group `Map.SHOWN`. site_kinds: the kinds of sites that the city has."""
    late = freshness.late_layers(session.current())
    parts = [
        html.Section(
            [html.Div(name, className="sc-group"), *[line(row, site_kinds, late.get(row.layer, ())) for row in rows]]
        )
        for name, rows in offered_groups()
    ]
    head = html.Div(
        [html.H2(_("Layers"), className="sc-heading"), html.Span(_("in view / in period"), className="sc-caption")],
        className="sc-layers__head",
    )
    search = dmc.TextInput(
        id="layer-search",
        placeholder=_("Find a layer"),
        leftSection=controls.icon("search"),
        className="sc-layers__search",
        **{"aria-label": _("Find a layer")},
    )
    return html.Div(
        [head, search, switches(parts), *unused(), html.Div(foot, className="sc-layers__foot sc-caption")],
        className="sc-layers",
        role="region",
        **{"aria-label": _("Layers")},
    )


def opener() -> html.Button:
    """Opens and closes the panel where the page is too narrow to show it beside the map."""
    return html.Button(
        [controls.icon("stack-2"), _("Layers")],
        className="sc-button sc-button--framed sc-layers-opener",
        type="button",
        **{"data-folds": "layers", "aria-expanded": "false"},
    )


def switches(parts: list[Any]) -> dmc.CheckboxGroup:
    return dmc.CheckboxGroup(html.Div(parts), id=Map.SHOWN, value=shown_at_first())


def shown_at_first() -> list[str]:
    """The layers that are switched on in a new view: all that the city uses and the reader may see."""
    return [layer for layer in SHOWN_AT_FIRST if offered(layer)]


def unused() -> list[html.Span]:
    """Figures of layers that are not offered: empty and hidden, for the callback that fills all of them."""
    return [html.Span(id=figure_id(layer), hidden=True) for layer in COUNTED if not offered(layer)]


def line(row: Row, site_kinds: Sequence[str], late: Sequence[Freshness] = ()) -> html.Div:
    lines = [
        html.Span([symbol(one.symbol), one.words], className=f"sc-layer__line sc-{one.view}") for one in row.legend
    ]
    legend = [html.Details([html.Summary(_("Legend")), *lines], open=row.layer in queries.INCIDENTS)] if lines else []
    below = [row.note, *legend, *(kinds_of_sites(site_kinds) if row.layer == "sites" else [])]
    below += shade.control() if row.layer == "areas" else []
    return html.Div(
        [
            dmc.Checkbox(value=row.layer, size="xs", **{"aria-label": row.title}),
            symbol(row.layer),
            html.Span(row.title, className="sc-layer__name"),
            html.Span("", id=figure_id(row.layer), className="sc-num sc-quiet"),
            *[overdue(one) for one in late],
            *([html.Div(below, className="sc-layer__legend")] if any(below) else []),
        ],
        className="sc-layer",
    )


def overdue(one: Freshness) -> html.Span:
    """A source of the layer that should have come since."""
    glyph = freshness.GLYPHS[one.state]
    return html.Span([controls.icon(glyph), f"{one.name}: {one.when}"], className="sc-layer__late", title=one.title)


def kinds_of_sites(kinds: Sequence[str]) -> list[Any]:
    """The icons of sites, folded."""
    named = [
        html.Span([html.I(controls.icon(SITE_GLYPHS[kind]), className="sc-badge"), word(SITE_KINDS, kind)])
        for kind in SITE_GLYPHS
        if kind in kinds
    ]
    return [html.Details([html.Summary(_("Icons")), *named])] if named else []


def figure_id(layer: str) -> str:
    return f"figure-{layer}"


def symbol(name: str) -> html.Img:
    return html.Img(src=f"{SYMBOLS}/{name}.svg", className="sc-symbol", alt="")
