"""The plan of the town: ground, districts, streets and blocks, before anything is built."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.ops import unary_union

from .blocks import Block, blocks, grouped, with_uses
from .districts import District, districts
from .ground import Ground, ground
from .sizes import Size
from .streets import HALF_WIDTH, Edge, banks, crossings, lattice_edges


@dataclass(frozen=True)
class Plan:
    """What the town is drawn on; geometry in local metres."""

    ground: Ground
    districts: list[District]
    boundary: Polygon
    river: Polygon
    edges: list[Edge]
    blocks: list[Block]
    woods: list[Polygon]
    meadows: list[Polygon]


def plan(size: Size, rng: np.random.Generator) -> Plan:
    """Lay the town out; the same generator state gives the same plan."""
    land = ground(size, rng)
    both = banks(land, rng)
    through = crossings(land, both)
    edges, made = list(through), []
    for bank in both:
        groups, zones = grouped(land, bank, rng)
        own = lattice_edges(land, bank, groups)
        edges += own
        made += blocks(land, bank, groups, zones, own + through)
    city = districts(land)
    boundary = unary_union([district.polygon for district in city])
    made = with_uses(made, size)
    paths = [path for block in made if block.use == "park" for path in _park_paths(block)]
    woods, meadows = _outskirts(land, boundary, edges, made, rng)
    return Plan(land, city, boundary, land.river(), edges + paths, made, woods, meadows)


def _park_paths(block: Block) -> list[Edge]:
    """Two paths across a park, from corner to corner."""
    box = shapely.minimum_rotated_rectangle(block.land)
    corners = np.array(box.exterior.coords)[:4]
    name = f"аллея {block.name}" if block.cells > 2 else None
    paths = []
    for number, (a, b) in enumerate([(0, 2), (1, 3)]):
        line = shapely.LineString(corners[[a, b]]).intersection(block.land)
        line = max(getattr(line, "geoms", [line]), key=lambda part: part.length)
        points = np.array(line.segmentize(40).coords)
        paths.append(Edge(("path", block.name, number), ("path", block.name, -number - 1), "footway", name, points))
    return paths


def _outskirts(land: Ground, boundary, edges: list[Edge], made: list[Block], rng) -> tuple[list, list]:
    """Woods and meadows on the unbuilt land: blobs, cut back from everything else."""
    taken = unary_union(
        [shapely.LineString(e.points).buffer(HALF_WIDTH[e.kind] + 6, quad_segs=2) for e in edges]
        + [block.land.buffer(9, quad_segs=1) for block in made]
        + [land.river().buffer(4)]
    )
    free = boundary.buffer(-12).difference(taken)
    woods = _blobs(land, free, rng, 11, (150, 330))
    meadows = _blobs(land, free.difference(unary_union(woods).buffer(8)), rng, 10, (110, 240))
    return woods, meadows


def _blobs(land: Ground, free, rng: np.random.Generator, count: int, radius: tuple[float, float]) -> list[Polygon]:
    found: list[Polygon] = []
    for turn in np.linspace(0, 2 * np.pi, count, endpoint=False) + rng.uniform(0, 0.4):
        reach = rng.uniform(0.86, 0.95)
        s = land.size.half_length * reach * np.sign(np.cos(turn)) * abs(np.cos(turn)) ** 0.74
        d = land.size.half_width * reach * np.sign(np.sin(turn)) * abs(np.sin(turn)) ** 0.74
        around = np.linspace(0, 2 * np.pi, 26)[:-1]
        r = rng.uniform(*radius) * (1 + 0.22 * np.sin(3 * around + turn) + 0.1 * np.sin(5 * around + 2 * turn))
        blob = Polygon(land.place(s + 1.3 * r * np.cos(around), d + 0.8 * r * np.sin(around))).buffer(0)
        left = blob.intersection(free.difference(unary_union(found).buffer(8)))
        found += [part.simplify(2) for part in getattr(left, "geoms", [left]) if part.area > 6000]
    return [part for part in found if part.is_valid and part.geom_type == "Polygon" and not part.interiors]
