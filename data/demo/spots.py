"""Places something may stand at or happen at: junctions, walls, points along a street, and their addresses."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import shapely

from .plan import Plan
from .shapes import Building
from .streets import HALF_WIDTH

RANK = {"primary": 3, "secondary": 2, "residential": 1, "footway": 0}


@dataclass(frozen=True)
class Junction:
    """Where streets meet: a local point, the names that meet, the edges, and the largest kind's rank."""

    place: np.ndarray
    edges: tuple[int, ...]
    names: tuple[str, ...]
    rank: int


class Addressed(Protocol):
    """Whatever knows the nearest address."""

    def at(self, place: np.ndarray) -> str: ...


class Addresses:
    """The nearest address to any point."""

    def __init__(self, built: list[Building]) -> None:
        self.known = [building for building in built if building.number]
        self._tree = shapely.STRtree(shapely.points([building.middle for building in self.known]))

    def at(self, place: np.ndarray) -> str:
        building = self.known[int(self._tree.nearest(shapely.Point(place)))]
        return f"{building.street}, {building.number}"


def junctions(plan: Plan) -> list[Junction]:
    """Junctions of at least three streets, in the order the streets were laid."""
    meeting: dict[object, list[tuple[int, np.ndarray]]] = {}
    for index, edge in enumerate(plan.edges):
        if edge.kind != "footway":
            meeting.setdefault(edge.start, []).append((index, edge.points[0]))
            meeting.setdefault(edge.end, []).append((index, edge.points[-1]))
    return [_junction(plan, ends) for ends in meeting.values() if len(ends) > 2]


def _junction(plan: Plan, ends: list[tuple[int, np.ndarray]]) -> Junction:
    edges = tuple(index for index, _ in ends)
    names = tuple(dict.fromkeys(plan.edges[i].name or "" for i in edges))
    return Junction(ends[0][1], edges, names, max(RANK[plan.edges[i].kind] for i in edges))


def corner(junction: Junction, plan: Plan, rng: np.random.Generator) -> np.ndarray:
    """A pole's place on the pavement between two of the junction's streets."""
    turn = np.pi / 4 + rng.integers(4) * np.pi / 2 + np.radians(20)
    reach = max(HALF_WIDTH[plan.edges[i].kind] for i in junction.edges) + 2.0
    return junction.place + reach * 1.2 * np.array([np.cos(turn), np.sin(turn)])


def wall(building: Building, rng: np.random.Generator) -> tuple[np.ndarray, float]:
    """A place half a metre before one of the longer walls, and the azimuth it looks to."""
    ring = np.array(building.polygon.exterior.coords)
    lengths = np.hypot(*np.diff(ring, axis=0).T)
    side = int(rng.choice(np.argsort(lengths)[-2:]))
    a, b = ring[side], ring[side + 1]
    out = np.array([b[1] - a[1], a[0] - b[0]]) / lengths[side]
    middle = a + (b - a) * rng.uniform(0.2, 0.8)
    if building.polygon.contains(shapely.Point(middle + 0.5 * out)):
        out = -out
    return middle + 0.5 * out, float(np.degrees(np.arctan2(out[0], out[1])) % 360)


def along(points: np.ndarray, share: float, aside: float) -> np.ndarray:
    """The point at a share of a line's length, moved aside by metres."""
    line = shapely.LineString(points)
    here = np.array(line.interpolate(share, normalized=True).coords[0])
    ahead = np.array(line.interpolate(min(share + 0.01, 1.0), normalized=True).coords[0]) - here
    length = float(np.hypot(*ahead)) or 1.0
    return here + aside * np.array([-ahead[1], ahead[0]]) / length
