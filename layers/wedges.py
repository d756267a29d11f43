"""Where cameras look, from near: sectors of real metres and degrees, which the browser lays around their points.

Only around those of which it is not computed what they truly see; of the others the zone itself is drawn.
"""

from layers.drawing import StyleLayer
from layers.palette import Palette

SOURCE = "wedges"
FROM_ZOOM = 16
REACH_M = 40


def wedges(palette: Palette) -> list[StyleLayer]:
    """A violet sector; its edge is dashed where direction or angle is assumed. Buildings in the way are not heeded."""
    assumed = ["to-boolean", ["get", "assumed"]]
    edge = {"line-color": palette.camera, "line-width": 1.2, "line-opacity": 0.9}
    common = {"source": SOURCE, "minzoom": FROM_ZOOM}
    return [
        {
            "id": "wedges-fill",
            "type": "fill",
            **common,
            "paint": {"fill-color": palette.camera, "fill-opacity": ["case", assumed, 0.1, 0.22]},
        },
        {"id": "wedges-edge", "type": "line", **common, "filter": ["!", assumed], "paint": edge},
        {
            "id": "wedges-assumed",
            "type": "line",
            **common,
            "filter": assumed,
            "paint": {**edge, "line-dasharray": [4, 3]},
        },
    ]
