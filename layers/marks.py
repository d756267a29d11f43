"""The marks on the map: sites, incidents, cameras, and the ring around the chosen one."""

from layers.drawing import FONT, Expression, StyleLayer, drawn, label_paint
from layers.palette import Palette

WEDGES_FROM = 13.5


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
