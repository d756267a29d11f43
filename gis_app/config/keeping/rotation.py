"""Which backups stay: all of the last 24 hours, and the newest of each of the last days, weeks and months."""

import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from gis_app.config.keeping.manifest import NAME

STAMP = "%Y%m%dT%H%M%SZ"
DAY = timedelta(days=1)
PERIODS: tuple[Callable[[datetime], str], ...] = (
    lambda at: f"{at:%Y-%m-%d}",
    lambda at: f"{at:%G-%V}",
    lambda at: f"{at:%Y-%m}",
)


def staying(times: Iterable[datetime], keep: tuple[int, int, int]) -> set[datetime]:
    """Of those times the ones to keep: all of the last day, and the newest of each of so many days, weeks and months.

    >>> from datetime import timedelta
    >>> days = [datetime(2026, 3, 31, tzinfo=UTC) - timedelta(days=n) for n in range(60)]
    >>> sorted(f"{day:%m-%d}" for day in staying(days, (2, 2, 2)))
    ['02-28', '03-29', '03-30', '03-31']
    """
    newest_first = sorted(times, reverse=True)
    stay = {at for at in newest_first if newest_first[0] - at < DAY}
    for period, most in zip(PERIODS, keep, strict=True):
        first_of: dict[str, datetime] = {}
        for at in newest_first:
            first_of.setdefault(period(at), at)
        stay.update(list(first_of.values())[:most])
    return stay


def backups_in(folder: Path, city: str | None = None) -> dict[datetime, Path]:
    """The whole backups in a folder, of one city or of all, by the time they were made, oldest first."""
    found = {}
    for path in folder.glob("safecity-*Z"):
        of, _dash, stamp = path.name.removeprefix("safecity-").rpartition("-")
        at = _time_of(stamp)
        if at and city in (None, of) and (path / NAME).is_file():
            found[at] = path
    return dict(sorted(found.items()))


def rotate(folder: Path, city: str, keep: tuple[int, int, int]) -> int:
    """Remove this city's backups that need not stay; gives how many. No moment leaves half of one in its place."""
    found = backups_in(folder, city)
    going = [path for at, path in found.items() if at not in staying(found, keep)]
    for path in going:
        grave = path.with_name(f".{path.name}.going")
        path.rename(grave)
        shutil.rmtree(grave)
    return len(going)


def _time_of(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
