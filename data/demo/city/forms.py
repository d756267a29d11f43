"""Ground plans as arrays: rectangles, winged buildings, places along a ring, and what stands in the way of what."""

from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import Polygon

CORNERS = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]])
WINGS = {
    "E": [(-0.5, -26, -0.5, 15), (0.5, -26, 0.5, -15), (0.0, -20, 0.0, 16)],
    "U": [(-0.5, -26, -0.5, 15), (0.5, -26, 0.5, -15)],
    "L": [(-0.5, -26, -0.5, 15)],
    "H": [(-0.5, -26, -0.5, 15), (0.5, -26, 0.5, -15), (-0.5, 24, -0.5, 15), (0.5, 24, 0.5, -15)],
}


def rectangles(middles: np.ndarray, length, depth, angle) -> np.ndarray:
    """Polygons around (n, 2) middles, `length` along `angle` (radians), `depth` across; each a number or (n,)."""
    count = len(middles)
    size = np.column_stack([np.broadcast_to(length, count), np.broadcast_to(depth, count)])
    flat = CORNERS[None] * size[:, None]
    cos, sin = np.cos(np.broadcast_to(angle, count))[:, None], np.sin(np.broadcast_to(angle, count))[:, None]
    x, y = flat[..., 0], flat[..., 1]
    placed = np.stack([x * cos - y * sin, x * sin + y * cos], axis=-1) + np.asarray(middles)[:, None]
    return shapely.polygons(placed)


def winged(middle: np.ndarray, length: float, letter: str, angle: float) -> Polygon:
    """A long body with wings, in the shape of a letter of WINGS."""
    parts = [shapely.box(-length / 2, -8, length / 2, 8)]
    for at, end, _, width in WINGS[letter]:
        x = at * length
        x0, x1 = (x, x + width) if width > 0 else (x + width, x)
        parts.append(shapely.box(x0 - (8 if at == 0 else 0), min(end, 0), x1 - (8 if at == 0 else 0), max(end, 0)))
    flat = shapely.union_all(parts)
    return shapely.affinity.translate(shapely.affinity.rotate(flat, angle, (0, 0), use_radians=True), *middle)


def along_ring(land: Polygon, inset: float, step: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Places and directions along the ring `inset` metres within the land, apart by the steps as they come."""
    inner = land.buffer(-inset, quad_segs=2)
    places, angles = [], []
    for part in shapely.get_parts(inner):
        ring = part.exterior
        at = np.cumsum(step[: int(ring.length / step.mean()) + 1])
        at = at[at < ring.length - step.min() / 2]
        here = shapely.get_coordinates(shapely.line_interpolate_point(ring, at))
        there = shapely.get_coordinates(shapely.line_interpolate_point(ring, np.minimum(at + 1.0, ring.length)))
        places.append(here)
        angles.append(np.arctan2(*(there - here).T[::-1]))
    if not places:
        return np.zeros((0, 2)), np.zeros(0)
    return np.vstack(places), np.concatenate(angles)


def ring_sides(land: Polygon, inset: float, least: float) -> list[tuple[np.ndarray, np.ndarray, float]]:
    """Straight sides of the land's inner ring: start, unit direction and length, the inside to the left."""
    found = []
    for part in shapely.get_parts(land.buffer(-inset, join_style="mitre").simplify(3.0)):
        ring = shapely.get_coordinates(shapely.geometry.polygon.orient(part).exterior) if not part.is_empty else []
        for start, end in pairwise(ring):
            length = float(np.hypot(*(end - start)))
            if length > least:
                found.append((start, (end - start) / length, length))
    return found


def clear(shapes: np.ndarray, lands: np.ndarray, gap: float | np.ndarray) -> np.ndarray:
    """Which of the shapes stand within their own land and `gap` metres from every one kept before them."""
    inside = np.flatnonzero(shapely.contains(lands, shapes))
    around = shapely.buffer(shapes[inside], np.broadcast_to(gap, len(shapes))[inside] / 2, join_style="mitre")
    one, other = shapely.STRtree(around).query(around, "intersects")
    earlier = one > other
    one, other = one[earlier], other[earlier]
    state = np.zeros(len(inside), np.int8)
    while (state == 0).any():
        waiting = np.zeros(len(inside), bool)
        waiting[one[state[other] == 0]] = True
        fallen = np.zeros(len(inside), bool)
        fallen[one[state[other] == 1]] = True
        state[(state == 0) & fallen] = -1
        state[(state == 0) & ~waiting] = 1
    return inside[state == 1]
