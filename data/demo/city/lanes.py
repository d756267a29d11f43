"""Local streets of a quarter: a grid of its own, or the crooked lanes of the old town."""

import numpy as np
import shapely
from shapely.geometry import Polygon

from .lines import Line
from .quarters import Quarter

SPACING = {
    "centre": (118.0, 92.0),
    "flats": (172.0, 150.0),
    "towers": (235.0, 190.0),
    "villas": (178.0, 78.0),
    "industry": (330.0, 235.0),
}
KIND = {"old": "living_street", "centre": "residential", "industry": "residential"}
OLD_SPACING = 84.0
CLEAR = 30.0


def lanes(quarter: Quarter, rng: np.random.Generator) -> list[Line]:
    """The quarter's own streets; they reach a metre over its edge, so that cutting joins them to what is there."""
    if quarter.use == "old":
        pieces = _crooked(quarter.land, rng)
    elif quarter.use in SPACING:
        pieces = _grid(quarter, rng)
    else:
        return []
    return [Line(piece, KIND.get(quarter.use, "residential")) for piece in pieces]


def _grid(quarter: Quarter, rng: np.random.Generator) -> list:
    """Lines along and across, each a little bent, without those that hug the quarter's edge."""
    along, across = SPACING[quarter.use]
    middle = np.array(quarter.land.centroid.coords[0])
    flat = turned(shapely.get_coordinates(quarter.land) - middle, -quarter.angle)
    (x0, y0), (x1, y1) = flat.min(axis=0), flat.max(axis=0)
    lines = []
    for x in _steps(x0, x1, along, rng):
        y = np.arange(y0 - 20, y1 + 40, 25.0)
        lines.append(np.column_stack([x + 5 * np.sin(y / 160 + x), y]))
    for y in _steps(y0, y1, across, rng):
        x = np.arange(x0 - 20, x1 + 40, 25.0)
        lines.append(np.column_stack([x, y + 5 * np.sin(x / 190 + y)]))
    whole = [shapely.LineString(turned(line, quarter.angle) + middle) for line in lines]
    return _inside(whole, quarter.land)


def _steps(low: float, high: float, step: float, rng: np.random.Generator) -> np.ndarray:
    """Uneven places between low and high, about `step` apart; at least half a step from either end."""
    count = round((high - low) / step)
    if count < 2:
        return np.array([])
    even = np.linspace(low, high, count + 1)[1:-1]
    return even + rng.uniform(-0.14, 0.14, len(even)) * step


def _inside(lines: list, land: Polygon) -> list:
    """The parts within the land, long enough and not all along its edge."""
    reach, core = land.buffer(1.0), land.buffer(-CLEAR)
    parts = shapely.get_parts(shapely.intersection(np.array(lines, dtype=object), reach)) if lines else np.array([])
    parts = parts[shapely.length(parts) > 1.6 * CLEAR] if len(parts) else parts
    if not len(parts):
        return []
    clear = shapely.length(shapely.intersection(parts, core)) / np.maximum(shapely.length(parts) - 2 * CLEAR, 1)
    return list(parts[clear > 0.55])


def _crooked(land: Polygon, rng: np.random.Generator) -> list:
    """Borders of cells around scattered points."""
    x0, y0, x1, y1 = land.bounds
    x, y = np.meshgrid(np.arange(x0, x1, OLD_SPACING), np.arange(y0, y1, OLD_SPACING))
    x = x + (np.arange(len(x)) % 2)[:, None] * OLD_SPACING / 2
    seeds = np.column_stack([x.ravel(), y.ravel()]) + rng.uniform(-0.3, 0.3, (x.size, 2)) * OLD_SPACING
    seeds = seeds[shapely.contains_xy(land.buffer(-0.28 * OLD_SPACING), seeds[:, 0], seeds[:, 1])]
    if len(seeds) < 4:
        return []
    ridges = shapely.voronoi_polygons(shapely.multipoints(seeds), extend_to=land.buffer(50), only_edges=True)
    single = shapely.get_parts(shapely.intersection(shapely.union_all(ridges), land.buffer(1.0)))
    return list(single)


def turned(points: np.ndarray, angle: float) -> np.ndarray:
    """Points, (n, 2), turned around the origin by radians."""
    cos, sin = np.cos(angle), np.sin(angle)
    return points @ np.array([[cos, sin], [-sin, cos]])
