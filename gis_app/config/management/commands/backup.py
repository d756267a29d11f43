"""`backup`: keep the whole city in a folder, here or on a second host too; or rehearse the restore of the newest."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from gis_app.config import command, product, state
from gis_app.config.keeping import backup, passphrase, record, restore, rotation, schedule, send
from gis_app.config.keeping.errors import KeepingError
from gis_app.config.state import Home


class Command(command.Command):
    help = "Make a backup while everything runs: the store, the files, the keys sealed by a passphrase."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", default="", metavar="FOLDER", help="a folder, or user@host:/folder by sftp")
        parser.add_argument("--rehearse", action="store_true", help="restore the newest one beside and compare it")
        parser.add_argument("--scheduled", action="store_true", help="what the clock does: both, as they are due")
        parser.add_argument("--list", action="store_true", help="the backups there are")
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def run(self, **options: Any) -> None:
        home, target = state.current(), options["to"] or settings.BACKUP_TO
        host = send.host_of(target)
        folder = Path(target).absolute() if target and not host else backup.default_folder(home)
        if options["list"]:
            self.show([{"backup": str(path), "made": at.isoformat()} for at, path in listed(folder).items()], options)
            return
        product.start_store()
        if options["scheduled"]:
            scheduled(home, folder, host)
        elif options["rehearse"]:
            with failures_recorded(folder):
                self.show([rehearsed(home, folder, passphrase.to_open())], options)
        else:
            self.show([made(home, folder, host, passphrase.to_seal())], options)

    def show(self, told: list[dict[str, Any]], options: dict[str, Any]) -> None:
        if options["json"]:
            self.answer_json(told if options["list"] else told[0])
            return
        for row in told:
            self.stdout.write(row["backup"])


def scheduled(home: Home, folder: Path, host: send.Host | None) -> None:
    """What the clock begins at night; later in the day only the copy that did not arrive."""
    with failures_recorded(folder):
        if host and not schedule.backup_due() and (owed := schedule.copy_owed()):
            sent(home, owed, host)
            return
        words = passphrase.to_seal()
        made(home, folder, host, words)
        if schedule.rehearsal_due():
            rehearsed(home, folder, words)


@contextmanager
def failures_recorded(folder: Path) -> Iterator[None]:
    """What fails is in the audit too, where the health page finds it: nobody watches the clock."""
    try:
        yield
    except KeepingError as error:
        record.record(action=record.FAILED, backup=folder.name, told={"error": str(error)[:300]})
        raise


def listed(folder: Path) -> dict[Any, Path]:
    return rotation.backups_in(folder) if folder.is_dir() else {}


def made(home: Home, folder: Path, host: send.Host | None, words: str) -> dict[str, Any]:
    """Make one, send it, tell of it."""
    with command.chatter.status("Making a backup …") as shown:
        done = backup.make(home, folder, words, shown.update)
        if host:
            shown.update(f"Copying to {host.host} …")
            sent(home, done.folder, host)
    found = done.manifest
    size = f"{found.size / 1e6:,.1f} MB"
    command.chatter.print(f"Backed up: {found.rows:,} rows, {len(found.files)} files, {size}, in {done.seconds} s.")
    told = {"backup": str(done.folder), "rows": found.rows, "files": len(found.files), "bytes": found.size}
    return told | {"seconds": done.seconds, "removed": done.removed, "sent_to": host.host if host else None}


def sent(home: Home, folder: Path, host: send.Host) -> None:
    """Copy a backup to the second host and write down that it has arrived."""
    send.send(home, folder, host)
    record.record(action=record.SENT, backup=folder.name, told={"to": f"{host.host}:{host.path}"})


def rehearsed(home: Home, folder: Path, words: str) -> dict[str, Any]:
    """Rehearse the newest backup of the folder."""
    found = listed(folder)
    if not found:
        raise KeepingError(f"There is no backup in {folder} to rehearse: ./safecity backup.")
    newest = found[max(found)]
    with command.chatter.status("Rehearsing …") as shown:
        done = restore.rehearse(newest, home, words, shown.update)
    count = f"{len(done.manifest.tables)} tables with {done.manifest.rows:,} rows"
    command.chatter.print(f"{newest.name} comes back whole: {count}, compared in {done.seconds} s.")
    return {"backup": str(newest), "rows": done.manifest.rows, "seconds": done.seconds, "equal": True}
