"""The list of gaps beside their map."""

from collections.abc import Sequence
from typing import Any

import orjson
from dash import dcc, html
from django.utils.translation import gettext as _

from dashboards import controls, session
from dashboards.coverage import figures
from dashboards.coverage.address import Asked
from dashboards.coverage.ids import PREFIX, Coverage
from gis_app.findings.coverage import queries
from gis_app.findings.coverage.models import Gap
from gis_app.findings.models import Run
from layers.drawing import FONT
from layers.gap_words import happened, place, why
from layers.palette import PALETTES
from layers.style import style

LISTED = 50
FORMS = ("xlsx", "geojson", "gpkg")
UNREAD = ("area__shape", "area__raw", "camera__stream", "camera__raw", "hidden_by__shape", "hidden_by__raw")
GROUND = ("ground", "areas", "streets", "buildings")


def rows(user: Any, asked: Asked) -> Any:
    """The gaps that the address asks for, the heaviest first."""
    found = queries.gaps_visible_to(user).filter(quality=asked.quality, working=asked.working)
    areas = figures.of_area(asked.area)
    named = (found.filter(area__in=areas) if areas else found).select_related("area", "camera", "hidden_by")
    return named.defer(*UNREAD).order_by("place")


def panel(user: Any, of: Run, asked: Asked) -> list[Any]:
    """The list, and what the map draws."""
    found = list(rows(user, asked))
    most = of.parameters["rules"]["gaps_listed"]
    listed = found[:LISTED]
    chosen = next((gap for gap in found[LISTED:] if gap.place == asked.gap), None)
    lines = [line(gap, asked) for gap in [*listed, *([chosen] if chosen else [])]]
    side = controls.number(of.parameters["rules"]["gap_cell_m"])
    note = _("Squares of %(side)s m by the weight of what stays unseen; the first %(n)s of the city are listed.") % {
        "side": side,
        "n": controls.number(most),
    }
    empty = controls.empty(_("No gaps at this class."), _("Choose a finer class, or another area."))
    return [
        html.Ol(lines, className="sc-cov__gaps") if lines else empty,
        html.P([note, *files(asked)], className="sc-caption sc-cov__by"),
        html.Div(id="gap-shapes", hidden=True, **{"data-shapes": shapes(found, asked)}),
    ]


def files(asked: Asked) -> list[Any]:
    """The same gaps as files, where the layer of the map has them: by working cameras, at a class of the edition."""
    if not asked.working or not asked.quality:
        return []
    query = f"?kind={asked.quality}" + (f"&area={asked.area}" if asked.area else "")
    return [
        part
        for form in FORMS
        for part in (" ", html.A(form.upper(), href=f"/export/gaps.{form}{query}", className="sc-cov__file"))
    ]


def line(gap: Gap, asked: Asked) -> html.Li:
    on = gap.place == asked.gap
    return html.Li(
        dcc.Link(
            [
                html.Span(controls.number(gap.place), className="sc-cov__place"),
                html.Span(
                    [
                        html.B(place(gap)),
                        html.Span(happened(gap)),
                        html.Span(why(gap), className="sc-quiet"),
                    ],
                    className="sc-cov__why",
                ),
                html.Span(
                    controls.number(gap.weight, 1 if gap.weight % 1 else 0), className="sc-num", title=_("Weight")
                ),
            ],
            href=PREFIX + asked.query(gap=None if on else gap.place),
            className="sc-cov__gap sc-cov__gap--on" if on else "sc-cov__gap",
        ),
        id=f"gap-{gap.place}",
    )


def shapes(found: Sequence[Gap], asked: Asked) -> str:
    """What assets/gaps.mjs draws: the squares as GeoJSON, the chosen one's place and point, and the class, as JSON."""
    chosen = next((gap for gap in found if gap.place == asked.gap), None)
    features = [
        {
            "type": "Feature",
            "properties": {"place": gap.place, "title": f"{place(gap)}: {happened(gap)}"},
            "geometry": {"type": "Polygon", "coordinates": gap.shape.coords},
        }
        for gap in found
    ]
    return orjson.dumps(
        {
            "gaps": {"type": "FeatureCollection", "features": features},
            "chosen": told(chosen) if chosen else None,
            "quality": asked.quality,
            "query": asked.query(gap=0),
        }
    ).decode()


def told(gap: Gap) -> dict[str, Any]:
    """The chosen gap: its place in the list, where it is, and where the camera stands by which the reason is told."""
    seen_from = gap.camera.point.coords if gap.camera else None
    return {"place": gap.place, "at": gap.point.coords, "from": seen_from}


def drawn(bounds: Sequence[float]) -> dict[str, str]:
    """The attributes of the map's box: its style, with zones and cameras, and the bounds of the city."""
    scheme = session.workspace().theme
    palette, whole = PALETTES[scheme], style(scheme, "/tiles", (bounds[1] + bounds[3]) / 2)
    kept = {name: source for name, source in whole["sources"].items() if name in (*GROUND, "coverage", "cameras")}
    empty = {"type": "geojson", "data": {"type": "FeatureCollection", "features": []}}
    layers = [one for one in whole["layers"] if one.get("source", "ground") in GROUND]
    made = {**whole, "metadata": {}, "sources": {**kept, "gap-squares": empty, "gap-sight": empty}}
    made["layers"] = [*layers, *marks(palette, set(kept))]
    west, south, east, north = bounds
    return {
        "data-style": orjson.dumps(made).decode(),
        "data-bounds": orjson.dumps([[west, south], [east, north]]).decode(),
        "data-label": _("Map of the gaps; the list beside it tells the same."),
    }


def marks(palette: Any, sources: set[str]) -> list[dict[str, Any]]:
    """Zones in violet below, gaps above them, cameras as dots, the places of the first in figures."""
    zones = {"fill-color": palette.camera, "fill-opacity": 0.22}
    dots = {"circle-color": palette.camera, "circle-radius": 3, "circle-stroke-color": palette.ring}
    squares = {"source": "gap-squares"}
    strong = ["interpolate", ["linear"], ["get", "place"], 1, 0.55, 50, 0.3, 300, 0.18]
    made: list[dict[str, Any]] = [
        {"id": "zones", "type": "fill", "source": "coverage", "source-layer": "coverage", "paint": zones},
        {"id": "gaps-fill", "type": "fill", **squares, "paint": {"fill-color": palette.crime, "fill-opacity": strong}},
        {"id": "gaps-edge", "type": "line", **squares, "paint": {"line-color": palette.crime, "line-width": 1.2}},
        {
            "id": "gaps-chosen",
            "type": "line",
            **squares,
            "filter": ["==", ["get", "place"], 0],
            "paint": {"line-color": palette.accent, "line-width": 3},
        },
        {
            "id": "dots",
            "type": "circle",
            "source": "cameras",
            "source-layer": "cameras",
            "minzoom": 13.5,
            "paint": {**dots, "circle-stroke-width": 1},
        },
        {
            "id": "gaps-place",
            "type": "symbol",
            **squares,
            "filter": ["<=", ["get", "place"], 20],
            "layout": {"text-field": ["to-string", ["get", "place"]], "text-font": FONT, "text-size": 12},
            "paint": {"text-color": palette.label, "text-halo-color": palette.halo, "text-halo-width": 1.6},
        },
    ]
    sight = {"source": "gap-sight", "paint": {"line-color": palette.accent, "line-width": 2, "line-dasharray": [2, 2]}}
    made.append({"id": "gap-sight", "type": "line", **sight})
    return [one for one in made if one["source"] in {*sources, "gap-squares", "gap-sight"}]


def box(bounds: Sequence[float]) -> html.Div:
    return html.Div(id=Coverage.MAP, className="sc-cov__map", **drawn(bounds))
