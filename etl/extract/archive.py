"""Zip files, judged before they are unpacked: a Shapefile in one piece, or a workbook, which is a zip too."""

import lzma
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _

from etl.errors import DeliveryRefused

MOST_MEMBERS = 2_000
MOST_BYTES = 1_000_000_000
MOST_RATIO = 200
SMALL_BYTES = 10_000_000
NESTED = (".zip", ".gz", ".7z", ".rar", ".tar", ".bz2", ".xz")
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError)
OF_SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")


@contextmanager
def sound(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip at `path`, none of whose members has been read.

    Raises `DeliveryRefused` for a file that is no zip, has too many members, unpacks to too much in all or in
    proportion, or is locked by a password. What a member says of its size is all that is ever read of it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            judge(archive.infolist(), path.name)
            yield archive
    except BROKEN as error:
        raise DeliveryRefused(_("%(file)s is no whole zip file. Nothing was loaded.") % {"file": path.name}) from error


def judge(members: list[zipfile.ZipInfo], name: str) -> None:
    """Raises `DeliveryRefused` where unpacking the members would be unwise."""
    if len(members) > MOST_MEMBERS:
        raise DeliveryRefused(_("%(file)s holds too many files. Nothing was loaded.") % {"file": name})
    unpacked, packed = sum(one.file_size for one in members), sum(one.compress_size for one in members)
    if unpacked > MOST_BYTES or unpacked > max(SMALL_BYTES, MOST_RATIO * packed):
        raise DeliveryRefused(
            _("%(file)s unpacks to %(mb)s MB, more than is taken. Nothing was loaded.")
            % {"file": name, "mb": unpacked // 1_000_000}
        )
    if any(one.flag_bits & 1 for one in members):
        raise DeliveryRefused(_("%(file)s is locked by a password. Nothing was loaded.") % {"file": name})
    if any(unsafe(one.filename) for one in members):
        raise DeliveryRefused(_("%(file)s names files outside of itself. Nothing was loaded.") % {"file": name})


def unsafe(name: str) -> bool:
    """Whether a member's name leads out of the folder that it is unpacked to.

    >>> [unsafe(name) for name in ("a/b.shp", "", "../b.shp", "/etc/b.shp", "c:b.shp", "a\\\\..\\\\b.shp")]
    [False, True, True, True, True, True]
    """
    parts = PurePosixPath(name).parts
    return not parts or ".." in parts or name.startswith("/") or "\\" in name or ":" in name


@contextmanager
def shapefile(path: Path) -> Iterator[Path]:
    """The one Shapefile of a zip, unpacked for as long as the block lasts; nothing else of the zip is.

    Raises `DeliveryRefused` where there is none, several, or a zip within the zip.
    """
    with TemporaryDirectory(prefix="safecity-") as folder:
        with sound(path) as archive:
            for suffix, member in one_shapefile(archive.infolist(), path.name).items():
                with archive.open(member) as packed, open(Path(folder) / f"table{suffix}", "wb") as plain:
                    shutil.copyfileobj(packed, plain)
        yield Path(folder) / "table.shp"


def one_shapefile(members: list[zipfile.ZipInfo], name: str) -> dict[str, zipfile.ZipInfo]:
    """The parts of the only Shapefile among the members, by their suffix."""
    paths = {one: PurePosixPath(one.filename) for one in members if not one.is_dir()}
    paths = {one: path for one, path in paths.items() if path.parts[0] != "__MACOSX"}
    stems = [path.with_suffix("") for path in paths.values() if path.suffix.lower() == ".shp"]
    if len(stems) != 1:
        nested = any(path.suffix.lower() in NESTED for path in paths.values())
        raise DeliveryRefused(
            (
                _("%(file)s holds another packed file: unpack it first. Nothing was loaded.")
                if nested
                else _("%(file)s must hold exactly one Shapefile, it holds %(n)s. Nothing was loaded.")
            )
            % {"file": name, "n": len(stems)}
        )
    parts = {path.suffix.lower(): one for one, path in paths.items() if path.with_suffix("") == stems[0]}
    return {suffix: parts[suffix] for suffix in OF_SHAPEFILE if suffix in parts}
