"""Counts that may be made public: no figure that is given, and none that follows from those given, is below a minimum.

Each record is counted in exactly one figure, the finest of its groupings that has enough records left. Figures that
share no record can't be subtracted from each other: what is held back stays so, whatever is combined (partition in the
sense of Sweeney 2002, "k-anonymity", with local recoding).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Disclosed:
    """counts[i] records are published at grouping level[i], 0 the finest, under key[i]; `withheld` records nowhere."""

    level: np.ndarray
    key: np.ndarray
    counts: np.ndarray
    withheld: int


def disclose(levels: Sequence[np.ndarray], least: int) -> Disclosed:
    """Publish each record at the finest level where its group has at least `least` records that are not yet published.

    levels: for each grouping, finest first, the (n,) int64 keys of the records; a negative key holds the record back
    from that level. Groups need not nest. Raises ValueError for a minimum below 2 or levels of different lengths.
    """
    if least < 2:
        raise ValueError("A minimum below 2 hides nothing.")
    if len({len(keys) for keys in levels}) != 1:
        raise ValueError("Every level has a key for every record.")
    left = np.ones(len(levels[0]), bool)
    found: list[tuple[int, np.ndarray, np.ndarray]] = []
    for level, keys in enumerate(levels):
        candidates = np.flatnonzero(left & (keys >= 0))
        values, inverse, counts = np.unique(keys[candidates], return_inverse=True, return_counts=True)
        enough = counts >= least
        left[candidates[enough[inverse]]] = False
        found.append((level, values[enough], counts[enough]))
    return Disclosed(
        np.concatenate([np.full(len(keys), level) for level, keys, _ in found]),
        np.concatenate([keys for _, keys, _ in found]),
        np.concatenate([counts for _, _, counts in found]),
        int(left.sum()),
    )
