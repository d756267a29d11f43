"""`logs`: the end of the programs' logs, or all that comes."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from gis_app.config import command, programs, state


class Command(command.Command):
    help = "Show the logs of one program or of all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", help="postgres, redis, web, worker, clock or supervisord")
        parser.add_argument("-f", "--follow", action="store_true", help="go on showing what comes, until Ctrl-C")
        parser.add_argument("-n", "--lines", type=int, default=40, help="how many lines of each (40)")

    def run(self, **options: Any) -> None:
        home = state.current()
        known = [*(program.name for program in programs.all_programs(home)), "supervisord"]
        name = options["name"]
        if name and name not in known:
            raise CommandError(f"There is no program {name!r}: {', '.join(known)}.")
        files = [path for each in ([name] if name else known) if (path := home.logs / f"{each}.log").exists()]
        if not files:
            raise CommandError(f"Nothing has been logged in {home.logs} yet.")
        follow = ["-F"] if options["follow"] else []
        os.execvp("tail", ["tail", "-n", str(options["lines"]), *follow, "--", *map(str, files)])
