"""The account of a delivery: where each source row went. `read` is always the sum of the four."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

REASONS = (
    "unreadable",
    "no_coordinates",
    "zero_coordinates",
    "bad_geometry",
    "swapped_coordinates",
    "outside_city",
    "whole_degrees",
    "missing_field",
    "bad_date",
    "unknown_kind",
    "unknown_area",
    "duplicate",
)


@dataclass
class Account:
    """Counts of source rows; `made` counts the records that the rows became."""

    loaded: int = 0
    updated: int = 0
    unchanged: int = 0
    made: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    warnings: list[str] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        return self.reasons.total()

    @property
    def read(self) -> int:
        return self.loaded + self.updated + self.unchanged + self.rejected

    def add(self, other: "Account") -> None:
        """Take in the account of a further step or chunk."""
        self.loaded += other.loaded
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.made += other.made
        self.reasons += other.reasons
        self.notes += other.notes
        self.warnings += other.warnings

    def document(self, source: str, delivery: int | None, seconds: float) -> dict[str, Any]:
        """The account as `--json` prints it."""
        return {
            "source": source,
            "delivery": delivery,
            "read": self.read,
            "loaded": self.loaded,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "made": self.made,
            "reasons": {name: self.reasons[name] for name in REASONS if self.reasons[name]},
            "notes": {name: self.notes[name] for name in sorted(self.notes) if self.notes[name]},
            "warnings": self.warnings,
            "seconds": round(seconds, 3),
        }
