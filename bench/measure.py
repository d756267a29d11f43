"""What a measure gives back, and how rounds of several are summed up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any


@dataclass
class Measured:
    """Rows of one table: a name and its figures by column; `notes` are sentences below it."""

    title: str
    rows: dict[str, dict[str, float]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        return {"title": self.title, "rows": self.rows, "notes": self.notes}


def interleaved(contenders: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """The seconds that each contender told, one after the other in each round, so that noise meets all alike."""
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, contender in contenders.items():
            seconds[name].append(contender())
    return seconds


def compared(ours: str, count: int, seconds: Mapping[str, list[float]]) -> dict[str, dict[str, float]]:
    """Median seconds and rows a second of each, and our speed as a share of theirs.

    The ratio is the median of each round's own: what slowed a round down slowed both.
    """
    return {
        name: {
            "seconds": round(median(told), 2),
            "rows_per_s": round(count / median(told)),
            "ours_to_this": round(median(b / a for a, b in zip(seconds[ours], told, strict=True)), 2),
        }
        for name, told in seconds.items()
    }
