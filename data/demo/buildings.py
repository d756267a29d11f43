"""The buildings of the town: put up block by block, given heights, addresses and, a few, a public use."""

from dataclasses import replace

import numpy as np
import shapely

from .districts import district_of
from .lots import BUILD
from .plan import Plan
from .shapes import Building

STOREY = 3.1
PUBLIC = (
    ("police", "Отдел полиции «Старый город»", (10, 520)),
    ("police", "Отдел полиции «Заречный»", (-700, -420)),
    ("fire_station", "Пожарная часть № 1", (640, 560)),
    ("fire_station", "Пожарная часть № 2", (520, -260)),
    ("townhall", "Администрация города", (90, 330)),
    ("library", "Городская библиотека", (-180, 460)),
    ("theatre", "Драматический театр", (330, 330)),
    ("pharmacy", "Аптека № 3", (-1200, 500)),
    ("bus_station", "Автовокзал", (1500, 380)),
    ("marketplace", "Крытый рынок", (420, 560)),
)


def buildings(plan: Plan, rng: np.random.Generator) -> list[Building]:
    """All buildings with addresses; none overlaps a street, the water or another."""
    found = [
        Building(shape, use, *_height(use, levels, rng), block=number)
        for number, block in enumerate(plan.blocks)
        for shape, use, levels in BUILD[block.use](plan.ground, block, rng)
    ]
    found = _named(plan, _public(plan, found))
    middles = np.array([building.middle for building in found])
    places = district_of(plan.districts, middles)
    found = [replace(building, district=int(place)) for building, place in zip(found, places, strict=True)]
    return _addressed(plan, found, middles)


def _height(use: str, levels: int | None, rng: np.random.Generator) -> tuple[int | None, float | None]:
    """As in real extracts: a measured height, or storeys only, or neither."""
    tall = (levels or 0) * STOREY + rng.uniform(0.6, 2.4)
    if use in {"industrial", "warehouse", "storage_tank"}:
        tall = rng.uniform(7, 15)
    share = rng.random()
    if share < 0.4:
        return levels, round(float(tall), 1)
    return (levels, None) if share < 0.8 else (None, None)


def _public(plan: Plan, found: list[Building]) -> list[Building]:
    found = list(found)
    middles = np.array([building.middle for building in found])
    for amenity, name, (s, d) in PUBLIC:
        away = np.hypot(*(middles - plan.ground.place(s, d)[0]).T)
        fits = np.array([b.polygon.area > 220 and b.amenity is None and b.use != "school" for b in found])
        best = int(np.argmin(np.where(fits, away, np.inf)))
        found[best] = replace(found[best], amenity=amenity, name=name, use="public")
    return found


def _named(plan: Plan, found: list[Building]) -> list[Building]:
    own = {"school", "hospital", "kindergarten"}
    return [replace(b, name=plan.blocks[b.block].name) if b.use in own else b for b in found]


def _addressed(plan: Plan, found: list[Building], middles: np.ndarray) -> list[Building]:
    """Street and number from the nearest street: odd on its left, even on its right, rising along it."""
    named = [i for i, edge in enumerate(plan.edges) if edge.name and edge.kind != "footway" and not edge.bridge]
    lines = np.array([shapely.LineString(plan.edges[i].points) for i in named])
    nearest = shapely.STRtree(lines).nearest(shapely.points(middles))
    edges = np.array(named)[nearest]
    order = _along(plan, edges, middles)
    counters: dict[tuple[str, bool], int] = {}
    result = list(found)
    for index in np.lexsort((order, edges)):
        building, edge = found[index], plan.edges[edges[index]]
        if building.use in {"shed", "garages", "service", "storage_tank", "pavilion"}:
            result[index] = replace(building, edge=int(edges[index]))
            continue
        left = _is_left(edge.points, middles[index])
        counters[edge.name, left] = counters.get((edge.name, left), 0) + 1
        number = counters[edge.name, left] * 2 - left
        result[index] = replace(building, street=edge.name, number=str(number), edge=int(edges[index]))
    return result


def _along(plan: Plan, edges: np.ndarray, middles: np.ndarray) -> np.ndarray:
    lines = np.array([shapely.LineString(plan.edges[i].points) for i in edges])
    return np.round(shapely.line_locate_point(lines, shapely.points(middles)), 3)


def _is_left(points: np.ndarray, here: np.ndarray) -> bool:
    (x0, y0), (x1, y1) = points[0], points[-1]
    return bool((x1 - x0) * (here[1] - y0) - (y1 - y0) * (here[0] - x0) > 0)
