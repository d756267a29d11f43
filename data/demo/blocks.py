"""The blocks between the streets, and what each is for."""

from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.ops import unary_union

from .ground import Ground
from .sizes import Size
from .streets import HALF_WIDTH, Bank, Edge

SPAN = {"centre": (1, 1), "flats": (2, 2), "villas": (2, 1), "industry": (2, 2)}
WHOLE = {"centre": 0.0, "flats": 0.8, "villas": 0.5, "industry": 0.75}
PARKS = (
    (420, 930, "Городской парк", 4),
    (-330, 330, "Соборный сквер", 1),
    (330, 250, "Театральный сквер", 1),
    (-1250, 620, "Тополиный парк", 4),
    (1500, 470, "Вокзальный сквер", 2),
    (-420, -130, "Заречный парк", 2),
    (-1150, -620, "Парк «Мельница»", 2),
    (420, -560, "Молодёжный парк", 4),
    (-1750, 1000, "Сосновый сквер", 1),
    (1050, 1200, "Ярмарочный сквер", 1),
)
SCHOOLS = (
    (-420, 780),
    (1250, 780),
    (-1450, 350),
    (180, 1200),
    (-900, -420),
    (150, -420),
    (-1600, -800),
    (900, 1450),
)
KINDERGARTENS = ((-1100, 950), (-150, -750))
HOSPITALS = ((1350, 1050),)


@dataclass(frozen=True)
class Block:
    """Land between streets. `land` is what may be built on, in local metres; `frame` its (s0, s1, d0, d1)."""

    bank: str
    use: str
    name: str | None
    cells: int
    frame: tuple[float, float, float, float]
    land: Polygon

    @property
    def middle(self) -> tuple[float, float]:
        return (self.frame[0] + self.frame[1]) / 2, (self.frame[2] + self.frame[3]) / 2


def zone(ground: Ground, s: float, d: float) -> str:
    """What part of town a point is in; the borders of the parts are wavy."""
    s = s + 90 * np.sin(d / 260 + ground.phases[2] * 6)
    d = d + 70 * np.sin(s / 310 + ground.phases[3] * 6)
    if d > 0:
        if ((s - 90) / 700) ** 2 + ((d - 400) / 460) ** 2 < 1:
            return "centre"
        flats = (-1750 < s < -560 and 150 < d < 1050) or (820 < s < 1650 and 120 < d < 1000)
        return "flats" if flats or (-200 < s < 700 and 850 < d < 1250) else "villas"
    if s > 640 and d < -120:
        return "industry"
    return "flats" if s > -420 and d > -900 else "villas"


def grouped(ground: Ground, bank: Bank, rng: np.random.Generator) -> tuple[np.ndarray, list[str]]:
    """Cells joined into blocks that no large street crosses: (cell to block, -1 unbuilt) and each block's zone."""
    columns, rows = bank.kept.shape
    groups = np.full((columns, rows), -1)
    zones: list[str] = []
    centre = (bank.nodes[:-1, :-1] + bank.nodes[1:, 1:]) / 2
    kinds = np.array([[zone(ground, *centre[i, j]) for j in range(rows)] for i in range(columns)])
    for i, j in np.argwhere(bank.kept):
        if groups[i, j] != -1:
            continue
        width, depth = _span(bank, groups, kinds, int(i), int(j), rng)
        groups[i : i + width, j : j + depth] = len(zones)
        zones.append(str(kinds[i, j]))
    return groups, zones


def _span(bank: Bank, groups, kinds, i: int, j: int, rng: np.random.Generator) -> tuple[int, int]:
    width, depth = SPAN[kinds[i, j]] if rng.random() < WHOLE[kinds[i, j]] else (1, 1)
    while (width, depth) != (1, 1):
        part = (slice(i, i + width), slice(j, j + depth))
        inside = i + width <= kinds.shape[0] and j + depth <= kinds.shape[1]
        free = inside and (groups[part] == -1).all() and bank.kept[part].all() and (kinds[part] == kinds[i, j]).all()
        large = [bank.cross_kind[i + 1]] * (width - 1) + [bank.row_kind[j + 1]] * (depth - 1)
        if free and all(kind == "residential" for kind in large):
            break
        width, depth = (width, 1) if depth > 1 else (1, 1)
    return width, depth


def blocks(ground: Ground, bank: Bank, groups: np.ndarray, zones: list[str], edges: list[Edge]) -> list[Block]:
    """The blocks of one bank, less the width of the streets around them."""
    roads = np.array([shapely.LineString(e.points).buffer(HALF_WIDTH[e.kind] + 1.5, quad_segs=4) for e in edges])
    tree = shapely.STRtree(roads)
    water = ground.river().buffer(6)
    made = []
    for number, use in enumerate(zones):
        cells = np.argwhere(groups == number)
        (i0, j0), (i1, j1) = cells.min(axis=0), cells.max(axis=0) + 1
        outline = _outline(ground, bank, i0, i1, j0, j1)
        near = tree.query(outline)
        land = outline.difference(unary_union([*roads[near], water]))
        land = max(getattr(land, "geoms", [land]), key=lambda part: part.area)
        corners = bank.nodes[[i0, i0, i1, i1], [j0, j1, j0, j1]]
        (s0, d0), (s1, d1) = corners.min(axis=0), corners.max(axis=0)
        made.append(Block(bank.side, use, None, len(cells), (float(s0), float(s1), float(d0), float(d1)), land))
    return made


def _outline(ground: Ground, bank: Bank, i0: int, i1: int, j0: int, j1: int) -> Polygon:
    ring = (
        [(i, j0) for i in range(i0, i1)]
        + [(i1, j) for j in range(j0, j1)]
        + [(i, j1) for i in range(i1, i0, -1)]
        + [(i0, j) for j in range(j1, j0, -1)]
    )
    corners = [tuple(bank.nodes[node]) for node in ring]
    paths = [ground.path(a, b)[:-1] for a, b in zip(corners, corners[1:] + corners[:1], strict=True)]
    return Polygon(np.vstack(paths)).buffer(0)


def with_uses(made: list[Block], size: Size) -> list[Block]:
    """Parks, schools, kindergartens and the hospital given the blocks nearest to where the town wants them."""
    made = list(made)
    for s, d, name, cells in PARKS:
        _give(made, s, d, "park", name, cells)
    for number, (s, d) in enumerate(SCHOOLS[: size.schools], start=1):
        _give(made, s, d, "school", f"Школа № {number}", 1)
    for number, (s, d) in enumerate(KINDERGARTENS, start=1):
        _give(made, s, d, "kindergarten", f"Детский сад № {number}", 1)
    for s, d in HOSPITALS:
        _give(made, s, d, "hospital", "Городская больница", 2)
    return made


def _give(made: list[Block], s: float, d: float, use: str, name: str, cells: int) -> None:
    free = [i for i, block in enumerate(made) if block.use in SPAN and block.land.area > 4000]

    def far(i: int) -> float:
        middle = made[i].middle
        return float(np.hypot(middle[0] - s, middle[1] - d) + 160 * abs(made[i].cells - cells))

    best = min(free, key=far)
    made[best] = replace(made[best], use=use, name=name)
