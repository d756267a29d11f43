"""`upgrade`: to another version of the program, with the way back."""

import subprocess
import sys
from argparse import SUPPRESS, ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings

from gis_app.config import command, env, product, state
from gis_app.config.keeping import backup, passphrase, record, upgrade


class Command(command.Command):
    help = "Back up, go to a version, install, migrate and start it; where that fails, return to where it was."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to", default="", metavar="VERSION", help="a tag or commit; else the code as it lies here"
        )
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
        parser.add_argument("--record", nargs=2, help=SUPPRESS)

    def run(self, **options: Any) -> None:
        if options["record"]:
            before, now = options["record"]
            record.record(action=record.UPGRADED, backup=now, told={"before": before, "now": now})
            return
        words = passphrase.to_seal()
        product.start_store()
        with command.chatter.status("Upgrading …") as shown:
            done = upgrade.upgrade(state.current(), options["to"], folder(), words, shown.update)
        # By the new code: the audit's table may look otherwise to it.
        told = ("upgrade", "--record", done.before or "", done.now or "")
        subprocess.run([sys.executable, str(env.ROOT / "manage.py"), *told], check=True)
        command.chatter.print(f"Upgraded in {done.seconds} s. The backup made before: {done.backup}")
        if options["json"]:
            self.answer_json({"before": done.before, "now": done.now, "backup": str(done.backup)})


def folder() -> Path:
    """Where the backup before goes: always a folder of this machine."""
    usual = settings.BACKUP_TO
    return Path(usual) if usual.startswith("/") else backup.default_folder(state.current())
