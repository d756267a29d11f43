"""The MapLibre style: our own tiles in the map's palette, widths in metres. Nothing in it points outside."""

from typing import Any

from gis_app.modules import is_on
from layers import backdrop, call_marks, coverage_marks, gaps, labels, marks, wedges
from layers.drawing import StyleLayer
from layers.incidents import CELLS_BELOW
from layers.palette import PALETTES
from layers.registry import BY_ID, used
from layers.words import SITE_GLYPHS

SYMBOL_COLOURS = ("crime", "accident", "call", "camera", "site", "ring", "area")


def style(theme: str, tiles_base: str, latitude: float = 0.0, crowd: int = 0) -> dict[str, Any]:
    """MapLibre style of the whole city map.

    theme: "light" or "dark". tiles_base: address of the tiles, no slash at its end. latitude: of the city in degrees;
    widths in metres are true there. crowd: how many incidents its reader can see at all.
    Palette and glyphs travel in `metadata` for the symbols that the browser draws.
    """
    palette = PALETTES[theme]
    return {
        "version": 8,
        "name": f"Safe City, {theme}",
        "metadata": {
            "safecity:palette": {name: getattr(palette, name) for name in SYMBOL_COLOURS},
            "safecity:glyphs": SITE_GLYPHS,
            "safecity:cells_below": CELLS_BELOW,
            "safecity:wedges": {"source": wedges.SOURCE, "from": wedges.FROM_ZOOM, "reach": wedges.REACH_M},
        },
        "sources": {layer.id: source(layer.id, tiles_base) for layer in used()}
        | {name: drawn_by_browser() for name in ("selection", wedges.SOURCE, labels.SOURCE)},
        "layers": of_used(
            backdrop.background(palette),
            *backdrop.green(palette),
            *backdrop.area_shades(palette),
            *backdrop.water(palette),
            *backdrop.area_fills(palette),
            *backdrop.railways(palette),
            *backdrop.streets(palette, latitude),
            *backdrop.buildings(palette),
            *backdrop.area_edges(palette),
            *coverage_marks.coverage(palette),
            *gaps.marks(palette),
            *backdrop.water_names(palette),
            *backdrop.street_names(palette),
            *coverage_marks.near(palette),
            *wedges.wedges(palette),
            *marks.sites(palette),
            *call_marks.calls(palette, crowd),
            *marks.incidents(palette, crowd),
            *labels.names(palette),
            *marks.cameras(palette),
            *marks.selected(palette),
        ),
    }


def of_used(*layers: StyleLayer) -> list[StyleLayer]:
    """The style's layers without those that draw what this city does not use."""
    return [layer for layer in layers if is_on(layer.get("source", ""))]


def source(layer: str, tiles_base: str) -> dict[str, Any]:
    """A vector source for one layer's tiles, in the zooms its declaration names; rows are known by their `id`."""
    return {
        "type": "vector",
        "tiles": [f"{tiles_base}/{layer}/{{z}}/{{x}}/{{y}}.pbf"],
        "minzoom": BY_ID[layer].min_zoom,
        "maxzoom": BY_ID[layer].max_zoom,
        "promoteId": "id",
    }


def drawn_by_browser() -> dict[str, Any]:
    """A source that the browser fills: the point of the open card, sectors of cameras, names of areas."""
    return {"type": "geojson", "data": {"type": "FeatureCollection", "features": []}}
