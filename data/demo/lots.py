"""How each part of town is built up: one function a kind of block, each giving (polygon, use, levels) in turn."""

from collections.abc import Callable, Iterator

import numpy as np
from shapely.geometry import Polygon

from .blocks import Block
from .ground import Ground
from .shapes import Site, bar, quad, winged

Found = Iterator[tuple[Polygon, str, int | None]]
INSET = 17.0


def _cuts(rng: np.random.Generator, start: float, end: float, low: float, high: float) -> list[tuple[float, float]]:
    """Uneven pieces of a street's front."""
    edges, here = [], start
    while here + low * 0.8 < end:
        width = min(rng.uniform(low, high), end - here)
        edges.append((here, here + width))
        here += width
    return edges


def centre(ground: Ground, block: Block, rng: np.random.Generator) -> Found:
    """Houses wall to wall around a yard, with lower wings inside."""
    site = Site(block.land)
    (s0, s1, d0, d1), deep = _inner(block), rng.uniform(11, 14)
    levels = int(rng.integers(2, 5))
    fronts = [(a, b, *side) for side in ((d0, d0 + deep), (d1 - deep, d1)) for a, b in _cuts(rng, s0, s1, 14, 30)]
    fronts += [
        (*side, a, b)
        for side in ((s0, s0 + deep), (s1 - deep, s1))
        for a, b in _cuts(rng, d0 + deep, d1 - deep, 13, 26)
    ]
    for a, b, c, e in fronts:
        shape = quad(ground, a + 0.2, b - 0.2, c + 0.2, e - 0.2)
        if rng.random() < 0.93 and shape.area > 60 and site.put(shape):
            yield shape, _downtown(rng), max(1, levels + int(rng.integers(-1, 2)))
    for _ in range(4):
        s, d = rng.uniform(s0 + 22, max(s0 + 23, s1 - 22)), rng.uniform(d0 + 20, max(d0 + 21, d1 - 20))
        shape = bar(ground, s, d, rng.uniform(8, 18), rng.uniform(6, 9), rng.choice([0, np.pi / 2]))
        if _spaced(site, shape, 5):
            yield shape, str(rng.choice(["yes", "garages", "service"])), 1


def flats(ground: Ground, block: Block, rng: np.random.Generator) -> Found:
    """Long slabs in rows, some across, a tower or two and a shop."""
    site = Site(block.land)
    s0, s1, d0, d1 = _inner(block)
    tall = int(rng.choice([5, 5, 9]))
    rows = np.arange(d0 + 8, d1 - 6, rng.uniform(40, 47))
    for d in rows:
        for a, b in _cuts(rng, s0, s1, 58, 92):
            shape = bar(ground, (a + b) / 2, d, min(b - a - 14, 78), 12.6)
            if rng.random() < 0.82 and b - a > 40 and _spaced(site, shape, 9):
                yield shape, "apartments", tall
    for _ in range(12):
        s, d = rng.uniform(s0, s1), rng.uniform(d0, d1)
        tower = rng.random() < 0.4
        shape = bar(ground, s, d, 24, 19) if tower else bar(ground, s, d, rng.uniform(44, 66), 12.6, np.pi / 2)
        if _spaced(site, shape, 11):
            yield shape, "apartments", int(rng.integers(12, 17)) if tower else tall
    for use, size in (("retail", (26, 15)), ("service", (7, 6)), ("garages", (34, 6)), ("retail", (18, 12))):
        shape = bar(ground, rng.uniform(s0, s1), rng.uniform(d0, d1), *size)
        if _spaced(site, shape, 7):
            yield shape, use, 1


def villas(ground: Ground, block: Block, rng: np.random.Generator) -> Found:
    """Small houses along the streets, a shed behind every other."""
    site = Site(block.land)
    s0, s1, d0, d1 = _inner(block)
    for d, inward in ((d0 + 6, 1), (d1 - 6, -1)):
        for a, b in _cuts(rng, s0, s1, 19, 27):
            yield from _homestead(ground, site, rng, (a + b) / 2, d + inward * rng.uniform(0, 4), inward, b - a)
    for s in (s0 + 6, s1 - 6):
        for a, b in _cuts(rng, d0 + 26, d1 - 26, 20, 28):
            shape = bar(ground, s, (a + b) / 2, rng.uniform(8, 11), rng.uniform(9, 13))
            if rng.random() < 0.8 and _spaced(site, shape, 4):
                yield shape, "house", int(rng.integers(1, 3))


def _homestead(ground: Ground, site: Site, rng, s: float, d: float, inward: int, width: float) -> Found:
    if rng.random() < 0.09:
        return
    house = bar(ground, s, d, min(rng.uniform(9, 14), width - 6), rng.uniform(8, 11), rng.normal(0, 0.03))
    if _spaced(site, house, 4):
        yield house, "house", int(rng.choice([1, 1, 2]))
    shed = bar(ground, s + rng.uniform(-5, 5), d + inward * rng.uniform(17, 24), rng.uniform(4, 7), rng.uniform(3.5, 5))
    if rng.random() < 0.32 and _spaced(site, shed, 2):
        yield shed, "shed", None


def industry(ground: Ground, block: Block, rng: np.random.Generator) -> Found:
    """Large halls, an office by the gate, tanks and sheds."""
    site = Site(block.land)
    s0, s1, d0, d1 = _inner(block)
    for _ in range(26):
        length, depth = rng.uniform(38, 105), rng.uniform(20, 52)
        turn = rng.choice([0, 0, np.pi / 2])
        shape = bar(ground, rng.uniform(s0, s1), rng.uniform(d0, d1), length, depth, turn)
        if len(site.taken) < 3 + block.cells * 2 and _spaced(site, shape, 12):
            yield shape, str(rng.choice(["industrial", "industrial", "warehouse"])), None
    for _ in range(10):
        s, d = rng.uniform(s0, s1), rng.uniform(d0, d1)
        tank = rng.random() < 0.35
        shape = (
            _tank(ground, s, d, rng.uniform(5, 9))
            if tank
            else bar(ground, s, d, rng.uniform(10, 26), rng.uniform(8, 13))
        )
        if _spaced(site, shape, 6):
            yield (
                shape,
                "storage_tank" if tank else str(rng.choice(["office", "service", "garages"])),
                None if tank else 2,
            )


def institution(ground: Ground, block: Block, rng: np.random.Generator) -> Found:
    """One winged building in its grounds; a hospital has pavilions beside it."""
    site = Site(block.land.buffer(-4))
    s, d = block.middle
    use = {"school": "school", "kindergarten": "kindergarten", "hospital": "hospital"}[block.use]
    levels = {"school": 3, "kindergarten": 2, "hospital": 6}[block.use]
    turn = float(rng.choice([0, np.pi / 2, np.pi]))
    plans = [winged(ground, s, d, length, str(rng.choice(list("EHLU"))), turn) for length in (66.0, 54.0, 44.0, 36.0)]
    plans += [bar(ground, s, d, length, 13, way) for length in (40, 28) for way in (0, np.pi / 2)]
    for shape in plans:
        if site.put(shape):
            yield shape, use, levels
            break
    for _ in range(8 if block.use == "hospital" else 3):
        s, d = rng.uniform(*block.frame[:2]), rng.uniform(*block.frame[2:])
        shape = bar(ground, s, d, rng.uniform(14, 34), 12)
        if block.use == "hospital" and _spaced(site, shape, 10):
            yield shape, use, 3


def park(ground: Ground, block: Block, rng: np.random.Generator) -> Found:
    """A pavilion or two; the paths stay free."""
    s0, _, d0, d1 = _inner(block)
    if block.cells > 1:
        shape = bar(ground, s0 + 8, (d0 + d1) / 2, 14, 9)
        if block.land.contains(shape):
            yield shape, "pavilion", 1


BUILD: dict[str, Callable[[Ground, Block, np.random.Generator], Found]] = {
    "centre": centre,
    "flats": flats,
    "villas": villas,
    "industry": industry,
    "school": institution,
    "kindergarten": institution,
    "hospital": institution,
    "park": park,
}


def _inner(block: Block) -> tuple[float, float, float, float]:
    s0, s1, d0, d1 = block.frame
    inset = {"centre": 19.0, "villas": 19.0}.get(block.use, INSET)
    return s0 + inset, s1 - inset, d0 + inset, d1 - inset


def _spaced(site: Site, shape: Polygon, gap: float) -> bool:
    site.gap = gap
    return site.put(shape)


def _downtown(rng: np.random.Generator) -> str:
    return str(rng.choice(["apartments", "commercial", "retail", "office", "yes"], p=[0.5, 0.15, 0.15, 0.08, 0.12]))


def _tank(ground: Ground, s: float, d: float, radius: float) -> Polygon:
    turn = np.linspace(0, 2 * np.pi, 17)[:-1]
    return Polygon(ground.place(s, d)[0] + radius * np.column_stack([np.cos(turn), np.sin(turn)]))
