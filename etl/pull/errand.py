"""What one pull sets out with and what it brings home."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from etl.errors import PullFailed
from etl.pull.declared import SECRET_IN, Pull
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
        """Raises PullFailed where the declared secret is not there."""
        hosts = [urlsplit(self.pull.address).netloc, *self.pull.hosts]
        own = self.private()
        return Door([host.lower() for host in hosts], internal=self.pull.internal, budget=self.budget, private=own)

    def private(self) -> dict[str, str]:
        """The header that carries the source's secret, for the host of its address alone."""
        if not self.pull.secret:
            return {}
        name, before = SECRET_IN[self.pull.kind]
        try:
            text = (self.root / "secrets" / f"pull-{self.pull.secret}").read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            text = ""
        if not text or not text.isprintable():
            raise PullFailed(f"There is no secret pull-{self.pull.secret} in the home. Nothing was called.")
        return {name: before + text}


@dataclass(frozen=True)
class Brought:
    """What came: a file in the source's own format, None where the far side has nothing new.

    cursor: what holds once the file is published. more: whether another file waits already. whole: whether the file
    holds all that the far side has.
    """

    path: Path | None = None
    cursor: Cursor = field(default_factory=dict)
    rows: int = 0
    more: bool = False
    whole: bool = False


NOTHING = Brought()
