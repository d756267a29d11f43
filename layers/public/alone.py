"""One edition is made at a time, whoever makes it: a lock of the system, which a killed process gives back."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from gis_app.errors import Conflict

LOCK = ".lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder of the editions. Raises Conflict where another process, or thread, holds it."""
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    with (folder / LOCK).open("a") as lock:
        for path in (folder, folder / LOCK):
            settings.HOME.adopt(path)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Conflict(_("An edition is being made already. Wait for it.")) from error
        yield
