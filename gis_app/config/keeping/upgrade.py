"""To another version and, where that fails, back: the store from the backup made before, the code by git."""

import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connections

from gis_app.config import env, services, supervise
from gis_app.config.keeping import backup, code, record, restore, scratch
from gis_app.config.keeping.errors import KeepingError
from gis_app.config.keeping.manifest import Manifest, Told
from gis_app.config.state import Home

PATIENCE_S = 6 * 3600
LAST_GOOD = ".last-good-code"


@dataclass(frozen=True)
class Upgraded:
    """Where the code stands now and stood before (None: no checkout), and the backup made in between."""

    now: str | None
    before: str | None
    backup: Path
    seconds: float


def upgrade(home: Home, version: str, into: Path, passphrase: str, told: Told) -> Upgraded:
    """Back up, go to `version` (or take the code as it lies there), install, migrate, start.

    Raises KeepingError; the city then runs as before, or the sentence says what to do.
    """
    began = time.monotonic()
    if services.external():
        raise KeepingError("SAFECITY_DB_HOST names a store that is not ours: back it up and migrate it by hand.")
    before = code.place() if version else last_good(home)
    if version:
        code.refuse(version)
    kept = backed_up(home, into, passphrase, told)
    try:
        if version:
            code.go(version)
        bring_up(told)
    except (KeepingError, KeyboardInterrupt) as why:
        back(home, kept.folder, kept.manifest, before, told, why)
    note(home)
    return Upgraded(code.commit(), before, kept.folder, round(time.monotonic() - began, 1))


def backed_up(home: Home, into: Path, passphrase: str, told: Told) -> backup.Made:
    """A backup after which nobody writes: what came between it and a return would be lost. Raises KeepingError."""
    runs = supervise.states(home).get("web", {}).get("state") == "running"
    services.restart_product()
    try:
        return backup.make(home, into, passphrase, told, rotate=False)
    except KeepingError:
        if runs:
            launch("up")
        raise


def bring_up(told: Told) -> None:
    """Install what the code needs, migrate, start, wait for /readyz: by the launcher as it lies there now."""
    told("Installing what the code needs …")
    launch("install")
    told("Migrating and starting …")
    launch("up")


def back(home: Home, folder: Path, found: Manifest, before: str | None, told: Told, why: BaseException) -> None:
    """Return to where it was; always raises, with the reason and how the return went."""
    told("That failed; returning …")
    by_hand = f"Restore {folder} into a new home with the version it was made by."
    try:
        services.stop()
        if before:
            code.go(before)
            launch("install")
        bring_back_store(home, folder, found, told)
        if before:
            launch("up")
            connections.close_all()
            record.record(action=record.RESTORED, backup=folder.name, told={"after": str(why)[:300]})
    except Exception as error:
        raise KeepingError(f"The upgrade failed: {why} The return failed too: {error} {by_hand}") from error
    if before:
        raise KeepingError(f"The upgrade failed, and all is as it was before: {why}") from why
    raise KeepingError(f"The upgrade failed, and the store is as it was: {why} Start the earlier code on it.") from why


def bring_back_store(home: Home, folder: Path, found: Manifest, told: Told) -> None:
    """The store of a backup in place of the home's own, which goes when the other is whole. Cached tiles go too."""
    with scratch.home_of(home.root / ".returning") as draft:
        shutil.copy(home.secrets / "postgres-password", draft.secrets)
        draft.adopt(draft.secrets / "postgres-password")
        with scratch.running(draft):
            restore.fill(draft, folder, found, told)
        grave = home.root / ".failed-upgrade"
        shutil.rmtree(grave, ignore_errors=True)
        home.postgres.rename(grave)
        draft.postgres.rename(home.postgres)
    shutil.rmtree(grave)
    shutil.rmtree(home.redis)


def launch(word: str) -> None:
    """A command of the launcher as the code has it now. Raises KeepingError with its last line."""
    try:
        done = subprocess.run([str(env.ROOT / "safecity"), word], capture_output=True, text=True, timeout=PATIENCE_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise KeepingError(f"./safecity {word} failed: {error}") from error
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise KeepingError(f"./safecity {word} failed: {said[:300]}")


def note(home: Home) -> None:
    """Keep where the code stands, now that it is known to run."""
    if here := code.commit():
        home.keep(LAST_GOOD, here)


def last_good(home: Home) -> str | None:
    """The commit that ran here before the code was changed by hand; None where that is not known."""
    path = home.root / LAST_GOOD
    known = path.read_text().strip() if path.exists() else None
    return known if known and known != code.commit() else None
