"""What both maps are drawn on: the city, today's cameras with what they see, and where incidents are dense."""

from collections.abc import Iterable
from typing import Any

from dashboards import queries, session
from gis_app.modules import on
from layers.palette import LIGHT
from layers.style import style

LEFT_OUT = {"crimes", "accidents", "calls", "sites", "wedges", "selection", "coverage", "gaps", "area-names"}
DENSE = ("crimes", "accidents")
CAMERAS_FROM = 15.5
NAMES_FROM = "ground-water-name"
EDGE = ["interpolate", ["linear"], ["zoom"], 13, 0.1, 16, 0.9]
HEAT = ["interpolate", ["linear"], ["heatmap-density"], 0, "#F9E3D600", 0.2, "#F7C9B8", 0.6, "#EDAB86", 1, "#DB7B4E"]


def ground(city: Any, since: str) -> dict[str, Any]:
    """The style of both maps. since: the first day of the incidents that they show dense, "" for all."""
    _west, south, _east, north = city.bounds
    drawn = style(session.workspace().theme, "/tiles", (south + north) / 2)
    below = [one for one in drawn["layers"] if one.get("source") not in LEFT_OUT]
    at = next((n for n, one in enumerate(below) if one["id"] == NAMES_FROM), len(below))
    layers = [*below[:at], *heat(on(DENSE)), *seen(), *map(from_near, below[at:])]
    sources = {name: drawn["sources"][name] for name in {one["source"] for one in layers if "source" in one}}
    period = f"?from={since}" if since else ""
    for name in on(DENSE):
        sources[name] = {**sources[name], "tiles": [f"{one}{period}" for one in sources[name]["tiles"]]}
    return {**drawn, "layers": layers, "sources": sources}


def from_near(layer: dict[str, Any]) -> dict[str, Any]:
    """Today's cameras as symbols only where they do not hide what they see."""
    return {**layer, "minzoom": CAMERAS_FROM} if layer.get("source") == "cameras" else layer


def heat(layers: Iterable[str]) -> list[dict[str, Any]]:
    """Where incidents are dense; a cell weighs as many as it holds."""
    weight = ["min", 40, ["coalesce", ["get", "n"], 1]]
    paint = {
        "heatmap-weight": ["/", weight, 8],
        "heatmap-radius": ["interpolate", ["exponential", 1.8], ["zoom"], 11, 16, 18, 70],
        "heatmap-intensity": ["interpolate", ["linear"], ["zoom"], 11, 0.12, 17, 0.5],
        "heatmap-color": HEAT,
        "heatmap-opacity": 0.7,
    }
    return [
        {"id": f"dense-{one}", "type": "heatmap", "source": one, "source-layer": one, "paint": paint} for one in layers
    ]


def seen() -> list[dict[str, Any]]:
    """What today's cameras see; the script says at which class."""
    common = {"source": "coverage", "source-layer": "coverage"}
    return [
        {"id": "today-fill", "type": "fill", **common, "paint": {"fill-color": "#8A6CCB", "fill-opacity": 0.28}},
        {"id": "today-edge", "type": "line", **common, "paint": {"line-color": LIGHT.camera, "line-width": EDGE}},
    ]


def credit() -> str:
    return queries.attribution()
