"""The streets: a lattice on each bank that follows the river, bent and uneven, joined by bridges."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from .ground import Ground
from .names import StreetNames

HALF_WIDTH = {"primary": 11.0, "secondary": 9.0, "residential": 6.5, "footway": 2.0}
ROAD_OUT = 0.995

Key = tuple[str, int, int]


@dataclass(frozen=True)
class Edge:
    """A street between two junctions: `points` in local metres, `name` None for a path without one."""

    start: object
    end: object
    kind: str
    name: str | None
    points: np.ndarray
    bridge: bool = False


@dataclass
class Bank:
    """One bank's lattice: junctions in (s, d), which line is of which kind and name."""

    side: str
    sign: int
    along: np.ndarray
    away: np.ndarray
    nodes: np.ndarray
    cross_kind: list[str]
    row_kind: list[str]
    cross_name: list[str]
    row_name: list[tuple[str, str]]
    kept: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), bool))


def banks(ground: Ground, rng: np.random.Generator) -> list[Bank]:
    """Both banks; the crossings named alike on either side."""
    names = StreetNames(rng)
    bridges = {s: names.primary() if i == 1 else names.street() for i, s in enumerate(ground.size.bridges)}
    return [_bank(ground, rng, names, bridges, side, sign) for side, sign in (("n", 1), ("s", -1))]


def _bank(ground: Ground, rng: np.random.Generator, names: StreetNames, bridges: dict, side: str, sign: int) -> Bank:
    along = _along(ground, rng, dense=sign > 0)
    away = _away(ground, rng, dense=sign > 0)
    cross_kind = [_cross_kind(s, i, bridges, ground) for i, s in enumerate(along)]
    row_kind = [_row_kind(j) for j in range(len(away))]
    return Bank(
        side,
        sign,
        along,
        away,
        _nodes(ground, rng, along, away, sign),
        cross_kind,
        row_kind,
        [bridges.get(float(s)) or names.street() for s in along],
        [_row_names(names, kind, j, sign) for j, kind in enumerate(row_kind)],
        _kept(ground, along, away, sign),
    )


def _along(ground: Ground, rng: np.random.Generator, dense: bool) -> np.ndarray:
    """Where the crossing lines stand: always at the bridges, closer together in the old centre."""
    reach = ground.size.built_length
    stops = [-reach, *ground.size.bridges, reach]
    lines = [stops[0]]
    for start, end in pairwise(stops):
        old = dense and start >= ground.size.bridges[0] and end <= ground.size.bridges[-1]
        count = max(1, round((end - start) / (88 if old else 132)))
        steps = rng.uniform(0.78, 1.22, count)
        lines.extend(start + np.cumsum(steps) / steps.sum() * (end - start))
        lines[-1] = end
    return np.array(lines)


def _away(ground: Ground, rng: np.random.Generator, dense: bool) -> np.ndarray:
    """Distances of the rows from the river; row 0 is the embankment."""
    rows = [0.0, 190.0 if not dense else 170.0]
    while rows[-1] < ground.size.built_width:
        near = dense and rows[-1] < 720
        rows.append(rows[-1] + (92 if near else 128) * rng.uniform(0.85, 1.18))
    return np.array(rows)


def _nodes(ground: Ground, rng: np.random.Generator, along: np.ndarray, away: np.ndarray, sign: int) -> np.ndarray:
    """Junctions (i, j, 2) in (s, d): pushed about a little, but not on a bridge's line, nor off the embankment."""
    s = np.repeat(along[:, None], len(away), axis=1) + rng.uniform(-9, 9, (len(along), len(away)))
    s[np.isin(along, ground.size.bridges)] = along[np.isin(along, ground.size.bridges)][:, None]
    d = np.repeat(away[None, :], len(along), axis=0) + rng.uniform(-7, 7, (len(along), len(away)))
    d[:, 0] = ground.river_half(s[:, 0]) + 24
    return np.stack([s, d * sign], axis=-1)


def _cross_kind(s: float, index: int, bridges: dict, ground: Ground) -> str:
    if float(s) in bridges:
        return "primary" if float(s) == ground.size.bridges[1] else "secondary"
    return "secondary" if index % 5 == 2 and min(abs(s - b) for b in bridges) > 330 else "residential"


def _row_kind(index: int) -> str:
    if index == 0:
        return "secondary"
    if index == 5:
        return "primary"
    return "secondary" if index == 9 else "residential"


def _row_names(names: StreetNames, kind: str, index: int, sign: int) -> tuple[str, str]:
    """Names of a row west and east of the middle; the large ones keep theirs all along."""
    if index == 0:
        whole = "Северная набережная" if sign > 0 else "Заречная набережная"
        return whole, whole
    west = names.primary() if kind == "primary" else names.street()
    return west, (names.street() if kind == "residential" else west)


def _kept(ground: Ground, along: np.ndarray, away: np.ndarray, sign: int) -> np.ndarray:
    """Which cells of the lattice are built on: a blob with an uneven edge."""
    s = (along[:-1] + along[1:])[:, None] / 2
    d = (away[:-1] + away[1:])[None, :] / 2
    turn = np.arctan2(d * sign, s)
    edge = 1 + 0.07 * np.sin(5 * turn + ground.phases[0] * 6) + 0.05 * np.sin(9 * turn + ground.phases[1] * 6)
    reach = np.abs(s / ground.size.built_length) ** 2.3 + np.abs(d / ground.size.built_width) ** 2.3
    return reach < edge**2.3


def lattice_edges(ground: Ground, bank: Bank, groups: np.ndarray) -> list[Edge]:
    """The streets of a bank: every lattice line that is not inside one block (`groups`, cell to block, -1 unbuilt)."""
    padded = np.pad(groups, 1, constant_values=-1)
    edges = []
    for i in range(len(bank.along)):
        for j in range(len(bank.away)):
            if i + 1 < len(bank.along) and padded[i + 1, j] != padded[i + 1, j + 1]:
                name = bank.row_name[j][0 if bank.nodes[i, j, 0] < 0 else 1]
                edges.append(_edge(ground, bank, (i, j), (i + 1, j), bank.row_kind[j], name))
            if j + 1 < len(bank.away) and padded[i, j + 1] != padded[i + 1, j + 1]:
                edges.append(_edge(ground, bank, (i, j), (i, j + 1), bank.cross_kind[i], bank.cross_name[i]))
    return edges


def crossings(ground: Ground, both: list[Bank]) -> list[Edge]:
    """The bridges and the roads that leave the town."""
    edges = []
    north, south = both
    for s in ground.size.bridges:
        i, k = (int(np.flatnonzero(bank.along == s)[0]) for bank in both)
        start, end = north.nodes[i, 0], south.nodes[k, 0]
        points = ground.path(tuple(start), tuple(end))
        edges.append(Edge(("n", i, 0), ("s", k, 0), north.cross_kind[i], north.cross_name[i], points, bridge=True))
    for bank in both:
        edges.extend(_roads_out(ground, bank))
    return edges


def _roads_out(ground: Ground, bank: Bank) -> list[Edge]:
    """The bridges' streets and the primary rows, carried on to the city's edge."""
    ends: list[tuple[tuple[int, int], tuple[float, float], str, str]] = []
    for i in (int(i) for i in np.flatnonzero(np.isin(bank.along, ground.size.bridges))):
        last = int(np.flatnonzero(bank.kept[min(i, len(bank.kept) - 1)])[-1]) + 1
        s = float(bank.along[i])
        ends.append(((i, last), (s, bank.sign * ground.edge_at(s)), bank.cross_kind[i], bank.cross_name[i]))
    for j in (j for j, kind in enumerate(bank.row_kind) if kind == "primary"):
        columns = np.flatnonzero(bank.kept[:, j - 1] | bank.kept[:, j])
        reach = ground.reach_at(bank.away[j])
        west, east = bank.row_name[j]
        ends.append(((int(columns[0]), j), (-reach, bank.sign * bank.away[j]), "primary", west))
        ends.append(((int(columns[-1]) + 1, j), (reach, bank.sign * bank.away[j]), "primary", east))
    return [_out(ground, bank, *end) for end in ends]


def _out(ground: Ground, bank: Bank, node: tuple[int, int], edge: tuple[float, float], kind: str, name: str) -> Edge:
    points = ground.path(tuple(bank.nodes[node]), (edge[0] * ROAD_OUT, edge[1] * ROAD_OUT))
    key = (bank.side, *node)
    return Edge(key, ("out", name, edge[0] < 0, key), kind, name, points)


def _edge(ground: Ground, bank: Bank, start: tuple, end: tuple, kind: str, name: str) -> Edge:
    points = ground.path(tuple(bank.nodes[start]), tuple(bank.nodes[end]))
    return Edge((bank.side, *start), (bank.side, *end), kind, name, points)
