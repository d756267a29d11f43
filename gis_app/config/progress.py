"""Bars on standard error for imports, one a file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from gis_app.config.command import chatter

Follow = Callable[[int, float], None]


@contextmanager
def bars() -> Iterator[Callable[[Path], Follow]]:
    """A function that opens a bar for a file; what it gives takes the rows so far and the share that is done."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]} rows"),
    )
    with Progress(*columns, TimeElapsedColumn(), console=chatter, transient=True) as progress:

        def opened(path: Path) -> Follow:
            task = progress.add_task(path.name, total=None, rows="0")

            def shown(rows: int, share: float) -> None:
                progress.update(task, total=1.0 if share else None, completed=share, rows=f"{rows:,}")

            return shown

        yield opened
