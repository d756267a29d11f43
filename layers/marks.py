"""The marks on the map: sites, incidents, cameras, and the ring around the chosen one."""

from layers import wedges
from layers.drawing import FONT, Expression, StyleLayer, drawn, label_paint
from layers.incidents import CELLS_BELOW
from layers.palette import Palette

OFF = ["offline", "repair", "removed"]
CELL_PX = {8: 0.6, 9: 0.9, 10: 1.3, 12: 1.9, 14: 2.8}
CELL_LARGEST_PX = 14
CELL_SMALLEST_PX = 1.2
CROWD_FROM = 6_000
GATHERED_PX = (8, 16)


def sites(palette: Palette) -> list[StyleLayer]:
    return [
        drawn(
            "sites-point",
            "sites",
            "symbol",
            minzoom=13,
            layout={
                "icon-image": ["coalesce", ["image", ["concat", "site-", ["get", "kind"]]], ["image", "site"]],
                "icon-size": ["interpolate", ["linear"], ["zoom"], 13, 0.6, 15.5, 1],
                "icon-allow-overlap": True,
                "icon-ignore-placement": True,
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


def incidents(palette: Palette, crowd: int = 0) -> list[StyleLayer]:
    """From near crimes as circles, accidents as triangles, larger where somebody died.

    From afar both are cells: crimes filled, accidents rings, by one scale, so that the two can be compared.
    """
    return [
        crime_cells(palette, crowd),
        accident_cells(palette, crowd),
        drawn(
            "crimes-point",
            "crimes",
            "circle",
            minzoom=CELLS_BELOW,
            layout={"circle-sort-key": ["-", 5, ["coalesce", ["get", "severity"], 4]]},
            paint=crime_paint(palette),
        ),
        drawn(
            "accidents-point",
            "accidents",
            "symbol",
            minzoom=CELLS_BELOW,
            layout={
                "icon-image": "accident",
                "icon-allow-overlap": True,
                "icon-ignore-placement": True,
                "icon-size": triangle_size(),
                "symbol-sort-key": ["coalesce", ["get", "dead"], 0],
            },
        ),
    ]


def crime_paint(palette: Palette) -> dict[str, Expression | str | float]:
    """A disc, the larger the graver; an administrative offence is a ring."""
    by_severity: Expression = ["match", ["coalesce", ["get", "severity"], 3], 1, 1.45, 2, 1.2, 3, 1, 0.8]
    stops = [part for zoom, px in ((14, 3.4), (17, 5.5)) for part in (zoom, ["*", px, by_severity])]
    is_ring: Expression = ["==", ["get", "offence"], "administrative"]
    return {
        "circle-color": ["case", is_ring, palette.ring, palette.crime],
        "circle-radius": ["interpolate", ["linear"], ["zoom"], *stops],
        "circle-stroke-color": ["case", is_ring, palette.crime, palette.ring],
        "circle-stroke-width": ["case", is_ring, 1.8, 1.3],
    }


def crime_cells(palette: Palette, crowd: int) -> StyleLayer:
    paint = {"circle-color": palette.crime, "circle-opacity": 0.55, "circle-radius": cell_radius(crowd)}
    return drawn("crimes-cell", "crimes", "circle", maxzoom=CELLS_BELOW, paint=paint)


def accident_cells(palette: Palette, crowd: int) -> StyleLayer:
    """Rings, heavy where somebody was killed."""
    deadly = [">", ["coalesce", ["get", "dead"], 0], 0]
    paint = {
        "circle-opacity": 0,
        "circle-radius": cell_radius(crowd),
        "circle-stroke-color": palette.accident,
        "circle-stroke-width": ["case", deadly, 2.2, 0.9],
        "circle-stroke-opacity": ["case", deadly, 1, 0.6],
    }
    return drawn("accidents-cell", "accidents", "circle", maxzoom=CELLS_BELOW, paint=paint)


def cell_radius(crowd: int) -> Expression:
    """Pixels: the area grows with the number in the cell, up to the largest; more so nearer, where cells hold few.

    crowd: incidents of the whole city. Where there are many, all discs are smaller alike, or they would hide the city.
    """
    share = (CROWD_FROM / max(crowd, CROWD_FROM)) ** 0.36
    root: Expression = ["sqrt", ["coalesce", ["get", "n"], 1]]
    stops: Expression = []
    for zoom, px in CELL_PX.items():
        grown = ["min", CELL_LARGEST_PX, ["*", round(px * share, 3), root]]
        stops += [zoom, ["max", CELL_SMALLEST_PX, grown]]
    return ["interpolate", ["linear"], ["zoom"], *stops]


def triangle_size() -> Expression:
    """Scale of the accident's triangle: half as large again when somebody was killed."""
    deadly = ["case", [">", ["coalesce", ["get", "dead"], 0], 0], 1.4, 1]
    stops = [part for zoom, size in ((14, 0.65), (17, 1.0)) for part in (zoom, ["*", size, deadly])]
    return ["interpolate", ["linear"], ["zoom"], *stops]


def cameras(palette: Palette) -> list[StyleLayer]:
    """From afar discs with the number of cameras; one that is alone is a dot, as each is from near."""
    return [*gathered(palette), each_camera()]


def gathered(palette: Palette) -> list[StyleLayer]:
    """Discs of several cameras, each with their number, whose area grows with it; pale, so that what happened shows."""
    least, most = GATHERED_PX
    n: Expression = ["coalesce", ["get", "n"], 1]
    several: Expression = [">", n, 1]
    disc = {
        "circle-color": palette.ring,
        "circle-opacity": 0.8,
        "circle-radius": ["min", most, ["max", least, ["*", 1.2, ["sqrt", n]]]],
        "circle-stroke-color": palette.camera,
        "circle-stroke-width": 1.2,
    }
    number = {
        "text-field": ["to-string", n],
        "text-font": FONT,
        "text-size": 11,
        "text-allow-overlap": True,
        "text-ignore-placement": True,
    }
    return [
        drawn("cameras-cell", "cameras", "circle", filter=several, paint=disc),
        drawn(
            "cameras-number", "cameras", "symbol", filter=several, layout=number, paint={"text-color": palette.camera}
        ),
    ]


def each_camera() -> StyleLayer:
    """A dot, from near with a wedge that points where the camera looks; paler and dashed where that is assumed.

    From `wedges.FROM_ZOOM` the sector is drawn in metres instead. What does not work is a ring with a cross.
    """
    is_off: Expression = ["in", ["get", "status"], ["literal", OFF]]
    from_near = [
        "case",
        is_off,
        "camera-offline",
        ["==", ["coalesce", ["get", "azimuth"], -1], -1],
        "camera-round",
        ["to-boolean", ["get", "assumed"]],
        "camera-assumed",
        "camera",
    ]
    nearest = ["case", is_off, "camera-offline", "camera-round"]
    image = ["step", ["zoom"], nearest, CELLS_BELOW, from_near, wedges.FROM_ZOOM, nearest]
    return drawn(
        "cameras-point",
        "cameras",
        "symbol",
        filter=["==", ["coalesce", ["get", "n"], 1], 1],
        layout={
            "icon-image": image,
            "icon-rotate": ["case", is_off, 0, ["coalesce", ["get", "azimuth"], 0]],
            "icon-rotation-alignment": "map",
            "icon-allow-overlap": True,
            "icon-ignore-placement": True,
            "icon-size": ["interpolate", ["linear"], ["zoom"], 10, 0.45, 14, 0.75, 17, 1.15],
        },
    )


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
