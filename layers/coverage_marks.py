"""Zones on the map: violet, the deeper the finer the picture; dashed where optics are assumed, grey out of order."""

from layers.drawing import Expression, StyleLayer, drawn
from layers.marks import OFF
from layers.methods.pixel_density import EDITIONS
from layers.palette import Palette
from layers.wedges import FROM_ZOOM

IS_OFF: Expression = ["in", ["get", "status"], ["literal", OFF]]
IS_ASSUMED: Expression = ["to-boolean", ["get", "assumed"]]
AT_ALL: Expression = ["==", ["get", "quality"], ""]


def coverage(palette: Palette) -> list[StyleLayer]:
    """Fills of all classes upon each other, the finest last; the edge of what is seen at all."""
    edge = {"line-color": palette.camera, "line-width": 1.1, "line-opacity": 0.8}
    dashed = {**edge, "line-dasharray": [4, 3]}
    grey = {**edge, "line-color": palette.area, "line-dasharray": [1, 2]}
    return [
        drawn(
            "coverage-fill",
            "coverage",
            "fill",
            filter=["!", IS_OFF],
            layout={"fill-sort-key": ["get", "px_per_m"]},
            paint={"fill-color": colour(palette), "fill-opacity": ["case", IS_ASSUMED, 0.22, 0.38]},
        ),
        drawn("coverage-edge", "coverage", "line", filter=every(AT_ALL, ["!", IS_OFF], ["!", IS_ASSUMED]), paint=edge),
        drawn("coverage-assumed", "coverage", "line", filter=every(AT_ALL, ["!", IS_OFF], IS_ASSUMED), paint=dashed),
        drawn("coverage-off", "coverage", "line", filter=every(AT_ALL, IS_OFF), paint=grey),
    ]


def near(palette: Palette) -> list[StyleLayer]:
    """From near the layer of cameras shows what each sees at all, while the layer of coverage is off."""
    owned = {"metadata": {"safecity:owner": "cameras", "safecity:unless": "coverage"}, "minzoom": FROM_ZOOM}
    edge = {"line-color": palette.camera, "line-width": 0.9, "line-opacity": 0.6}
    works, stated = ["!", IS_OFF], ["!", IS_ASSUMED]
    fill = {"fill-color": palette.camera, "fill-opacity": ["case", IS_ASSUMED, 0.05, 0.1]}
    dashed = {**edge, "line-dasharray": [4, 3]}
    return [
        drawn("seen-fill", "coverage", "fill", filter=every(AT_ALL, works), paint=fill, **owned),
        drawn("seen-edge", "coverage", "line", filter=every(AT_ALL, works, stated), paint=edge, **owned),
        drawn("seen-assumed", "coverage", "line", filter=every(AT_ALL, works, IS_ASSUMED), paint=dashed, **owned),
    ]


def every(*conditions: Expression) -> Expression:
    return ["all", *conditions]


def colour(palette: Palette) -> Expression:
    """The ramp by class, whichever edition names it; the palest is what is seen at all."""
    named = [part for classes in EDITIONS.values() for part in pairs([one.name for one in classes], palette)]
    return ["match", ["get", "quality"], *named, palette.qualities[0]]


def pairs(names: list[str], palette: Palette) -> list[str]:
    """Each class with its colour: the finest has the last, the coarsest one above the palest or the palest itself."""
    shades = palette.qualities[-len(names) :]
    return [part for pair in zip(names, shades, strict=True) for part in pair]
