"""Emergency calls on the map: diamonds, pale from afar."""

from math import pi, sqrt

from layers.drawing import Expression, StyleLayer, drawn
from layers.incidents import CELLS_BELOW
from layers.marks import cell_radius
from layers.palette import Palette

HALF_PX = 7
# A diamond of this half diagonal has the area of the disc of radius 1.
AS_DISC = sqrt(pi / 2)


def calls(palette: Palette, crowd: int = 0) -> list[StyleLayer]:
    """Each call is a diamond; from afar a pale one stands for those of its cell, as large as a disc of crimes is."""
    always = {"icon-image": "call", "icon-allow-overlap": True, "icon-ignore-placement": True}
    size: Expression = ["interpolate", ["linear"], ["zoom"], 14, 0.6, 17, 0.95]
    return [
        drawn(
            "calls-cell",
            "calls",
            "symbol",
            maxzoom=CELLS_BELOW,
            layout={**always, "icon-size": scaled(cell_radius(crowd), AS_DISC / HALF_PX)},
            paint={"icon-opacity": 0.55},
        ),
        drawn(
            "calls-point",
            "calls",
            "symbol",
            minzoom=CELLS_BELOW,
            layout={**always, "icon-size": size, "symbol-sort-key": ["-", 5, ["coalesce", ["get", "severity"], 4]]},
        ),
    ]


def scaled(stops: Expression, factor: float) -> Expression:
    """An interpolation by zoom with every value of its stops multiplied."""
    head, pairs = stops[:3], stops[3:]
    return head + [["*", round(factor, 4), part] if at % 2 else part for at, part in enumerate(pairs)]
