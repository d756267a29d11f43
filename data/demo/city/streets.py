"""The city's streets: the main lines, the halving streets and each quarter's own, thinned and named."""

from dataclasses import dataclass

import numpy as np
import shapely

from .land import Land
from .lanes import lanes
from .lines import Line, main_lines
from .names import Names, given
from .network import KINDS, Network, network
from .quarters import Quarter, quarters, split
from .strokes import strokes

THINNED = {"flats": 0.24, "towers": 0.3, "villas": 0.1, "industry": 0.2, "centre": 0.04, "old": 0.1}
DEAD_ENDS = 0.09
SHORTEST_NAMED = 70.0


@dataclass
class Streets:
    """The network with shores and railway in it, the quarters it serves, and each segment's street and names.

    `halving`: the streets that cut the land between main streets, as they were drawn, a metre over those they meet.
    `street`: number of the street a segment belongs to, -1 for shores and rails; `names`: by street, None without one.
    """

    network: Network
    quarters: list[Quarter]
    street: np.ndarray
    names: list[Names | None]
    halving: list[Line]


def streets(land: Land, rng: np.random.Generator) -> Streets:
    main = main_lines(land, rng)
    edge = Line(shapely.LineString(land.edge().buffer(-7).exterior), "bank")
    faces = shapely.get_parts(shapely.polygonize(network([*main, edge]).shapes))
    small, halving = split(faces, land, rng)
    parts = quarters(small, land, rng)
    local = [line for quarter in parts for line in lanes(quarter, rng)]
    lines = [*main, *halving, *local, edge]
    whole = _without(network(lines), len(lines) - 1)
    whole = thinned(whole, parts, len(main) + len(halving), rng)
    street, names = _named(whole, lines, rng)
    return Streets(whole, parts, street, names, halving)


def _without(whole: Network, source: int) -> Network:
    """Without the segments of one line."""
    return whole.kept(whole.source != source)


def thinned(whole: Network, parts: list[Quarter], first_local: int, rng: np.random.Generator) -> Network:
    """Some local streets taken out, so that blocks differ, and among villas some left as dead ends."""
    local = np.flatnonzero(whole.source >= first_local)
    middles = shapely.line_interpolate_point(whole.shapes[local], 0.5, normalized=True)
    tree = shapely.STRtree([quarter.land for quarter in parts])
    use = np.array([quarter.use for quarter in parts], dtype=object)[tree.nearest(middles)]
    share = np.array([THINNED.get(one, 0.0) for one in use])
    chance = rng.random(len(local))
    keep = np.ones(len(whole.shapes), bool)
    keep[local[chance < share]] = False
    ending = local[(use == "villas") & (chance > 1 - DEAD_ENDS) & (shapely.length(whole.shapes[local]) > 110)]
    for index in ending:
        _cut_short(whole, int(index), 0.66)
    return whole.kept(keep)


def _cut_short(whole: Network, index: int, share: float) -> None:
    """Leave the first part of a segment; its far end becomes a node of its own."""
    line = whole.shapes[index]
    short = shapely.ops.substring(line, 0, share, normalized=True)
    whole.shapes[index] = short
    whole.nodes = np.vstack([whole.nodes, shapely.get_coordinates(shapely.get_point(short, -1))])
    whole.ends[index, 1] = len(whole.nodes) - 1


def _named(whole: Network, lines: list[Line], rng: np.random.Generator) -> tuple[np.ndarray, list[Names | None]]:
    """Main lines keep their names; the others are named by strokes, the longest first."""
    own = np.array([lines[source].names is not None for source in whole.source])
    street = strokes(whole, ~own & ~whole.is_kind("rail", "bank"))
    names: list[Names | None] = [None] * (street.max() + 1)
    length = np.bincount(street[street >= 0], shapely.length(whole.shapes[street >= 0]), minlength=len(names))
    main = np.zeros(len(names), bool)
    main[street[(street >= 0) & whole.is_kind("secondary", "tertiary")]] = True
    wide, narrow = given(["street"], rng), given(["street", "lane", "drive"], rng)
    taken: set[str] = {line.names["ru"] for line in lines if line.names}
    for number in np.argsort(-(length + 1e5 * main), kind="stable"):
        if length[number] < SHORTEST_NAMED:
            continue
        pool = wide if main[number] else narrow
        names[number] = next(name for name in pool if name["ru"] not in taken)
        taken.add(names[number]["ru"])
    for source in np.unique(whole.source[own]):
        street[whole.source == source] = len(names)
        names.append(lines[source].names)
    return street, names


def kinds() -> list[str]:
    return KINDS
