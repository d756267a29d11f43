"""What a map style's layers are put together from: widths in metres, labels, references to our tiles."""

from math import cos, radians
from typing import Any

from layers.palette import Palette

Expression = list[Any]
StyleLayer = dict[str, Any]

FONT = ["Inter Variable", "Noto Sans", "DejaVu Sans"]
EARTH_M = 40_075_016.686
TILE_PX = 512


def pixels_per_metre(zoom: float, latitude: float) -> float:
    """Screen pixels that a metre takes at a zoom and latitude (Web Mercator, tiles of 512 px).

    >>> round(pixels_per_metre(15, 0), 3)
    0.419
    """
    return TILE_PX * 2**zoom / (EARTH_M * cos(radians(latitude)))


def drawn(identity: str, layer: str, kind: str, **parts: Any) -> StyleLayer:
    """A style layer over one of our tile layers; `parts` are MapLibre's own keys."""
    return {"id": identity, "type": kind, "source": layer, "source-layer": layer, **parts}


def label_paint(palette: Palette, colour: str) -> dict[str, Any]:
    return {"text-color": colour, "text-halo-color": palette.halo, "text-halo-width": 1.6}
