"""Crimes as parallel arrays."""

from dataclasses import dataclass, fields

import numpy as np


@dataclass(frozen=True)
class Rows:
    """n crimes: `kind` index into KINDS, `segment`, `place` (n, 2) local metres, `minute` since
    rules.FIRST, `born` whether another crime called it forth, `delay` days until it was reported."""

    kind: np.ndarray
    segment: np.ndarray
    place: np.ndarray
    minute: np.ndarray
    born: np.ndarray
    delay: np.ndarray

    def __len__(self) -> int:
        return len(self.kind)

    def of(self, chosen: np.ndarray) -> "Rows":
        """Those of a mask or of an order."""
        return Rows(*(getattr(self, one.name)[chosen] for one in fields(self)))

    def in_order(self) -> "Rows":
        return self.of(np.lexsort((self.segment, self.kind, self.minute)))


def fresh(kind: np.ndarray, segment: np.ndarray, place: np.ndarray, minute: np.ndarray, born: bool) -> Rows:
    """Rows that nobody has reported yet: delay 0."""
    return Rows(kind, segment, place, minute, np.full(len(kind), born), np.zeros(len(kind), int))


def joined(parts: list[Rows]) -> Rows:
    """One after another; `parts` is not empty."""
    return Rows(*(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Rows)))
