"""`restore FOLDER`: an empty home becomes the city of a backup, wholly or not at all."""

from argparse import SUPPRESS, ArgumentParser
from pathlib import Path
from typing import Any

from gis_app.config import command, state
from gis_app.config.keeping import passphrase, record, restore


class Command(command.Command):
    help = "Fill this empty home from a backup: checked first, built beside, moved into place when all of it is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", metavar="BACKUP", help="the backup's folder")
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
        parser.add_argument("--record", action="store_true", help=SUPPRESS)

    def run(self, **options: Any) -> None:
        if options["record"]:
            record.record(action=record.RESTORED, backup=options["backup"], told={})
            return
        folder = Path(options["backup"]).absolute()
        with command.chatter.status("Restoring …") as shown:
            shown.stop()
            words = passphrase.to_open()
            shown.start()
            done = restore.restore(folder, state.current(), words, shown.update)
        found = done.manifest
        command.chatter.print(
            f"Restored {found.city or 'an empty store'} as of {found.made:%Y-%m-%d %H:%M} UTC: "
            f"{found.rows:,} rows, every table compared, in {done.seconds} s. ./safecity up starts it."
        )
        if options["json"]:
            facts = {"city": found.city, "rows": found.rows, "files": len(found.files), "seconds": done.seconds}
            self.answer_json({"home": str(state.current().root)} | facts)
