"""The files of a home in a backup: which they are, copied or linked with their digests; and the keys, apart."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gis_app.config import env
from gis_app.config.keeping.manifest import PIECE, Content, Manifest, Told
from gis_app.config.state import Home, give, write_private

# The store is dumped, the keys are sealed, the rest is made again; a name with a dot in front is a draft of somebody.
LEFT_OUT = {"postgres", "redis", "mosquitto", "logs", "secrets", "test", "backups", "settings.env"}
KEYS_BESIDE = ("demo-logins.json", "demo-devices.json")
OF_THE_START = {"SAFECITY_HOME", "SAFECITY_NOTED"}


@dataclass(frozen=True)
class Earlier:
    """The backup before this one, whose unchanged files are linked instead of copied."""

    folder: Path
    manifest: Manifest


def of_home(home: Home) -> Iterator[tuple[str, Path]]:
    """Each file to keep, by its path inside the home; links are not followed below the first folder."""
    for entry in sorted(home.root.iterdir()):
        if entry.name in LEFT_OUT or entry.name in KEYS_BESIDE or entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from ((path.relative_to(home.root).as_posix(), path) for path in _files_below(entry))
        elif entry.is_file():
            yield entry.name, entry


def _files_below(folder: Path) -> Iterator[Path]:
    for parent, names, files in os.walk(folder):
        names.sort()
        yield from (path for name in sorted(files) if (path := Path(parent, name)).is_file() and not path.is_symlink())


def size_of(home: Home) -> int:
    return sum(path.stat().st_size for _name, path in of_home(home) if path.exists())


def copy_all(home: Home, folder: Path, earlier: Earlier | None, told: Told) -> dict[str, Content]:
    """Copy the home's files below `folder`/files; one that vanished meanwhile was a draft and is left out."""
    kept = {}
    for count, (name, source) in enumerate(of_home(home), 1):
        told(f"Copying files, {count} …")
        inside = f"files/{name}"
        try:
            kept[inside] = linked(source, folder / inside, inside, earlier) or copied(source, folder / inside)
        except FileNotFoundError:
            (folder / inside).unlink(missing_ok=True)
    return kept


def copied(source: Path, target: Path) -> Content:
    """Copy one file, closed to others, with the time of the original."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    with (
        source.open("rb") as reader,
        open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as writer,
    ):
        while piece := reader.read(PIECE):
            writer.write(piece)
            digest.update(piece)
            size += len(piece)
        known = os.fstat(reader.fileno())
    os.utime(target, ns=(known.st_mtime_ns, known.st_mtime_ns))
    give(target)
    return Content(n=size, digest=digest.hexdigest())


def linked(source: Path, target: Path, inside: str, earlier: Earlier | None) -> Content | None:
    """The same file in the earlier backup under a second name; None where it changed or links cannot be."""
    content = earlier.manifest.files.get(inside) if earlier else None
    if earlier is None or content is None:
        return None
    try:
        now, then = source.stat(), (earlier.folder / inside).stat()
        if (now.st_size, now.st_mtime_ns) != (then.st_size, then.st_mtime_ns) or then.st_size != content.n:
            return None
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.link(earlier.folder / inside, target)
    except OSError:
        return None
    return content


def give_all(folder: Path) -> None:
    """Hand a folder with all below it to the user whom the services run as, closed to others."""
    for parent, _names, files in os.walk(folder):
        Path(parent).chmod(0o700)
        give(Path(parent))
        for path in (Path(parent, name) for name in files):
            path.chmod(0o600)
            give(path)


def keys(home: Home) -> bytes:
    """The secrets of a home, its logins and the settings of this start: what is sealed."""
    beside = [path for name in KEYS_BESIDE if (path := home.root / name).is_file()]
    files = [*sorted(path for path in home.secrets.iterdir() if path.is_file() and path.name[0] != "."), *beside]
    settings = {name: value for name, value in env.ours().items() if name not in OF_THE_START}
    return json.dumps({"settings": settings, **{path.name: path.read_text() for path in files}}).encode()


def put_keys(home: Home, unsealed: bytes) -> None:
    """Write the unsealed keys into a home; the settings become `settings.env`, for the person and the service."""
    told = json.loads(unsealed)
    settings = told.pop("settings")
    for name, content in told.items():
        folder = home.root if name in KEYS_BESIDE else home.secrets
        write_private(folder / Path(name).name, content)
    if settings:
        write_private(home.root / "settings.env", as_lines(settings))


def as_lines(settings: dict[str, str]) -> str:
    """Settings as the lines of an environment file.

    >>> as_lines({"SAFECITY_PORT": "8000"})
    'SAFECITY_PORT="8000"\\n'
    """
    return "".join(f"{name}={json.dumps(value, ensure_ascii=False)}\n" for name, value in settings.items())
