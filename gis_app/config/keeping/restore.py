"""A backup becomes a city again: all of it checked and built beside, then moved into place; or only rehearsed."""

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from gis_app.config import env, services, state, supervise
from gis_app.config.keeping import files, manifest, record, scratch, store
from gis_app.config.keeping.backup import only_one, refuse_too_little
from gis_app.config.keeping.errors import KeepingError
from gis_app.config.keeping.manifest import KEYS, MOST_KEYS_BYTES, Manifest, Told
from gis_app.config.keeping.seal import unseal
from gis_app.config.state import Home

# Made by any command at its first start; whatever else lies in `secrets` is somebody's.
BY_ITSELF = {"django-secret-key", "field-key", "postgres-password", "supervisor-password"}
OF_NO_CITY = {"secrets", "logs", "backups", "test"}
ELSEWHERE = "SAFECITY_DB_HOST names a store that is not ours: restore it with pg_restore from the folder store/."


@dataclass(frozen=True)
class Restored:
    """What was brought back, and how long it took."""

    manifest: Manifest
    seconds: float


def restore(folder: Path, home: Home, passphrase: str, told: Told) -> Restored:
    """Fill an empty home from a backup, or leave it as it is. The services stay down. Raises KeepingError."""
    began = time.monotonic()
    found = manifest.read(folder)
    manifest.refuse_newer(found)
    with services.only_one(home):
        refuse_inhabited(home)
        refuse_too_little(home.root, found.database + found.size)
        keys = opened(folder, found, passphrase)
        manifest.check_files(folder, found, told)
        with scratch.home_of(home.root / ".restoring") as draft:
            files.put_keys(draft, keys)
            copy_files(folder, found, draft, told)
            with scratch.running(draft):
                fill(draft, folder, found, told)
                told("Bringing the tables forward …")
                manage(draft, "migrate", "--verbosity=0", "--no-input")
                manage(draft, "restore", "--record", folder.name)
            move(draft, home)
    return Restored(found, round(time.monotonic() - began, 1))


def rehearse(folder: Path, home: Home, passphrase: str, told: Told) -> Restored:
    """Restore a backup into a cluster beside, compare all of it, and forget the cluster. Raises KeepingError."""
    began = time.monotonic()
    found = manifest.read(folder)
    keys = json.loads(opened(folder, found, passphrase))
    if not {"field-key", "SAFECITY_FIELD_KEY"} & {*keys, *keys["settings"]}:
        raise KeepingError("The sealed keys of the backup lack the key of the stream addresses: take another backup.")
    manifest.check_files(folder, found, told)
    refuse_too_little(home.root, found.database)
    with only_one(home), scratch.home_of(home.root / ".rehearsal") as draft, scratch.running(draft):
        fill(draft, folder, found, told)
    done = Restored(found, round(time.monotonic() - began, 1))
    facts = {"tables": len(found.tables), "rows": found.rows, "seconds": done.seconds}
    record.record(action=record.REHEARSED, backup=folder.name, told=facts)
    return done


def fill(draft: Home, folder: Path, found: Manifest, told: Told) -> None:
    """Load the store of a backup into a draft's running cluster and compare every table."""
    server = store.of_home(draft)
    store.load(server, folder / "store", told)
    store.compare(server, found.tables, told)


def refuse_inhabited(home: Home) -> None:
    """Raises KeepingError where a city, or anything of one, lives in this home already."""
    if services.external():
        raise KeepingError(ELSEWHERE)
    if supervise.alive(home):
        raise KeepingError("Something of this home is running: a backup is restored into an empty home, after down.")
    secrets = {path.name for path in home.secrets.iterdir()} if home.secrets.exists() else set()
    theirs = sorted(
        path.name
        for path in home.root.iterdir()
        if path.name not in OF_NO_CITY and path.name[0] != "." and not (path.is_dir() and not any(path.iterdir()))
    )
    if theirs or secrets - BY_ITSELF:
        what = theirs[0] if theirs else f"secrets/{min(secrets - BY_ITSELF)}"
        raise KeepingError(
            f"This home is not empty, it holds {what}: restore into another one, "
            "SAFECITY_HOME=.safecity-restored ./safecity restore …"
        )


def opened(folder: Path, found: Manifest, passphrase: str) -> bytes:
    """The unsealed keys of a backup. Raises KeepingError."""
    path = folder / KEYS
    if not path.is_file() or path.stat().st_size > MOST_KEYS_BYTES:
        raise KeepingError(f"{KEYS} of the backup is missing or too large: take another backup.")
    return unseal(path.read_bytes(), passphrase, (folder / manifest.NAME).read_bytes())


def copy_files(folder: Path, found: Manifest, draft: Home, told: Told) -> None:
    """Copy the home's files out of a backup, checking each again as it is written."""
    for name, content in found.files.items():
        if name.startswith("files/"):
            told(f"Copying {name.removeprefix('files/')} …")
            if files.copied(folder / name, draft.root / name.removeprefix("files/")) != content:
                raise KeepingError(f"{name} of the backup changed while it was read: begin again.")
    for top in draft.root.iterdir():
        if top.is_dir() and top not in (draft.postgres, draft.secrets):
            files.give_all(top)


def manage(draft: Home, *words: str) -> None:
    """Run a command of ours on the draft, with the settings of the draft alone. Raises KeepingError."""
    surroundings = {name: value for name, value in os.environ.items() if name not in env.ours()}
    done = subprocess.run(
        [sys.executable, str(env.ROOT / "manage.py"), *words],
        env=surroundings | {"SAFECITY_HOME": str(draft.root)},
        capture_output=True,
        text=True,
        timeout=store.PATIENCE_S,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise KeepingError(f"The restored store cannot be used, {words[0]} failed: {last}")


def move(draft: Home, home: Home) -> None:
    """Put everything of the draft into its home; the store last, so that no half of a city has one."""
    shutil.rmtree(home.secrets, ignore_errors=True)
    for name in ("logs", "redis"):
        shutil.rmtree(draft.root / name, ignore_errors=True)
    for path in sorted(draft.root.iterdir(), key=lambda path: path.name == "postgres"):
        if path.name[0] != ".":
            path.rename(home.root / path.name)
    state.give(home.root)
    os.sync()
