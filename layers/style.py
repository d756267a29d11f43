"""The MapLibre style: our own tiles in the map's palette, widths in metres. Nothing in it points outside."""

from math import cos, radians
from typing import Any

from layers.palette import PALETTES, Palette

SOURCES = ("ground", "areas", "streets", "buildings", "sites", "cameras", "crimes", "accidents")
ZOOMS = {
    "ground": (0, 15),
    "areas": (0, 14),
    "streets": (9, 15),
    "buildings": (13, 15),
    "sites": (12, 15),
    "cameras": (0, 16),
    "crimes": (0, 16),
    "accidents": (0, 16),
}
FONT = ["Inter Variable", "Noto Sans", "DejaVu Sans"]
EARTH_M = 40_075_016.686
TILE_PX = 512
WEDGES_FROM = 13.5
RANK_WIDTH_M = {0: 24, 1: 22, 2: 19, 3: 14, 4: 10, 5: 5, 6: 2.5}

Expression = list[Any]
StyleLayer = dict[str, Any]


def style(theme: str, tiles_base: str, latitude: float = 0.0) -> dict[str, Any]:
    """MapLibre style of the whole city map.

    theme: "light" or "dark". tiles_base: address of the tiles, no slash at its end. latitude: of the city in degrees;
    widths in metres are true there. The palette travels in `metadata` for the symbols that the browser draws.
    """
    palette = PALETTES[theme]
    return {
        "version": 8,
        "name": f"Safe City, {theme}",
        "metadata": {
            "safecity:palette": {
                name: getattr(palette, name) for name in ("crime", "accident", "camera", "site", "ring")
            }
        },
        "sources": {name: source(name, tiles_base) for name in SOURCES} | {"selection": selection()},
        "layers": [
            background(palette),
            *ground(palette),
            *area_fills(palette),
            *streets(palette, latitude),
            *buildings(palette),
            *area_edges(palette),
            *street_names(palette),
            *sites(palette),
            *incidents(palette),
            *cameras(palette),
            *selected(palette),
        ],
    }


def source(layer: str, tiles_base: str) -> dict[str, Any]:
    """A vector source for one layer's tiles; rows are known to the map by their `id`."""
    minzoom, maxzoom = ZOOMS[layer]
    return {
        "type": "vector",
        "tiles": [f"{tiles_base}/{layer}/{{z}}/{{x}}/{{y}}.pbf"],
        "minzoom": minzoom,
        "maxzoom": maxzoom,
        "promoteId": "id",
    }


def selection() -> dict[str, Any]:
    """The one point that the open card is about."""
    return {"type": "geojson", "data": {"type": "FeatureCollection", "features": []}}


def pixels_per_metre(zoom: float, latitude: float) -> float:
    """Screen pixels that a metre takes at a zoom and latitude (Web Mercator, tiles of 512 px).

    >>> round(pixels_per_metre(15, 0), 3)
    0.419
    """
    return TILE_PX * 2**zoom / (EARTH_M * cos(radians(latitude)))


def background(palette: Palette) -> StyleLayer:
    return {"id": "land", "type": "background", "paint": {"background-color": palette.land}}


def drawn(identity: str, layer: str, kind: str, **parts: Any) -> StyleLayer:
    """A style layer over one of our tile layers; `parts` are MapLibre's own keys."""
    return {"id": identity, "type": kind, "source": layer, "source-layer": layer, **parts}


GREEN = {"yard": ["yard", "playground", "pitch"], "park": ["park", "grass", "wood", "garden", "cemetery"]}


def ground(palette: Palette) -> list[StyleLayer]:
    """Water and green, yards under parks under water."""

    def fill(name: str, kinds: list[str], colour: str) -> StyleLayer:
        kind_is = ["in", ["get", "kind"], ["literal", kinds]]
        return drawn(f"ground-{name}", "ground", "fill", filter=kind_is, paint={"fill-color": colour})

    is_water = ["==", ["get", "kind"], "water"]
    return [
        fill("yard", GREEN["yard"], palette.yard),
        fill("park", GREEN["park"], palette.park),
        drawn(
            "ground-water",
            "ground",
            "fill",
            filter=is_water,
            paint={"fill-color": palette.water},
        ),
        drawn(
            "ground-water-line",
            "ground",
            "line",
            filter=["all", is_water, ["==", ["geometry-type"], "LineString"]],
            paint={"line-color": palette.water, "line-width": 2},
        ),
        drawn(
            "ground-water-name",
            "ground",
            "symbol",
            minzoom=12,
            filter=["all", is_water, ["has", "name"]],
            layout={"text-field": ["get", "name"], "text-font": FONT, "text-size": 13},
            paint=label_paint(palette, palette.water_label),
        ),
    ]


def area_fills(palette: Palette) -> list[StyleLayer]:
    """An unseen fill, so that a click inside an area finds it."""
    return [drawn("areas-fill", "areas", "fill", paint={"fill-color": palette.area, "fill-opacity": 0})]


def area_edges(palette: Palette) -> list[StyleLayer]:
    return [
        drawn(
            "areas-edge",
            "areas",
            "line",
            paint={"line-color": palette.area, "line-width": 1.2, "line-dasharray": [4, 3], "line-opacity": 0.7},
        )
    ]


def streets(palette: Palette, latitude: float) -> list[StyleLayer]:
    """Casings below all streets, wide streets above narrow ones, footways dashed."""
    width: Expression = ["coalesce", ["get", "width_m"], rank_width()]
    is_way = ["<", ["get", "rank"], 5]
    is_avenue = ["<=", ["get", "rank"], 2]
    layout = {"line-cap": "round", "line-join": "round", "line-sort-key": ["-", 10, ["get", "rank"]]}
    floor: Expression = ["case", is_avenue, 3.6, 2.2]
    return [
        drawn(
            "streets-casing",
            "streets",
            "line",
            minzoom=12,
            filter=is_way,
            layout=layout,
            paint={
                "line-color": ["case", is_avenue, palette.avenue_casing, palette.casing],
                "line-width": street_width(width, floor, latitude, 0.8),
            },
        ),
        drawn(
            "streets-way",
            "streets",
            "line",
            filter=is_way,
            layout=layout,
            paint={
                "line-color": ["case", is_avenue, palette.avenue, palette.street],
                "line-width": street_width(width, floor, latitude, 0),
            },
        ),
        drawn(
            "streets-foot",
            "streets",
            "line",
            minzoom=15,
            filter=[">=", ["get", "rank"], 5],
            layout=layout,
            paint={"line-color": palette.casing, "line-width": 1.2, "line-dasharray": [3, 2]},
        ),
    ]


def street_width(width: Expression, floor: Expression, latitude: float, edge: float) -> Expression:
    """`metres` with the floor of an avenue or of a street, by rank; floors shrink as one zooms out."""
    stops: list[Any] = []
    for zoom in range(8, 21):
        least = ["*", floor, round(min(1.0, 2 ** ((zoom - 14) / 2)), 3)]
        true = ["*", width, round(pixels_per_metre(zoom, latitude), 6)]
        stops += [zoom, ["+", ["max", true, least], 2 * edge]]
    return ["interpolate", ["exponential", 2], ["zoom"], *stops]


def rank_width() -> Expression:
    """Metres a street of a rank is taken to be wide when its own width is unknown."""
    pairs = [part for rank, width in RANK_WIDTH_M.items() for part in (rank, width)]
    return ["match", ["get", "rank"], *pairs, 10]


def street_names(palette: Palette) -> list[StyleLayer]:
    return [
        drawn(
            "streets-name",
            "streets",
            "symbol",
            minzoom=13,
            filter=["all", ["has", "name"], ["<", ["get", "rank"], 5]],
            layout={
                "symbol-placement": "line",
                "symbol-spacing": 320,
                "symbol-sort-key": ["get", "rank"],
                "text-field": ["get", "name"],
                "text-font": FONT,
                "text-size": ["interpolate", ["linear"], ["zoom"], 13, 10.5, 17, 12.5],
                "text-letter-spacing": 0.02,
            },
            paint=label_paint(palette, palette.label),
        )
    ]


def label_paint(palette: Palette, colour: str) -> dict[str, Any]:
    return {"text-color": colour, "text-halo-color": palette.halo, "text-halo-width": 1.6}


def buildings(palette: Palette) -> list[StyleLayer]:
    return [
        drawn("buildings-fill", "buildings", "fill", minzoom=14.5, paint={"fill-color": palette.building}),
        drawn(
            "buildings-edge",
            "buildings",
            "line",
            minzoom=15.5,
            paint={"line-color": palette.building_edge, "line-width": 0.8},
        ),
        drawn(
            "buildings-number",
            "buildings",
            "symbol",
            minzoom=17,
            filter=["has", "number"],
            layout={"text-field": ["get", "number"], "text-font": FONT, "text-size": 10.5},
            paint=label_paint(palette, palette.label),
        ),
    ]


def sites(palette: Palette) -> list[StyleLayer]:
    return [
        drawn(
            "sites-point",
            "sites",
            "symbol",
            minzoom=13,
            layout={
                "icon-image": "site",
                "icon-allow-overlap": True,
                "text-field": ["step", ["zoom"], "", 15.5, ["coalesce", ["get", "name"], ""]],
                "text-font": FONT,
                "text-size": 11,
                "text-offset": [0, 1.1],
                "text-anchor": "top",
                "text-optional": True,
                "text-max-width": 9,
            },
            paint=label_paint(palette, palette.site),
        )
    ]


def incidents(palette: Palette) -> list[StyleLayer]:
    """Crimes as circles; accidents as triangles, larger where somebody died. A cell of many shows its number."""
    several = [">", ["coalesce", ["get", "n"], 1], 1]
    one = ["!", several]
    size = ["interpolate", ["linear"], ["zoom"], 10, 2, 14, 3.4, 17, 5.5]
    count = ["interpolate", ["linear"], ["sqrt", ["coalesce", ["get", "n"], 1]], 1, 3, 10, 10, 60, 26]
    ring = {"circle-stroke-color": palette.ring, "circle-stroke-width": 1.3}
    return [
        drawn(
            "crimes-cell",
            "crimes",
            "circle",
            filter=several,
            paint={"circle-color": palette.crime, "circle-opacity": 0.72, "circle-radius": count, **ring},
        ),
        drawn(
            "crimes-point",
            "crimes",
            "circle",
            filter=one,
            paint={"circle-color": palette.crime, "circle-radius": size, **ring},
        ),
        drawn(
            "accidents-point",
            "accidents",
            "symbol",
            layout={
                "icon-image": "accident",
                "icon-allow-overlap": True,
                "icon-ignore-placement": True,
                "icon-size": triangle_size(),
                "symbol-sort-key": ["coalesce", ["get", "dead"], 0],
            },
        ),
    ]


def triangle_size() -> Expression:
    """Scale of the accident's triangle: half as large again when somebody was killed, growing with a cell's number."""
    deadly = ["case", [">", ["coalesce", ["get", "dead"], 0], 0], 1.4, 1]
    many = ["min", 2.2, ["^", ["coalesce", ["get", "n"], 1], 0.25]]
    stops = [part for zoom, size in ((10, 0.35), (14, 0.65), (17, 1.0)) for part in (zoom, ["*", size, deadly, many])]
    return ["interpolate", ["linear"], ["zoom"], *stops]


def cameras(palette: Palette) -> list[StyleLayer]:
    """A dot, from near with a wedge that points where the camera looks; paler and dashed where that is assumed."""
    from_near = [
        "case",
        ["==", ["coalesce", ["get", "azimuth"], -1], -1],
        "camera-round",
        ["to-boolean", ["get", "assumed"]],
        "camera-assumed",
        "camera",
    ]
    image = ["step", ["zoom"], "camera-round", WEDGES_FROM, from_near]
    return [
        drawn(
            "cameras-point",
            "cameras",
            "symbol",
            layout={
                "icon-image": image,
                "icon-rotate": ["coalesce", ["get", "azimuth"], 0],
                "icon-rotation-alignment": "map",
                "icon-allow-overlap": True,
                "icon-ignore-placement": True,
                "icon-size": ["interpolate", ["linear"], ["zoom"], 10, 0.35, 14, 0.75, 17, 1.15],
            },
        )
    ]


def selected(palette: Palette) -> list[StyleLayer]:
    paint = {
        "circle-radius": 14,
        "circle-opacity": 0,
        "circle-stroke-width": 2.5,
        "circle-stroke-color": palette.accent,
    }
    outer = {**paint, "circle-radius": 18, "circle-stroke-width": 1.2, "circle-stroke-opacity": 0.55}
    return [
        {"id": f"selected-{n}", "type": "circle", "source": "selection", "paint": p}
        for n, p in enumerate((paint, outer))
    ]
