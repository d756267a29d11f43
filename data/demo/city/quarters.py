"""Quarters: the land between main streets, split until each can have its own grid, and what each is for."""

from dataclasses import dataclass

import numpy as np
import shapely
import shapely.ops
from shapely.affinity import rotate
from shapely.geometry import LineString, Polygon

from .land import Land
from .lines import BYPASS, INNER, RING, Line

LARGEST = 420_000.0
SMALLEST_SIDE = 260.0
OPEN = ("park", "field", "water", "wood")


@dataclass(frozen=True)
class Quarter:
    """`use`: old, centre, flats, towers, villas, industry, park, field or water; `angle` radians of its grid."""

    land: Polygon
    use: str
    angle: float


def split(faces: np.ndarray, land: Land, rng: np.random.Generator) -> tuple[list[Polygon], list[Line]]:
    """Faces within the bypass halved until small enough, and the streets that halve them."""
    city = shapely.Polygon(land.ring(BYPASS + 0.01, 0.04, 7)).difference(land.river().union(land.isle()))
    done, lines = [], []
    todo = [(face, 0) for face in faces]
    while todo:
        face, depth = todo.pop()
        inside = city.contains(face.representative_point())
        if not inside or face.area < LARGEST * rng.uniform(0.85, 1.5) or min(sides(face)) < SMALLEST_SIDE:
            done.append(face)
            continue
        cut = halving(face, rng)
        parts = list(shapely.get_parts(shapely.ops.split(face, cut)))
        if len(parts) < 2:
            done.append(face)
            continue
        lines.append(Line(cut, "secondary" if depth == 0 else "tertiary"))
        todo += [(part, depth + 1) for part in parts]
    return done, lines


def halving(face: Polygon, rng: np.random.Generator) -> LineString:
    """A slightly bent line across the longer side of a face, sticking out by a metre."""
    angle = angle_of(face)
    flat = rotate(face, -angle, origin=(0, 0), use_radians=True)
    x0, y0, x1, y1 = flat.bounds
    x = (x0 + x1) / 2 + (x1 - x0) * rng.uniform(-0.1, 0.1)
    y = np.linspace(y0 - 5, y1 + 5, 12)
    lean = np.tan(rng.normal(0, 0.07)) * (y - (y0 + y1) / 2)
    bow = rng.normal(0, 0.025) * (y1 - y0) * np.sin(np.pi * (y - y0) / (y1 - y0))
    line = rotate(LineString(np.column_stack([x + lean + bow, y])), angle, origin=(0, 0), use_radians=True)
    parts = shapely.get_parts(line.intersection(face.buffer(1.0)))
    return max(parts, key=lambda part: part.length)


def angle_of(face: Polygon) -> float:
    """Direction of the longer side of the smallest rectangle around a face, radians."""
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(face))
    steps = np.diff(corners[:3], axis=0)
    longest = steps[np.argmax(np.hypot(*steps.T))]
    return float(np.arctan2(longest[1], longest[0]))


def sides(face: Polygon) -> tuple[float, float]:
    """Length and width of the smallest rectangle around a face."""
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(face))
    a, b = np.hypot(*np.diff(corners[:3], axis=0).T)
    return float(max(a, b)), float(min(a, b))


def quarters(faces: list[Polygon], land: Land, rng: np.random.Generator) -> list[Quarter]:
    """Every face with its use, by where it lies and a wave that makes sectors of the town unlike."""
    river, railway = land.river(), land.railway()
    built = land.built()
    wave = rng.uniform(0, 2 * np.pi, 2)
    found = []
    for face in faces:
        middle = face.representative_point()
        use = "water" if river.contains(middle) or land.isle().contains(middle) else None
        use = use or _use(land, face, built, railway, wave, rng)
        found.append(Quarter(face, use, angle_of(face) + rng.normal(0, 0.02)))
    return with_parks(found, land)


def _use(land: Land, face: Polygon, built: Polygon, railway: LineString, wave: np.ndarray, rng) -> str:
    (x, y), r = np.array(face.centroid.coords[0]) / land.radius, land.radius
    rho, turn = float(np.hypot(x / 1.1, y / 0.92)), float(np.arctan2(y, x))
    if not built.contains(face.centroid) or rho > BYPASS:
        return "field"
    rail = railway.distance(face.centroid) / r
    if rho > RING * 0.9 and (rail < 0.14 or (-0.95 < turn < -0.3 and rng.random() < 0.7)):
        return "industry"
    north = y > 0.23 * x
    if rho < INNER:
        return "old" if north else "centre"
    if rho < RING:
        return "centre" if rho < 0.42 and north else "villas" if rng.random() < 0.16 else "flats"
    swing = np.sin(2 * turn + wave[0]) + 0.5 * np.sin(5 * turn + wave[1])
    return "towers" if swing > 0.62 else "flats" if swing > 0.2 and rng.random() < 0.7 else "villas"


def with_parks(found: list[Quarter], land: Land) -> list[Quarter]:
    """A few whole quarters made parks: one by the river near the middle, one in each outer direction."""
    r = land.radius
    for x, y in ((-0.36, 0.12), (0.5, 0.5), (-0.6, 0.5), (0.42, -0.42), (-0.72, -0.3), (0.86, 0.1)):
        spot = shapely.Point(land.turned(np.array([x * r]), np.array([y * r]))[0])
        near = [
            (q.land.centroid.distance(spot), i) for i, q in enumerate(found) if q.use in {"flats", "villas", "towers"}
        ]
        if near:
            best = min(near)[1]
            found[best] = Quarter(found[best].land, "park", found[best].angle)
    return found
