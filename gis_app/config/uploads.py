"""Files that people give through a page: kept apart until they are imported, small enough for a page."""

import re
import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext as _

from gis_app.errors import BadInput, NotFoundHere

KEPT_S = 24 * 3600
MOST_KEPT, MOST_LIMITS = 5, 3
NAME_BYTES = 200
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
UNWANTED = re.compile(r"[^\w.() -]+")


class SmallUploads(FileUploadHandler):
    """First of the upload handlers: refuses a body that says it is larger than a page may send, before it is read."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *more: Any, **named: Any) -> None:
        if content_length > settings.UPLOAD_LIMIT_BYTES + 100_000:
            raise RequestDataTooBig("A file from a page is larger than UPLOAD_LIMIT_BYTES.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def folder_of(person_id: int) -> Path:
    return Path(settings.HOME.media) / "uploads" / str(person_id)


def keep(person_id: int, file: UploadedFile) -> tuple[str, Path]:
    """Keep the person's file under a token, beside the few that other pages of the person wait with.

    The person's oldest go where they are more than `MOST_KEPT`, or together larger than `MOST_LIMITS` files may be;
    everybody's go after a day.

    Raises BadInput for a file that is empty, larger than a page may send, or has no name.
    """
    if not file.size:
        raise BadInput(_("The file is empty. Nothing was loaded. Choose another."))
    if file.size > settings.UPLOAD_LIMIT_BYTES:
        raise BadInput(too_large())
    _forget_old()
    _make_room(person_id, file.size)
    token = secrets.token_urlsafe(16)
    folder = folder_of(person_id) / token
    for part in (folder.parents[1], folder.parent, folder):
        part.mkdir(mode=0o700, exist_ok=True)
    path = folder / name_of(file)
    with open(path, "wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    return token, path


def name_of(file: UploadedFile) -> str:
    """The file's own name without what a file system could take amiss. Raises BadInput where nothing is left."""
    plain = UNWANTED.sub("_", Path(file.name or "").name).strip(". ")
    name = plain.encode()[-NAME_BYTES:].decode(errors="ignore").lstrip(". ")
    if not name:
        raise BadInput(_("The file has no name. Nothing was loaded."))
    return name


def too_large() -> str:
    return _("The file is larger than %(mb)s MB. Nothing was loaded. Give it on the server: ./safecity import.") % {
        "mb": settings.UPLOAD_LIMIT_BYTES // 1_000_000
    }


def kept(person_id: int, token: str) -> Path:
    """The person's kept file. Raises NotFoundHere for another's, an old or a forged token."""
    folder = folder_of(person_id) / token if TOKEN.fullmatch(token) else None
    files = list(folder.iterdir()) if folder and folder.is_dir() else []
    if len(files) != 1:
        raise NotFoundHere(_("The file is no longer here. Nothing was loaded. Choose it again."))
    return files[0]


def forget(person_id: int, token: str) -> None:
    """Remove a kept file; nothing where it is gone."""
    if TOKEN.fullmatch(token):
        shutil.rmtree(folder_of(person_id) / token, ignore_errors=True)


def _make_room(person_id: int, size: int) -> None:
    """Remove the person's oldest files until one of this size may come."""
    found = sorted(folder_of(person_id).glob("*"), key=_age_s)
    left = MOST_LIMITS * settings.UPLOAD_LIMIT_BYTES - size
    for number, folder in enumerate(found, 1):
        left -= _size(folder)
        if number >= MOST_KEPT or left < 0:
            shutil.rmtree(folder, ignore_errors=True)


def _forget_old() -> None:
    for folder in (Path(settings.HOME.media) / "uploads").glob("*/*"):
        if _age_s(folder) > KEPT_S:
            shutil.rmtree(folder, ignore_errors=True)


def _age_s(folder: Path) -> float:
    """How long ago the folder was filled; 0 where somebody has removed it just now."""
    with suppress(FileNotFoundError):
        return time.time() - folder.stat().st_mtime
    return 0.0


def _size(folder: Path) -> int:
    with suppress(FileNotFoundError):
        return sum(path.stat().st_size for path in folder.glob("*"))
    return 0
