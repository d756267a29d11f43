"""`bundle [OUT]`: one archive for a network without a way out."""

from argparse import SUPPRESS, ArgumentParser
from pathlib import Path
from typing import Any

import gis_app
from gis_app.config import command
from gis_app.config.packing import bundle

AFTER = """\
Carry it over, then there, on Debian 12:
  tar -xf {name} && cd {folder} && ./safecity demo"""


class Command(command.Command):
    help = "Pack the code and everything it needs into one archive, from which it installs with the cable pulled."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", nargs="?", metavar="OUT", help="the archive; safecity-VERSION.tar if left out")
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
        parser.add_argument("--with-tests", action="store_true", help="also what ./safecity test needs")
        parser.add_argument("--test-packages", default="", help=SUPPRESS)
        parser.add_argument("--packages", default="", help=SUPPRESS)
        parser.add_argument("--installer", default="uv", help=SUPPRESS)

    def run(self, **options: Any) -> None:
        folder = f"safecity-{gis_app.__version__}"
        out = Path(options["out"] or f"{folder}.tar").absolute()
        if out.exists():
            raise bundle.PackingError(f"{out} is there already: name another file, or remove it.")
        if not options["packages"] or not out.parent.is_dir():
            raise bundle.PackingError("Make it by ./safecity bundle FILE, into a folder that exists.")
        packages = options["packages"].split() + (options["test_packages"].split() if options["with_tests"] else [])
        with command.chatter.status("Packing …") as shown:
            made = bundle.make(out, packages, options["installer"], shown.update)
        size = f"{made.size / 1e6:,.0f} MB"
        command.chatter.print(f"{made.debian} Debian packages, {made.wheels} Python packages, {size}.")
        command.chatter.print(AFTER.format(name=out.name, folder=folder))
        if options["json"]:
            facts = {"bytes": made.size, "debian": made.debian, "wheels": made.wheels}
            self.answer_json({"bundle": str(out)} | facts)
        else:
            self.stdout.write(str(out))
