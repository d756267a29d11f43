"""Main streets: radial avenues, rings, embankments and the railway, as lines that later are cut where they meet."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import LineString

from .land import Land
from .names import Names, named
from .words import ADJECTIVES

HALF_WIDTH = {
    "trunk": 12.0,
    "primary": 12.0,
    "secondary": 9.5,
    "tertiary": 8.0,
    "residential": 6.0,
    "living_street": 4.5,
    "pedestrian": 5.0,
    "service": 3.2,
    "footway": 1.6,
    "rail": 11.0,
    "bank": 0.5,
}
INNER, RING, BYPASS = 0.27, 0.62, 1.04
NORTH = (30, 58, 90, 122, 152)
SOUTH = (-30, -60, -90, -120, -148)
WORDS = {word[0].rstrip("!"): word for word in ADJECTIVES}


@dataclass(frozen=True)
class Line:
    """A line of the plan: `kind` of HALF_WIDTH, where "rail" and "bank" (a shore without a road) are no streets."""

    shape: LineString
    kind: str
    names: Names | None = field(default=None)


def main_lines(land: Land, rng: np.random.Generator) -> list[Line]:
    return [*_rings(land), *_radials(land, rng), *_shores(land), Line(land.railway(), "rail")]


def _rings(land: Land) -> list[Line]:
    inner = Line(LineString(land.ring(INNER, 0.02)), "primary", named(WORDS["Садовая"], "boulevard"))
    ring = Line(LineString(land.ring(RING, 0.03)), "primary", named(WORDS["Дружная"], "avenue"))
    return [inner, ring, Line(LineString(land.ring(BYPASS, 0.04, 7)), "trunk", named(WORDS["Объездная"], "highway"))]


def _radials(land: Land, rng: np.random.Generator) -> list[Line]:
    """Avenues from the inner ring to the city's edge; the one through the middle goes all the way across."""
    words = [
        "Северная",
        "Восточная",
        "Степная",
        "Западная",
        "Лесная",
        "Морская",
        "Южная",
        "Горная",
        "Полевая",
        "Озёрная",
    ]
    made, ends = [], {}
    for degrees, word in zip((*NORTH, *SOUTH), words, strict=True):
        middle = abs(degrees) == 90
        turn = np.radians(degrees + (0 if middle else rng.uniform(-5, 5)))
        r = np.linspace(0.0 if middle else INNER * 0.9, 1.6, 60)
        swing = 0.07 * np.sin(r * 2.4 + rng.uniform(0, 6)) * np.clip(r - INNER, 0, 1)
        way = turn + swing
        points = land.turned(1.1 * land.radius * r * np.cos(way), 0.92 * land.radius * r * np.sin(way))
        ends[degrees] = points
        if not middle:
            made.append(_outside(land, _radial(land, points, word)))
    across = np.vstack([ends[90][::-1], ends[-90][1:]])
    return [*made, _radial(land, across, "Степная")]


def _radial(land: Land, points: np.ndarray, word: str) -> Line:
    """An avenue within the city, outside the inner ring but for a metre that joins it there."""
    line = shapely.intersection(LineString(points), land.edge().buffer(-6))
    return Line(line, "primary", named(WORDS[word], "avenue"))


def _outside(land: Land, line: Line) -> Line:
    middle = shapely.Polygon(land.ring(INNER, 0.02)).buffer(-1.0)
    return Line(line.shape.difference(middle), line.kind, line.names)


def _shores(land: Land) -> list[Line]:
    """Embankments along the water where the city is, a shore without a road beyond; they share their end points."""
    town = shapely.Polygon(land.ring(0.86, 0.02))
    edge = land.edge().buffer(-6)
    made = []
    for side, word in ((1, "Северная"), (-1, "Южная")):
        points = shapely.get_coordinates(LineString(land.shore(side, 24.0)).intersection(edge))
        inside = shapely.contains_xy(town, points[:, 0], points[:, 1])
        turns = [0, *(np.flatnonzero(np.diff(inside)) + 1).tolist(), len(points) - 1]
        for start, end in pairwise(turns):
            road = bool(inside[start])
            names = named(WORDS[word], "embankment") if road else None
            made.append(Line(LineString(points[start : end + 1]), "secondary" if road else "bank", names))
    return made
