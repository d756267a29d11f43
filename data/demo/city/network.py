"""Streets cut where they meet: from lines that cross each other to segments between junctions."""

from dataclasses import dataclass

import numpy as np
import shapely

from .lines import HALF_WIDTH, Line

KINDS = list(HALF_WIDTH)
STRAY = 4.0


@dataclass
class Network:
    """Segments as parallel arrays of length n.

    `shapes` LineStrings in local metres; `kind` an index into KINDS; `source` the index of the line each was cut from;
    `ends` (n, 2) node numbers; `nodes` (m, 2) places.
    """

    shapes: np.ndarray
    kind: np.ndarray
    source: np.ndarray
    ends: np.ndarray
    nodes: np.ndarray

    def kept(self, mask: np.ndarray) -> "Network":
        """The same network with the segments of the mask only; nodes stay as they are."""
        return Network(self.shapes[mask], self.kind[mask], self.source[mask], self.ends[mask], self.nodes)

    def degree(self) -> np.ndarray:
        """How many segments meet at each node."""
        return np.bincount(self.ends.ravel(), minlength=len(self.nodes))

    def kinds(self) -> np.ndarray:
        """The name of each segment's kind."""
        return np.array(KINDS, dtype=object)[self.kind]

    def is_kind(self, *names: str) -> np.ndarray:
        return np.isin(self.kind, [KINDS.index(name) for name in names])


def network(lines: list[Line]) -> Network:
    """Cut all lines where they meet; the stray ends that stick out over a street are dropped."""
    shapes = np.array([line.shape for line in lines], dtype=object)
    pieces = shapely.get_parts(shapely.union_all(shapes))
    middles = shapely.line_interpolate_point(pieces, 0.5, normalized=True)
    source = shapely.STRtree(shapes).nearest(middles)
    kind = np.array([KINDS.index(line.kind) for line in lines])[source]
    return without_strays(numbered(pieces, kind, source))


def numbered(pieces: np.ndarray, kind: np.ndarray, source: np.ndarray) -> Network:
    """The network of pieces that end where they meet, its nodes numbered."""
    ends = np.stack([shapely.get_coordinates(shapely.get_point(pieces, at)) for at in (0, -1)], axis=1)
    nodes, numbers = np.unique(np.round(ends.reshape(-1, 2), 3), axis=0, return_inverse=True)
    return Network(pieces, kind, source, numbers.reshape(-1, 2), nodes)


def without_strays(whole: Network) -> Network:
    """Without short ends that lead nowhere."""
    loose = (whole.degree()[whole.ends] == 1).any(axis=1)
    return whole.kept(~(loose & (shapely.length(whole.shapes) < STRAY)))
