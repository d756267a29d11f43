"""Deliberate defects: which rows get one, and the account of them that the import has to match."""

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Account:
    """What an import of the file has to come to; `lost` are the rows (by place) that cannot be loaded."""

    reasons: dict[str, int] = field(default_factory=dict)
    lost: set[int] = field(default_factory=set)

    def reject(self, reason: str) -> None:
        self.reasons[reason] = self.reasons.get(reason, 0) + 1

    def totals(self, read: int) -> dict:
        rejected = sum(self.reasons.values())
        return {"read": read, "loaded": read - rejected, "rejected": rejected, "reasons": self.reasons}


def spread(defects: dict[str, int], rows: int, rng: np.random.Generator) -> list[tuple[str, int]]:
    """(reason, row) for each defect, no row twice."""
    chosen = iter(rng.choice(rows, sum(defects.values()), replace=False).tolist())
    return [(reason, next(chosen)) for reason, count in defects.items() for _ in range(count)]
