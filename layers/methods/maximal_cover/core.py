"""What is left of a problem to decide: the required are chosen, the useless dropped, demand that is alike merged."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix

from layers.methods.maximal_cover.problem import Floats, Numbers, Problem, Truths

UNIT_BITS, NEAR = 61, 1e-6


@dataclass(frozen=True)
class Core:
    """A problem without required or forbidden candidates and without demand that nobody can see any more.

    `rows` are the candidates' positions in the problem, `units` the weights as whole numbers (so that sums and ties are
    exact), `taken` what is chosen already, as positions in the problem, with their `gains` and what was `spent`.
    """

    covers: csr_matrix
    weights: Floats
    units: Numbers
    must: Truths
    limit: int
    costs: Floats
    budget: float
    groups: Numbers
    rows: Numbers
    taken: tuple[int, ...] = ()
    gains: tuple[float, ...] = ()
    spent: float = 0.0

    @property
    def grouped(self) -> bool:
        """Whether some candidates exclude each other."""
        return np.unique(self.groups).size < self.groups.size

    @property
    def whole(self) -> bool:
        """Whether only whole numbers can be seen."""
        return bool((self.weights == np.rint(self.weights)).all())

    def rounded(self, bound: float) -> float:
        """The bound, of whole weights a whole one; what rounding may have lost is given back."""
        return float(np.floor(bound + NEAR)) if self.whole else bound * (1 + 1e-12)

    def seen(self, row: int) -> Numbers:
        """Positions of the demand that a candidate sees."""
        return self.covers.indices[self.covers.indptr[row] : self.covers.indptr[row + 1]]

    def worth(self, chosen: Numbers) -> float:
        """Weight of the demand that any of the chosen sees."""
        return float(self.weights[np.unique(self.covers[chosen].indices)].sum())


def core_of(problem: Problem) -> Core:
    """The problem's core. Raises ValueError when demand that must be seen can be seen by no candidate."""
    n = len(problem.forbidden)
    whole = Core(
        covers=problem.covers,
        weights=np.where(problem.existing, 0.0, problem.weights),
        units=np.zeros(len(problem.weights), dtype=np.int64),
        must=problem.must & ~problem.existing,
        limit=n if problem.limit is None else problem.limit,
        costs=problem.costs,
        budget=np.inf if problem.budget is None else problem.budget,
        groups=problem.groups,
        rows=np.arange(n),
    )
    return taking(whole, np.array(problem.required, dtype=np.int64), ~problem.forbidden)


def taking(core: Core, rows: Numbers, may: Truths) -> Core:
    """The core after these rows are chosen, in this order, and of the others only those that still may be."""
    weights, gains = core.weights.copy(), []
    for row in rows:
        gains.append(float(weights[core.seen(row)].sum()))
        weights[core.seen(row)] = 0
    left = core.budget - float(core.costs[rows].sum())
    after = replace(
        core,
        weights=weights,
        must=core.must & ~_reached(core.covers[rows]),
        limit=core.limit - len(rows),
        budget=left,
        taken=(*core.taken, *(int(one) for one in core.rows[rows])),
        gains=(*core.gains, *gains),
        spent=core.spent + float(core.costs[rows].sum()),
    )
    return kept(after, may & ~np.isin(core.groups, core.groups[rows]) & (core.costs <= left * (1 + 1e-12)))


def kept(core: Core, rows: Truths) -> Core:
    """The core with these rows alone, their useless ones and the demand out of their sight dropped, the rest merged."""
    covers = core.covers[np.flatnonzero(rows)]
    reached = _reached(covers)
    if (core.must & ~reached).any():
        raise ValueError("A place that must be seen can be seen from no candidate.")
    columns = reached & ((core.weights > 0) | core.must)
    covers = covers[:, np.flatnonzero(columns)]
    useful = np.diff(covers.indptr) > 0
    at = np.flatnonzero(rows)[useful]
    merged, weights, must = merge(covers[np.flatnonzero(useful)], core.weights[columns], core.must[columns])
    return replace(
        core,
        covers=merged,
        weights=weights,
        units=units(weights),
        must=must,
        limit=min(core.limit, len(at)),
        costs=core.costs[at],
        groups=np.unique(core.groups[at], return_inverse=True)[1].astype(np.int64),
        rows=core.rows[at],
    )


def units(weights: Floats) -> Numbers:
    """Weights in whole numbers of the finest unit with which their sum still fits; whole weights stay exact."""
    total = float(weights.sum())
    if not total:
        return np.zeros(len(weights), dtype=np.int64)
    return np.rint(np.ldexp(weights, UNIT_BITS - int(np.frexp(total)[1]))).astype(np.int64)


def merge(covers: csr_matrix, weights: Floats, must: Truths) -> tuple[csr_matrix, Floats, Truths]:
    """Demand that the very same candidates see is one demand of their common weight."""
    columns: csc_matrix = covers.tocsc()
    columns.sort_indices()
    keys = _keys(columns)
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    if len(first) == len(keys) or (columns[:, first[which]] != columns).nnz:
        return _sorted(covers), weights, must
    together: Floats = np.bincount(which, weights).astype(np.float64)
    return _sorted(columns[:, first].tocsr()), together, np.bincount(which, must) > 0


def _keys(columns: csc_matrix) -> Numbers:
    """A number for each column, the same for the same candidates; different ones may meet, which `merge` notices."""
    marks = np.random.default_rng(1).integers(0, 2**63 - 1, columns.shape[0], dtype=np.int64)
    with np.errstate(over="ignore"):
        running = np.concatenate([[0], np.cumsum(marks[columns.indices])])
        return running[columns.indptr[1:]] - running[columns.indptr[:-1]]


def _sorted(matrix: csr_matrix) -> csr_matrix:
    matrix.sort_indices()
    return matrix


def _reached(covers: csr_matrix) -> Truths:
    return np.bincount(covers.indices, minlength=covers.shape[1]) > 0
