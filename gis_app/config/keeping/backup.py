"""Making a backup while everything runs: one moment of the store, the home's files, the keys sealed."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from django.conf import settings

import gis_app
from gis_app.config.keeping import files, record, rotation, store
from gis_app.config.keeping.errors import KeepingError
from gis_app.config.keeping.manifest import (
    FORMAT,
    KEYS,
    NAME,
    NO_CITY,
    Content,
    Manifest,
    Told,
    digest_of,
    name_of,
    read,
)
from gis_app.config.keeping.seal import seal
from gis_app.config.state import Home, give

RESERVE = 200_000_000


@dataclass(frozen=True)
class Made:
    """A finished backup, how long it took, and how many older ones went."""

    folder: Path
    manifest: Manifest
    seconds: float
    removed: int


def default_folder(home: Home) -> Path:
    return home.root / "backups"


def make(home: Home, into: Path, passphrase: str, told: Told, *, rotate: bool = True) -> Made:
    """A whole backup in a folder of its own below `into`, or none. Raises KeepingError."""
    began = time.monotonic()
    with only_one(home), _folder(into), _draft(into / f".making-{home.run.name}") as draft:
        manifest = _write(home, draft, into, told)
        sealed = seal(files.keys(home), passphrase, manifest.written())
        (draft / KEYS).write_bytes(sealed)
        (draft / NAME).write_bytes(manifest.written())
        _close(draft)
        folder = draft.rename(into / name_of(manifest.city, manifest.made))
        going = rotation.rotate(into, manifest.city or NO_CITY, settings.BACKUP_KEEP) if rotate else 0
    made = Made(folder, manifest, round(time.monotonic() - began, 1), going)
    facts = {"folder": str(folder), "bytes": manifest.size, "rows": manifest.rows, "seconds": made.seconds}
    record.record(action=record.MADE, backup=folder.name, told=facts | {"removed": going})
    return made


def _write(home: Home, draft: Path, into: Path, told: Told) -> Manifest:
    server = store.of_city()
    with _telling(), store.snapshot(server) as (connection, moment):
        made = datetime.now(UTC).replace(microsecond=0)
        code, invented = _city(connection)
        earlier = _earlier(into, code)
        database = store.size(connection)
        refuse_too_little(into, database // 2 + (0 if earlier else files.size_of(home)))
        counted = store.tables(connection, told)
        store.dump(server, moment, draft / "store", told)
        manifest = Manifest(
            format=FORMAT,
            made=made,
            version=gis_app.__version__,
            server=connection.info.parameter_status("server_version") or "",
            city=code,
            invented=invented,
            database=database,
            migrations=[f"{app}.{name}" for app, name in connection.execute(MIGRATIONS)],
            tables=counted,
            files={},
        )
    # After the store: a file that its rows name exists by now.
    kept = files.copy_all(home, draft, earlier, told)
    return manifest.model_copy(update={"files": {**_of_the_dump(draft), **kept}})


MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        raise KeepingError(
            f"The store failed while it was copied: {str(error).strip()}. See ./safecity status."
        ) from error


def _city(connection: psycopg.Connection) -> tuple[str, bool]:
    if not (connection.execute("SELECT to_regclass('places_city')").fetchone() or [None])[0]:
        raise KeepingError("There is nothing to back up: this store has no tables yet.")
    row = connection.execute("SELECT code, invented FROM places_city").fetchone()
    return (str(row[0]), bool(row[1])) if row else ("", False)


def _earlier(into: Path, city: str) -> files.Earlier | None:
    for folder in reversed(rotation.backups_in(into, city or NO_CITY).values()):
        try:
            return files.Earlier(folder, read(folder))
        except KeepingError:
            continue
    return None


def _of_the_dump(draft: Path) -> dict[str, Content]:
    paths = sorted(path for path in (draft / "store").iterdir() if path.is_file())
    return {f"store/{path.name}": Content(n=path.stat().st_size, digest=digest_of(path)) for path in paths}


def refuse_too_little(folder: Path, needed: int) -> None:
    """Raises KeepingError where the disk of that folder has not so many bytes, and some to spare."""
    free = shutil.disk_usage(folder).free
    if free < needed + RESERVE:
        raise KeepingError(
            f"{folder} has {free / 1e9:.1f} GB free and {(needed + RESERVE) / 1e9:.1f} GB may be needed: "
            "make room, or name another folder."
        )


@contextmanager
def _folder(into: Path) -> Iterator[None]:
    made = not into.exists()
    try:
        into.mkdir(parents=True, exist_ok=True, mode=0o700)
        if made:
            give(into)
        yield
    except OSError as error:
        raise KeepingError(f"The backup cannot be written to {into}: {error.strerror or error}.") from error


@contextmanager
def _draft(draft: Path) -> Iterator[Path]:
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _close(draft: Path) -> None:
    """Closed to others and on the disk, before it gets its name."""
    files.give_all(draft)
    os.sync()


@contextmanager
def only_one(home: Home) -> Iterator[None]:
    path = home.root / ".keeping"
    with open(path, "w") as lock:
        give(path)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise KeepingError("Another backup of this home is being made: wait until it has ended.") from error
        yield
