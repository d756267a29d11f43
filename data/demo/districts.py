"""The four districts: they share their borders point by point, so they tile the city exactly."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.ops import unary_union

from .ground import Ground

NAMES = {
    "NW": ("01", "Северный район", "Severny District"),
    "NE": ("02", "Старый город", "Old Town"),
    "SW": ("03", "Заречный район", "Zarechny District"),
    "SE": ("04", "Заводской район", "Zavodskoy District"),
}
RINGS = {
    "NW": ("river-west", "line-north", "arc-nw"),
    "NE": ("river-middle", "river-east", "arc-ne", "line-north"),
    "SW": ("river-west", "river-middle", "line-south", "arc-sw"),
    "SE": ("river-east", "arc-se", "line-south"),
}


@dataclass(frozen=True)
class District:
    """One district: its ring as (name of border, backwards) in order, and the polygon that makes, in local metres."""

    key: str
    code: str
    name: str
    name_en: str
    ring: tuple[tuple[str, bool], ...]
    polygon: Polygon


def borders(ground: Ground) -> dict[str, np.ndarray]:
    """The lines districts are made of, by name, in local metres."""
    north, south = ground.size.bridges[0], ground.size.bridges[-1]
    reach = ground.size.half_length
    top, bottom = ground.turn_at(north), 2 * np.pi - ground.turn_at(south)
    lines = {
        "river-west": ground.path((-reach, 0), (north, 0), 60),
        "river-middle": ground.path((north, 0), (south, 0), 60),
        "river-east": ground.path((south, 0), (reach, 0), 60),
        "line-north": ground.path((north, 0), (north, ground.edge_at(north)), 60),
        "line-south": ground.path((south, 0), (south, -ground.edge_at(south)), 60),
        "arc-ne": ground.arc(0, top),
        "arc-nw": ground.arc(top, np.pi),
        "arc-sw": ground.arc(np.pi, bottom),
        "arc-se": ground.arc(bottom, 2 * np.pi),
    }
    return {name: np.round(line, 3) for name, line in lines.items()}


def districts(ground: Ground) -> list[District]:
    lines = borders(ground)
    return [District(key, *NAMES[key], *_ring([(name, lines[name]) for name in RINGS[key]])) for key in NAMES]


def boundary(ground: Ground) -> Polygon:
    """The city's edge: the districts united."""
    return unary_union([district.polygon for district in districts(ground)])


def district_of(all_districts: list[District], points: np.ndarray) -> np.ndarray:
    """Index of the district each local point lies in, -1 outside all."""
    found = np.full(len(points), -1)
    for index, district in enumerate(all_districts):
        found[shapely.contains_xy(district.polygon, points[:, 0], points[:, 1])] = index
    return found


def _ring(lines: list[tuple[str, np.ndarray]]) -> tuple[tuple[tuple[str, bool], ...], Polygon]:
    """Chain the lines end to end, turning those that run backwards."""
    (first, points), rest = lines[0], lines[1:]
    order, chain = [(first, False)], [points]
    while rest:
        here = chain[-1][-1]
        name, line = min(rest, key=lambda item: _gap(item[1], here))
        rest = [item for item in rest if item[0] != name]
        backwards = bool(np.hypot(*(line[-1] - here)) < np.hypot(*(line[0] - here)))
        order.append((name, backwards))
        chain.append(line[::-1] if backwards else line)
    return tuple(order), Polygon(np.vstack([line[:-1] for line in chain]))


def _gap(line: np.ndarray, here: np.ndarray) -> float:
    return float(min(np.hypot(*(line[0] - here)), np.hypot(*(line[-1] - here))))
