"""A folder that somebody else fills: a file that is new, or says something else than before, the oldest first."""

import hashlib
import os
import shutil
import stat
import time
from fnmatch import fnmatch
from pathlib import Path

from etl.errors import PullFailed
from etl.pull.errand import NOTHING, Brought, Errand
from etl.receive import BESIDE_SHAPEFILE

SETTLED_S = 5
MOST_FILES = 100_000


def fetch(errand: Errand) -> Brought:
    """The oldest file that was not published yet; one that is still being written waits.

    The cursor holds, of every file there, its time in nanoseconds, its bytes and its SHA-256. Raises PullFailed.
    """
    folder = errand.root / errand.pull.address
    found, known = listed(folder, errand.pull.files), errand.cursor.get("files", {})
    seen = {name: told for name, told in known.items() if name in found}
    waiting = sorted(
        found.keys() - {name for name in seen if seen[name][:2] == found[name]}, key=lambda n: (found[n], n)
    )
    for number, name in enumerate(waiting, 1):
        path, digest = copied(folder / name, errand, found[name])
        if digest and digest != seen.get(name, ["", "", ""])[2]:
            cursor = {"files": {**seen, name: [*found[name], digest]}}
            return Brought(path, cursor, more=number < len(waiting))
    return NOTHING


def listed(folder: Path, pattern: str) -> dict[str, list[int]]:
    """Time and bytes of each plain file whose name fits and that nobody has touched for a while; links are left out."""
    try:
        with os.scandir(folder) as entries:
            found = {}
            for entry in entries:
                told = entry.stat(follow_symlinks=False)
                settled = time.time() - told.st_mtime > SETTLED_S
                if stat.S_ISREG(told.st_mode) and settled and wanted(entry.name, pattern):
                    found[entry.name] = [told.st_mtime_ns, told.st_size]
                if len(found) > MOST_FILES:
                    raise PullFailed(f"The folder {folder.name} holds more than {MOST_FILES:,} files.")
    except OSError as error:
        raise PullFailed(f"The folder {folder} can't be read: {error.strerror}. Nothing was loaded.") from error
    return found


def wanted(name: str, pattern: str) -> bool:
    """Whether a file of that name is taken by itself: no hidden one, no part of a Shapefile."""
    return not name.startswith(".") and not name.lower().endswith(BESIDE_SHAPEFILE) and fnmatch(name, pattern)


def copied(path: Path, errand: Errand, told: list[int]) -> tuple[Path, str]:
    """A copy of the file and its companions, and the SHA-256 of all; no digest where it changed meanwhile."""
    parts = [path, *(path.with_suffix(each) for each in BESIDE_SHAPEFILE if path.suffix.lower() == ".shp")]
    sha256 = hashlib.sha256()
    try:
        for part in filter(Path.is_file, parts):
            errand.budget.take(part.stat().st_size)
            errand.budget.seconds_left()
            errand.report(0)
            shutil.copyfile(part, errand.folder / part.name, follow_symlinks=False)
            with open(errand.folder / part.name, "rb") as file:
                hashlib.file_digest(file, lambda: sha256)
        after = path.lstat()
    except OSError as error:
        raise PullFailed(f"{path.name} can't be read: {error.strerror}. Nothing was loaded.") from error
    same = [after.st_mtime_ns, after.st_size] == told
    return errand.folder / path.name, sha256.hexdigest() if same else ""
