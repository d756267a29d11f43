"""What is asked of a placement: which candidates see which demand, and what may be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Problem:
    """Candidates (n rows) by demand (m columns), as `problem` checked it.

    limit: at most so many candidates in all, None for any number; costs (n,) together at most `budget`, None for any.
    Of the candidates of one group (n,) at most one is chosen. `existing` demand (m,) is seen already and worth nothing.
    `required` candidates are chosen before any other, `must` are columns that have to be seen, `forbidden` rows (n,)
    are never chosen.
    """

    covers: csr_matrix
    weights: Floats
    limit: int | None
    costs: Floats
    budget: float | None
    groups: Numbers
    existing: Truths
    required: tuple[int, ...]
    must: Truths
    forbidden: Truths


def problem(
    covers: csr_matrix,
    weights: ArrayLike,
    *,
    limit: int | None = None,
    costs: ArrayLike | None = None,
    budget: float | None = None,
    groups: ArrayLike | None = None,
    existing: ArrayLike | None = None,
    required: Sequence[int] = (),
    must: Sequence[int] = (),
    forbidden: ArrayLike | None = None,
) -> Problem:
    """The problem, its arrays brought to one form; nothing of the caller's is changed.

    covers: any sparse matrix, an entry other than zero where the candidate sees the demand; weights (m,) finite and not
    below zero; groups: whole numbers, those below zero stand alone; existing, forbidden: truths, none by default.
    Raises ValueError in one sentence for what cannot be meant.
    """
    matrix = _matrix(covers)
    n, m = matrix.shape
    found = Problem(
        covers=matrix,
        weights=_amounts(weights, m, "A weight"),
        limit=limit,
        costs=_amounts(np.zeros(n) if costs is None else costs, n, "A cost"),
        budget=budget,
        groups=_groups(groups, n),
        existing=_truths(existing, m),
        required=tuple(dict.fromkeys(int(one) for one in required)),
        must=_marked(must, m),
        forbidden=_truths(forbidden, n),
    )
    _refuse(found)
    return found


def _matrix(covers: csr_matrix) -> csr_matrix:
    matrix = csr_matrix(covers, copy=True)
    matrix.eliminate_zeros()
    matrix.sum_duplicates()
    matrix.data = np.ones(matrix.nnz, dtype=np.int8)
    return matrix


def _amounts(values: ArrayLike, count: int, name: str) -> Floats:
    found = np.array(values, dtype=np.float64)
    if found.shape != (count,):
        raise ValueError(f"{name} is given for each of {count}, not for {found.size}.")
    if not np.isfinite(found).all() or (found < 0).any():
        raise ValueError(f"{name} is a number that is not below zero.")
    return found


def _groups(groups: ArrayLike | None, n: int) -> Numbers:
    """Numbers from 0 without holes; those that stood alone have one of their own."""
    stated = np.full(n, -1) if groups is None else np.array(groups, dtype=np.int64)
    if stated.shape != (n,):
        raise ValueError(f"A group is given for each of {n} candidates, not for {stated.size}.")
    alone = stated < 0
    stated[alone] = stated.max(initial=-1) + 1 + np.arange(alone.sum())
    return np.unique(stated, return_inverse=True)[1].astype(np.int64)


def _truths(values: ArrayLike | None, count: int) -> Truths:
    found = np.zeros(count, dtype=bool) if values is None else np.array(values, dtype=bool)
    if found.shape != (count,):
        raise ValueError(f"A mark is given for each of {count}, not for {found.size}.")
    return found


def _marked(positions: Sequence[int], count: int) -> Truths:
    found = np.zeros(count, dtype=bool)
    found[np.asarray(positions, dtype=np.int64)] = True
    return found


def _refuse(found: Problem) -> None:
    if found.limit is None and found.budget is None:
        raise ValueError("A placement needs a number of cameras, a budget, or both.")
    if (found.limit is not None and found.limit < 0) or (found.budget is not None and found.budget < 0):
        raise ValueError("A number of cameras and a budget are not below zero.")
    required = list(found.required)
    if found.forbidden[required].any():
        raise ValueError("A candidate is both required and forbidden.")
    if np.unique(found.groups[required]).size < len(required):
        raise ValueError("Two required candidates are of one group, of which one at most is chosen.")
    if found.limit is not None and len(required) > found.limit:
        raise ValueError(f"{len(required)} candidates are required, but {found.limit} may be chosen.")
    if found.budget is not None and found.costs[required].sum() > found.budget:
        raise ValueError("The required candidates cost more than the budget.")
