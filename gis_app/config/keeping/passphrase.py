"""Where the passphrase of the backups comes from: the environment, a file or a prompt, never the command line."""

import getpass
import sys
from pathlib import Path

from django.conf import settings

from gis_app.config.keeping.errors import KeepingError

LEAST = 12
HOW = "Set SAFECITY_BACKUP_PASSPHRASE_FILE to a file that holds it in its first line."


def to_seal() -> str:
    """The passphrase for a new backup, asked twice at a prompt. Raises KeepingError for none or a short one."""
    given = _known() or _asked("Passphrase that seals the keys: ", "The same again: ")
    if len(given) < LEAST:
        raise KeepingError(f"The passphrase of a backup has at least {LEAST} characters. {HOW}")
    return given


def to_open() -> str:
    """The passphrase by which a backup was sealed. Raises KeepingError for none."""
    return _known() or _asked("Passphrase of the backup: ")


def _known() -> str:
    if not settings.BACKUP_PASSPHRASE_FILE:
        return settings.BACKUP_PASSPHRASE
    path = Path(settings.BACKUP_PASSPHRASE_FILE)
    try:
        with path.open(encoding="utf-8") as file:
            return file.readline(4096).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise KeepingError(f"The passphrase cannot be read from {path}. {HOW}") from error


def _asked(*questions: str) -> str:
    if not sys.stdin.isatty():
        raise KeepingError(f"Nobody says the passphrase of the backups. {HOW}")
    first, *again = (getpass.getpass(question, sys.stderr) for question in questions)
    if any(other != first for other in again):
        raise KeepingError("The two passphrases differ: begin again.")
    return first
