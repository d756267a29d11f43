"""Ground plans of buildings: boxes, bent quads along a street, halls and winged schools, in local metres."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.affinity import rotate, translate
from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from .ground import Ground


@dataclass(frozen=True)
class Building:
    """One building: `use` is its OSM building value; `levels` and `height` (m) may be unknown."""

    polygon: Polygon
    use: str
    levels: int | None
    height: float | None
    block: int
    name: str | None = None
    amenity: str | None = None
    street: str | None = None
    number: str | None = None
    edge: int = -1
    district: int = -1

    @property
    def middle(self) -> np.ndarray:
        return np.array(self.polygon.representative_point().coords[0])


def bar(ground: Ground, s: float, d: float, length: float, depth: float, turn: float = 0.0) -> Polygon:
    """A rectangle, its length along the river's frame, turned by `turn` radians."""
    middle = ground.place(s, d)[0]
    angle = ground.angle(s, d) + turn
    flat = box(-length / 2, -depth / 2, length / 2, depth / 2)
    return translate(rotate(flat, angle, origin=(0, 0), use_radians=True), *middle)


def quad(ground: Ground, s0: float, s1: float, d0: float, d1: float) -> Polygon:
    """The four-cornered piece between two s and two d, skewed as the streets are."""
    return Polygon(ground.place([s0, s1, s1, s0], [d0, d0, d1, d1]))


def winged(ground: Ground, s: float, d: float, length: float, letter: str, turn: float) -> Polygon:
    """A school or hospital: a long body with wings, in the shape of the letter E, H, L or U."""
    body = box(-length / 2, -8, length / 2, 8)
    ends = [box(-length / 2, -26, -length / 2 + 15, 8), box(length / 2 - 15, -26, length / 2, 8)]
    wings = {
        "E": [*ends, box(-8, -20, 8, 8)],
        "H": [*ends, box(-length / 2, -8, -length / 2 + 15, 22), box(length / 2 - 15, -8, length / 2, 22)],
        "L": ends[:1],
        "U": ends,
    }[letter]
    plan = rotate(unary_union([body, *wings]), ground.angle(s, d) + turn, origin=(0, 0), use_radians=True)
    return translate(plan, *ground.place(s, d)[0])


class Site:
    """Land that fills up: keeps what fits inside it and clear of what stands there already."""

    def __init__(self, land: Polygon, gap: float = 0.0) -> None:
        self.land, self.gap = land, gap
        shapely.prepare(self.land)
        self.taken: list[Polygon] = []

    def put(self, polygon: Polygon) -> bool:
        """True when the polygon found its place."""
        if not self.land.contains(polygon):
            return False
        around = polygon.buffer(self.gap, join_style="mitre") if self.gap else polygon
        if self.taken and shapely.intersects(np.array(self.taken), around).any():
            return False
        self.taken.append(polygon)
        return True
