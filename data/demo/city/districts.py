"""The districts: quarters grown together around far-apart seeds; they share their borders point by point."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Polygon

from .land import Land
from .lines import Line
from .names import Names, district
from .network import network

CROWDED = 0.5
"""Faces between main streets where more than this share of a district's people live are divided."""
LEAST, MOST = 0.65, 1.4
"""What share of the usual number of people a district should have."""


@dataclass(frozen=True)
class District:
    """One district: `code` "01" and up, its names, and its polygon in local metres."""

    code: str
    names: Names
    polygon: Polygon


def districts(
    land: Land, main: list[Line], halving: list[Line], homes: np.ndarray, people: np.ndarray, count: int
) -> list[District]:
    """`count` districts that tile the city, their borders along the main streets and the river; where many live
    between main streets, along `halving` streets too.

    `homes` (n, 2) and `people` (n,): where people live; the districts grow alike by them.
    """
    edge = Line(shapely.LineString(land.edge().exterior), "bank")
    shapes = [_reaching(land, line.shape) for line in main if line.kind not in {"bank", "rail"}]
    lines = [Line(shape, "bank") for shape in shapes] + [Line(_reaching(land, land.river_line()), "bank"), edge]
    faces = _faces(lines)
    crowded = faces[_living(faces, homes, people) > CROWDED * people.sum() / count]
    middles = shapely.line_interpolate_point([line.shape for line in halving], 0.5, normalized=True)
    cutting = np.unique(shapely.STRtree(middles).query(crowded, "contains")[1])
    faces = _faces([*lines, *(Line(halving[index].shape, "bank") for index in cutting)])
    owner = _grown(faces, _living(faces, homes, people), count)
    made = [shapely.union_all(faces[owner == number]) for number in range(count)]
    order = np.argsort([part.centroid.distance(shapely.Point(0, 0)) for part in made])
    return [District(f"{n + 1:02d}", district(n), made[index]) for n, index in enumerate(order)]


def _faces(lines: list[Line]) -> np.ndarray:
    """What the lines enclose, in an order of place."""
    faces = shapely.get_parts(shapely.polygonize(network(lines).shapes))
    return faces[np.lexsort(np.round(shapely.get_coordinates(shapely.centroid(faces)), 1).T)]


def _reaching(land: Land, shape: shapely.LineString) -> shapely.Geometry:
    """A main line as it is, its outer ends carried on over the city's edge."""
    parts = []
    for part in shapely.get_parts(shape):
        points = shapely.get_coordinates(part)
        for at, before in ((0, 1), (-1, -2)):
            if land.edge().exterior.distance(shapely.Point(points[at])) < 12:
                way = points[at] - points[before]
                end = (points[at] + way / np.hypot(*way) * 60)[None]
                points = np.vstack([end, points] if at == 0 else [points, end])
        parts.append(shapely.LineString(points))
    return shapely.multilinestrings(parts)


def _living(faces: np.ndarray, homes: np.ndarray, people: np.ndarray) -> np.ndarray:
    """How many people live in each face, and a few more by its area, so that none weighs nothing."""
    home, face = shapely.STRtree(faces).query(shapely.points(homes), "within")
    return np.bincount(face, people[home], minlength=len(faces)) + 1e-5 * shapely.area(faces)


def _grown(faces: np.ndarray, weight: np.ndarray, count: int) -> np.ndarray:
    """A district's number for each face: by people where they live, the land beyond by what is near."""
    places = shapely.get_coordinates(shapely.centroid(faces))
    owner = np.full(len(faces), -1)
    thin = 1e6 * (weight < np.sort(weight)[-2 * count :].min())
    away = -np.hypot(*places.T) - thin
    for number in range(count):
        best = int(np.argmax(away))
        owner[best] = number
        gone = np.hypot(*(places - places[best]).T) - thin
        away = gone if number == 0 else np.minimum(away, gone)
    seeds = places[[int(np.flatnonzero(owner == number)[0]) for number in range(count)]]
    touching = _touching(faces)
    _grow(owner, np.where(thin > 0, np.inf, weight), places, seeds, touching)
    _balance(owner, weight, _rim(faces), touching)
    _grow(owner, np.zeros(len(faces)), places, seeds, touching)
    _join_slivers(owner, faces)
    return owner


def _grow(owner: np.ndarray, weight: np.ndarray, places: np.ndarray, seeds: np.ndarray, touching: list) -> None:
    """Give each face of finite weight in reach to a district: the lightest takes what is nearest its seed."""
    while True:
        size = np.bincount(owner[owner >= 0], weight[owner >= 0], minlength=len(seeds))
        free = [(a, b) for a, b in touching if owner[a] >= 0 > owner[b] and np.isfinite(weight[b])]
        if not free:
            return
        options = [(size[owner[a]], float(np.hypot(*(places[b] - seeds[owner[a]]))), a, b) for a, b in free]
        _, _, one, other = min(options)
        owner[other] = owner[one]


def _join_slivers(owner: np.ndarray, faces: np.ndarray) -> None:
    """Give what is too narrow to touch anything to the district it shares most of its border with."""
    known = np.flatnonzero(owner >= 0)
    for index in np.flatnonzero(owner < 0):
        shared = shapely.length(shapely.intersection(faces[index].boundary, shapely.boundary(faces[known])))
        owner[index] = owner[known[int(np.argmax(shared))]]


def _balance(owner: np.ndarray, weight: np.ndarray, rim: set[int], touching: list[tuple[int, int]]) -> None:
    """Give faces at the borders of districts that are too large, or beside those too small, to the smaller side."""
    usual = float(weight[owner >= 0].sum()) / (owner.max() + 1)
    while True:
        size = np.bincount(owner[owner >= 0], weight[owner >= 0])
        best, move = 0.0, (-1, -1)
        for face, beside in touching:
            one, other = owner[face], owner[beside]
            if min(one, other) < 0 or one == other or not (size[one] > MOST * usual or size[other] < LEAST * usual):
                continue
            gain = weight[face] * (size[one] - size[other] - weight[face])
            if gain > best and _may_change(owner, face, int(other), rim, touching):
                best, move = gain, (face, int(other))
        if not best:
            return
        owner[move[0]] = move[1]


def _may_change(owner: np.ndarray, face: int, to: int, rim: set[int], touching: list[tuple[int, int]]) -> bool:
    """Whether the face's district stays in one piece without it, and the district `to` encloses no other with it."""
    left = set(np.flatnonzero(owner == owner[face]).tolist()) - {face}
    others = set(np.flatnonzero(owner != to).tolist()) - {face}
    homes = {one for one in others if owner[one] >= 0}
    whole = bool(left) and _reached({min(left)}, left, touching) == left
    return whole and homes <= _reached(rim & others, others, touching)


def _reached(start: set[int], within: set[int], touching: list[tuple[int, int]]) -> set[int]:
    """The faces of `within` that can be walked to from `start`."""
    seen, news = set(start), set(start)
    while news:
        news = {b for a, b in touching if a in news and b in within} - seen
        seen |= news
    return seen


def _rim(faces: np.ndarray) -> set[int]:
    """The faces at the edge of them all."""
    edge = shapely.boundary(shapely.union_all(faces))
    return set(np.flatnonzero(shapely.length(shapely.intersection(shapely.boundary(faces), edge)) > 60).tolist())


def _touching(faces: np.ndarray) -> list[tuple[int, int]]:
    """Pairs of faces, both ways, with a common border of more than 60 metres."""
    one, other = shapely.STRtree(faces).query(faces, "intersects")
    shared = shapely.length(shapely.intersection(shapely.boundary(faces[one]), shapely.boundary(faces[other])))
    near = (one != other) & (shared > 60)
    return list(zip(one[near].tolist(), other[near].tolist(), strict=True))


def district_of(made: list[District], points: np.ndarray) -> np.ndarray:
    """Index of the district of each local point; -1 outside all."""
    found = np.full(len(points), -1)
    tree = shapely.STRtree([one.polygon for one in made])
    point, number = tree.query(shapely.points(points), "within")
    found[point] = number
    return found
