"""What a backup says of itself: when and of what it was made, each file's digest and each table's."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Annotated

from django.db.migrations.loader import MigrationLoader
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

import gis_app
from gis_app.config.keeping.errors import KeepingError

FORMAT = 1
NAME, KEYS = "manifest.json", "keys.sealed"
NO_CITY = "empty"
MOST_BYTES, MOST_KEYS_BYTES = 200_000_000, 10_000_000
PIECE = 1_000_000
Told = Callable[[str], None]


def _inside(path: str) -> str:
    parts = PurePosixPath(path).parts
    if parts[:1] not in (("store",), ("files",)) or ".." in parts or "\0" in path or len(parts) < 2:
        raise ValueError(f"{path!r} leads out of the backup")
    return path


class Content(BaseModel):
    """A file's size and SHA-256, or a table's rows and digest."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    n: int = Field(ge=0)
    digest: str = Field(max_length=64)


class Manifest(BaseModel):
    """`files` are named by their path inside the backup's folder, tables as the store names them.

    `database` is what the store took on its disk, in bytes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: int
    made: AwareDatetime
    version: str
    server: str
    city: str
    invented: bool
    database: int = Field(ge=0)
    migrations: list[str]
    tables: dict[str, Content]
    files: dict[Annotated[str, AfterValidator(_inside)], Content]

    @property
    def rows(self) -> int:
        return sum(table.n for table in self.tables.values())

    @property
    def size(self) -> int:
        return sum(file.n for file in self.files.values())

    def written(self) -> bytes:
        return self.model_dump_json(indent=1).encode()


def read(folder: Path) -> Manifest:
    """The manifest of the backup in that folder. Raises KeepingError where there is none that we understand."""
    path = folder / NAME
    if not path.is_file():
        raise KeepingError(f"{folder} is no whole backup: it has no {NAME}.")
    if path.stat().st_size > MOST_BYTES:
        raise KeepingError(f"The manifest of {folder.name} is larger than {MOST_BYTES:,} bytes: take another backup.")
    try:
        told = json.loads(path.read_bytes())
        if isinstance(told, dict) and isinstance(told.get("format"), int) and told["format"] > FORMAT:
            raise _newer(str(told.get("version"))[:20])
        return Manifest.model_validate(told)
    except (ValidationError, ValueError) as error:
        raise KeepingError(f"The manifest of {folder.name} is spoiled: take another backup.") from error


def refuse_newer(manifest: Manifest) -> None:
    """Raises KeepingError for a store that has tables which this program does not know yet."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = {old for one in loader.disk_migrations.values() for old in one.replaces}
    known = {".".join(key) for key in (*loader.disk_migrations, *replaced)}
    if set(manifest.migrations) - known:
        raise _newer(manifest.version)


def check_files(folder: Path, manifest: Manifest, told: Told) -> None:
    """Read every file and compare it with the manifest. Raises KeepingError at the first that differs."""
    done = 0
    for name, content in manifest.files.items():
        path = folder / name
        told(f"Checking the files, {done / (manifest.size or 1):.0%} …")
        size = path.stat().st_size if path.is_file() else -1
        if size < content.n:
            raise KeepingError(f"{name} of the backup is cut short or missing: take another backup.")
        if size != content.n or digest_of(path) != content.digest:
            raise KeepingError(f"{name} of the backup was changed after it was made: take another backup.")
        done += content.n


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def name_of(city: str, made: datetime) -> str:
    """The folder's name, which sorts by time.

    >>> from datetime import UTC
    >>> name_of("smallhaven", datetime(2026, 11, 22, 2, 30, tzinfo=UTC))
    'safecity-smallhaven-20261122T023000Z'
    """
    return f"safecity-{city or NO_CITY}-{made:%Y%m%dT%H%M%SZ}"


def _newer(version: str) -> KeepingError:
    return KeepingError(
        f"This backup is of a newer version ({version}) than this program ({gis_app.__version__}): "
        "restore it with that version."
    )
