"""The backdrop of the map: water, green, areas, streets and buildings, in the order in which they are drawn."""

from typing import Any

from layers.drawing import FONT, Expression, StyleLayer, drawn, label_paint, pixels_per_metre
from layers.palette import Palette

RANK_WIDTH_M = {0: 24, 1: 22, 2: 19, 3: 14, 4: 10, 5: 5, 6: 2.5}
GREEN = {"yard": ["yard", "playground", "pitch"], "park": ["park", "grass", "wood", "garden", "cemetery"]}


def background(palette: Palette) -> StyleLayer:
    return {"id": "land", "type": "background", "paint": {"background-color": palette.land}}


def green(palette: Palette) -> list[StyleLayer]:
    """Yards under parks."""

    def fill(name: str, kinds: list[str], colour: str) -> StyleLayer:
        kind_is = ["in", ["get", "kind"], ["literal", kinds]]
        return drawn(f"ground-{name}", "ground", "fill", filter=kind_is, paint={"fill-color": colour})

    return [fill("yard", GREEN["yard"], palette.yard), fill("park", GREEN["park"], palette.park)]


def water(palette: Palette) -> list[StyleLayer]:
    """Lakes and rivers, the narrow ones as lines; above the shades of districts, so that the city is known by them."""
    is_water = ["==", ["get", "kind"], "water"]
    return [
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
            filter=["==", ["get", "kind"], "waterway"],
            paint={"line-color": palette.water, "line-width": 2},
        ),
    ]


def water_names(palette: Palette) -> list[StyleLayer]:
    return [
        drawn(
            "ground-water-name",
            "ground",
            "symbol",
            minzoom=12,
            filter=["all", ["==", ["get", "kind"], "water"], ["has", "name"]],
            layout={"text-field": ["get", "name"], "text-font": FONT, "text-size": 13},
            paint=label_paint(palette, palette.water_label),
        ),
    ]


def area_fills(palette: Palette) -> list[StyleLayer]:
    """An unseen fill, so that a click inside an area finds it."""
    return [drawn("areas-fill", "areas", "fill", paint={"fill-color": palette.area, "fill-opacity": 0})]


def area_shades(palette: Palette) -> list[StyleLayer]:
    """Districts by the class that the browser gave them; without one, nothing."""
    steps = [part for pair in enumerate(palette.shades) for part in pair]
    colour = ["match", ["coalesce", ["feature-state", "step"], -1], *steps, "rgba(0, 0, 0, 0)"]
    return [drawn("areas-shade", "areas", "fill", paint={"fill-color": colour, "fill-opacity": 0.62})]


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


def railways(palette: Palette) -> list[StyleLayer]:
    """Tracks as one dark line, from near with light sleepers in it."""
    is_rail = ["==", ["get", "kind"], "railway"]

    def line(name: str, minzoom: float, **paint: Any) -> StyleLayer:
        return drawn(f"ground-rail{name}", "ground", "line", minzoom=minzoom, filter=is_rail, paint=paint)

    width = ["interpolate", ["exponential", 1.4], ["zoom"], 11, 0.8, 14, 1.6, 18, 5]
    gaps = ["interpolate", ["exponential", 1.4], ["zoom"], 14, 0.8, 18, 3.4]
    return [
        line("", 11, **{"line-color": palette.railway, "line-width": width}),
        line("-gaps", 14, **{"line-color": palette.land, "line-width": gaps, "line-dasharray": [5, 5]}),
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
