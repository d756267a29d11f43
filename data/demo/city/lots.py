"""How each kind of block is built up: candidates in order of precedence, of which those that fit are kept."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Polygon

from .blocks import Block
from .forms import along_ring, rectangles, ring_sides, winged
from .quarters import angle_of

YARD = (("service", (7, 6)), ("garages", (34, 6)), ("retail", (18, 11)))


@dataclass
class Lots:
    """Candidates: parallel lists of polygons, uses, storeys (0: unknown) and the gap each wants, metres."""

    shapes: list
    uses: list[str]
    levels: list[int]
    gaps: list[float]

    def add(self, shapes, use, levels, gap: float) -> None:
        count = len(shapes)
        self.shapes.extend(shapes)
        self.uses.extend([use] * count if isinstance(use, str) else list(use))
        self.levels.extend(np.broadcast_to(levels, count).tolist())
        self.gaps.extend([gap] * count)


def candidates(block: Block, rng: np.random.Generator) -> Lots:
    lots = Lots([], [], [], [])
    BUILD.get(block.use, park)(block.land, lots, rng)
    return lots


def old(land: Polygon, lots: Lots, rng: np.random.Generator) -> None:
    """Houses wall to wall along the lanes, sheds in the yards."""
    _fronts(land, lots, rng, (11, 14), (12, 26), int(rng.integers(2, 4)))
    _yard(land, lots, rng, ["yes", "service", "garages"], 0.7)


def centre(land: Polygon, lots: Lots, rng: np.random.Generator) -> None:
    """Tall fronts around a yard."""
    _fronts(land, lots, rng, (13, 16), (20, 44), int(rng.integers(3, 7)))
    _yard(land, lots, rng, ["service", "garages", "retail"], 0.5)


def _fronts(land: Polygon, lots: Lots, rng, deep: tuple, wide: tuple, levels: int) -> None:
    depth = rng.uniform(*deep)
    for start, way, length in ring_sides(land, 1.5, 16.0):
        inward = np.array([-way[1], way[0]])
        at = depth + 0.3
        while at + wide[0] * 0.7 < length:
            width = min(rng.uniform(*wide), length - at)
            middle = start + way * (at + width / 2) + inward * (depth / 2)
            if rng.random() < 0.94:
                shape = rectangles(middle[None], width - 0.3, depth, np.arctan2(way[1], way[0]))
                use = str(
                    rng.choice(["apartments", "commercial", "retail", "office", "yes"], p=[0.55, 0.13, 0.14, 0.08, 0.1])
                )
                lots.add(shape, use, max(1, levels + int(rng.integers(-1, 2))), 0.2)
            at += width


def _yard(land: Polygon, lots: Lots, rng: np.random.Generator, uses: list[str], per_1000: float) -> None:
    inner = land.buffer(-20)
    middles = _scattered(inner, int(inner.area / 1000 * per_1000 * 3), rng)
    shapes = rectangles(
        middles, rng.uniform(7, 18, len(middles)), rng.uniform(5, 9, len(middles)), _angles(land, middles, rng)
    )
    lots.add(shapes, [str(use) for use in rng.choice(uses, len(middles))], 1, 6.0)


def flats(land: Polygon, lots: Lots, rng: np.random.Generator) -> None:
    """Slabs of five or nine storeys: around a yard, or in rows."""
    tall = int(rng.choice([5, 5, 9, 9, 10]))
    (_around if rng.random() < 0.55 else _rows)(land, lots, rng, tall)
    _services(land, lots, rng)


def towers(land: Polygon, lots: Lots, rng: np.random.Generator) -> None:
    """Tall slabs and towers of nine to seventeen storeys with wide yards."""
    _around(land, lots, rng, int(rng.choice([9, 10, 12, 16])))
    middles = _scattered(land.buffer(-34), int(land.area / 2500), rng)
    lots.add(
        rectangles(middles, 26, 22, _angles(land, middles, rng)), "apartments", rng.integers(12, 18, len(middles)), 34.0
    )
    _services(land, lots, rng)


def _around(land: Polygon, lots: Lots, rng: np.random.Generator, tall: int) -> None:
    for start, way, length in ring_sides(land, 11.0, 30.0):
        inward = np.array([-way[1], way[0]])
        at = rng.uniform(2, 9)
        while at + 34 < length:
            width = min(rng.uniform(46, 96), length - at - 2)
            middle = start + way * (at + width / 2) + inward * 7.0
            lots.add(rectangles(middle[None], width, 13.2, np.arctan2(way[1], way[0])), "apartments", tall, 12.0)
            at += width + rng.uniform(13, 24)
    if land.area > 26_000:
        _rows(land.buffer(-44), lots, rng, tall)


def _rows(land: Polygon, lots: Lots, rng: np.random.Generator, tall: int) -> None:
    """Parallel slabs along the land's longer side or across it."""
    if land.is_empty:
        return
    angle = angle_of(land) + (np.pi / 2 if rng.random() < 0.3 else 0)
    length, apart = rng.uniform(58, 88), 30 + 3.2 * min(tall, 9)
    middle = np.array(land.centroid.coords[0])
    u, v = np.meshgrid(np.arange(-6, 7) * (length + 17), np.arange(-6, 7) * apart)
    u = u + (np.arange(13) % 2)[:, None] * rng.choice([0, 14])
    cos, sin = np.cos(angle), np.sin(angle)
    places = middle + np.column_stack([(u * cos - v * sin).ravel(), (u * sin + v * cos).ravel()])
    near = shapely.contains_xy(land.buffer(10), places[:, 0], places[:, 1])
    lots.add(rectangles(places[near], length, 12.8, angle), "apartments", tall, 14.0)
    lots.add(rectangles(places[near], length * 0.6, 12.8, angle), "apartments", tall, 14.0)


def _services(land: Polygon, lots: Lots, rng: np.random.Generator) -> None:
    """Shops at the street, transformer houses and rows of garages in the yards."""
    places, angles = along_ring(land, 11.0, rng.uniform(60, 150, 60))
    chosen = rng.random(len(places)) < 0.4
    lots.add(rectangles(places[chosen], 26, 15, angles[chosen]), "retail", 1, 9.0)
    middles = _scattered(land.buffer(-14), max(2, int(land.area / 7000)), rng)
    which = rng.integers(0, len(YARD), len(middles))
    length, depth = np.array([size for _, size in YARD])[which].T
    uses = [YARD[one][0] for one in which]
    lots.add(rectangles(middles, length, depth, _angles(land, middles, rng)), uses, 1, 10.0)


def villas(land: Polygon, lots: Lots, rng: np.random.Generator) -> None:
    """A house a plot along every street, a shed behind some."""
    places, angles = along_ring(land, rng.uniform(8.5, 10.5), rng.uniform(18.5, 24.5, 160))
    count = len(places)
    kept = rng.random(count) < 0.95
    length, depth = rng.uniform(8.5, 14, count), rng.uniform(8, 11.5, count)
    shapes = rectangles(places, length, depth, angles + rng.normal(0, 0.04, count))
    lots.add(shapes[kept], "house", rng.choice([1, 1, 2], count)[kept], 4.5)
    inward = np.column_stack([np.sin(angles), -np.cos(angles)]) * rng.uniform(15, 20, (count, 1))
    behind = rng.random(count) < 0.22
    sheds = rectangles((places + inward)[behind], rng.uniform(4, 7, count)[behind], 4.2, angles[behind])
    lots.add(sheds, "shed", 0, 3.0)


def industry(land: Polygon, lots: Lots, rng: np.random.Generator) -> None:
    """Halls in line with the yard, offices, tanks and sheds."""
    middles = _scattered(land.buffer(-16), int(land.area / 600), rng)
    count, most = len(middles), int(land.area / 6500) + 2
    angles = _angles(land, middles, rng)
    halls = rectangles(middles, rng.uniform(38, 118, count), rng.uniform(20, 54, count), angles)
    fits = np.flatnonzero(shapely.contains(land, halls))[: 4 * most]
    lots.add(halls[fits], [str(u) for u in rng.choice(["industrial", "industrial", "warehouse"], len(fits))], 0, 13.0)
    some = slice(0, int(land.area / 3500) + 3)
    small = rectangles(
        middles[::-1][some], rng.uniform(9, 26, count)[some], rng.uniform(8, 14, count)[some], angles[some]
    )
    lots.add(small, [str(u) for u in rng.choice(["office", "service", "garages"], len(small))], 2, 6.0)
    tanks = shapely.buffer(shapely.points(middles[count // 2 :][some]), rng.uniform(5, 10), quad_segs=5)
    lots.add(tanks, "storage_tank", 0, 5.0)


def institution(land: Polygon, lots: Lots, rng: np.random.Generator, use: str, levels: int, sizes: tuple) -> None:
    """One winged building in its grounds; the largest that fits stands."""
    middle = shapely.get_coordinates(shapely.maximum_inscribed_circle(land, tolerance=2.0))[0]
    angle = angle_of(land) + float(rng.choice([0, np.pi]))
    letters = rng.permutation(list("EHLU"))
    plans = [winged(middle, length, str(letter), angle) for length in sizes for letter in letters]
    plans += list(rectangles(np.tile(middle, (3, 1)), np.array([40, 28, 18]), 13, angle))
    fitting = [plan for plan in plans if land.contains(plan)]
    lots.add(fitting[:1], use, levels, 8.0)


def park(land: Polygon, lots: Lots, rng: np.random.Generator) -> None:
    """A pavilion now and then."""
    middles = _scattered(land.buffer(-25), int(land.area / 30_000), rng)
    lots.add(rectangles(middles, 14, 9, _angles(land, middles, rng)), "pavilion", 1, 10.0)


def market(land: Polygon, lots: Lots, rng: np.random.Generator) -> None:
    """A hall and rows of stalls."""
    middle = np.array(land.point_on_surface().coords)
    angle = angle_of(land)
    for length, depth in ((62, 34), (42, 26), (26, 16)):
        lots.add(rectangles(middle, length, depth, angle), "retail", 2, 8.0)
    places, angles = along_ring(land, 9.0, rng.uniform(24, 34, 40))
    lots.add(rectangles(places, 20, 4, angles), "kiosk", 1, 4.0)


def hospital(land: Polygon, lots: Lots, rng: np.random.Generator) -> None:
    institution(land, lots, rng, "hospital", 6, (96.0, 78.0, 60.0, 44.0))
    middles = _scattered(land.buffer(-20), 14, rng)
    lots.add(rectangles(middles, 38, 15, _angles(land, middles, rng)), "hospital", 3, 16.0)


def _scattered(land, count: int, rng: np.random.Generator) -> np.ndarray:
    """About `count` places within the land."""
    if land.is_empty or count < 1:
        return np.zeros((0, 2))
    x0, y0, x1, y1 = land.bounds
    spread = rng.uniform((x0, y0), (x1, y1), (2 * count, 2))
    return spread[shapely.contains_xy(land, spread[:, 0], spread[:, 1])][:count]


def _angles(land: Polygon, middles: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return angle_of(land) + rng.choice([0, np.pi / 2], len(middles))


BUILD: dict[str, Callable] = {
    "old": old,
    "centre": centre,
    "flats": flats,
    "towers": towers,
    "villas": villas,
    "industry": industry,
    "park": park,
    "marketplace": market,
    "hospital": hospital,
    "school": lambda land, lots, rng: institution(land, lots, rng, "school", 3, (72.0, 60.0, 48.0, 38.0)),
    "university": lambda land, lots, rng: institution(land, lots, rng, "university", 4, (84.0, 66.0, 48.0)),
    "kindergarten": lambda land, lots, rng: institution(land, lots, rng, "kindergarten", 2, (50.0, 42.0, 34.0)),
}
