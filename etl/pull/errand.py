"""What one pull sets out with and what it brings home."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from etl.pull.declared import Pull
from etl.pull.door import Budget, Door
from etl.spec import SourceSpec

Cursor = dict[str, Any]


@dataclass(frozen=True)
class Errand:
    """One pull of a source: from where, since when, and where its file may be drafted.

    cursor: how far the last published pull came, {} before the first. folder: empty, the pull's own. root: what a
    relative folder's address begins at. report: called with the rows so far; raises Cancelled.
    """

    spec: SourceSpec
    pull: Pull
    cursor: Cursor
    folder: Path
    root: Path
    report: Callable[[int], None]
    budget: Budget

    def door(self) -> Door:
        hosts = [urlsplit(self.pull.address).netloc, *self.pull.hosts]
        return Door([host.lower() for host in hosts], internal=self.pull.internal, budget=self.budget)


@dataclass(frozen=True)
class Brought:
    """What came: a file in the source's own format, None where the far side has nothing new.

    cursor: what holds once the file is published. more: whether another file waits already.
    """

    path: Path | None = None
    cursor: Cursor = field(default_factory=dict)
    rows: int = 0
    more: bool = False


NOTHING = Brought()
