"""What a file holds: its columns with their first values, how often each has one, and all values of those with few."""

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from etl import extract
from etl.extract import Chunk, printable
from etl.upload.sniff import provisional, sniff

SAMPLES, FIRST_ROWS, CHUNK_ROWS = 200, 8, 5_000
FEW, LONGEST = 400, 200
Follow = Callable[[int, float], None]


@dataclass
class Tally:
    """One column so far. `values` counts each value, None once there are more than a person could map."""

    name: str
    filled: int = 0
    samples: list[str] = field(default_factory=list)
    values: Counter[str] | None = field(default_factory=Counter)

    def add(self, cells: tuple[str, ...]) -> None:
        given = [cell for cell in map(str.strip, cells) if cell]
        self.filled += len(given)
        self.samples += [printable(cell[:LONGEST]) for cell in given[: SAMPLES - len(self.samples)]]
        if self.values is not None:
            self.values.update(printable(cell) for cell in given if len(cell) <= LONGEST)
            if len(self.values) > FEW:
                self.values = None

    def document(self) -> dict[str, Any]:
        values = dict(self.values.most_common()) if self.values else None
        return {"name": self.name, "filled": self.filled, "samples": self.samples, "values": values}


def look(path: Path, wanted: dict[str, Any], follow: Follow) -> dict[str, Any]:
    """`{"reading", "columns", "rows", "lines", "broken"}` of a file; `follow(rows, share)` may raise to cancel.

    wanted: what of the reading a person has set (`etl.upload.sniff`). Raises `DeliveryRefused`.
    """
    reading, meter = sniff(path, wanted), extract.Meter()
    tallies = [Tally(name) for name in reading.columns]
    lines, broken, rows = 0, 0, list[list[str]]()
    with closing(extract.chunks(path, provisional(reading), CHUNK_ROWS, meter)) as chunks:
        for chunk in chunks:
            count(chunk, tallies)
            rows += [[printable(cell[:LONGEST]) for cell in row] for row in chunk.rows[: FIRST_ROWS - len(rows)]]
            lines, broken = lines + len(chunk.rows) + len(chunk.broken), broken + len(chunk.broken)
            follow(lines, meter.fraction)
    return {
        "reading": reading.document(),
        "columns": [tally.document() for tally in tallies],
        "rows": rows,
        "lines": lines,
        "broken": broken,
    }


def count(chunk: Chunk, tallies: list[Tally]) -> None:
    for tally, cells in zip(tallies, zip(*chunk.rows, strict=True), strict=False):
        tally.add(cells)
