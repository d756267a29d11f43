"""`status`: what runs, since when, and where; exit 0 only when all of it does."""

from argparse import ArgumentParser
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from rich.console import Console
from rich.table import Table

from gis_app.config import command, overview


class Command(command.Command):
    help = "Show each program, its state and uptime, the address, the version and the city."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def run(self, **options: Any) -> None:
        seen = overview.look()
        if options["json"]:
            self.answer_json(asdict(seen))
        else:
            show(seen)
        command.fail(0 if seen.ok else 1)


def show(seen: overview.Overview) -> None:
    screen = Console(highlight=False)
    table = Table("Program", "State", "Since", box=None, pad_edge=False)
    for name, program in seen.programs.items():
        since = str(timedelta(seconds=program["uptime_s"])) if program["uptime_s"] else ""
        table.add_row(name, program["state"], since)
    screen.print(table)
    screen.print(f"\nAddress  {seen.address}\nVersion  {seen.version}")
    screen.print(f"City     {seen.city or 'none yet: ./safecity load city.yml'}")
    for check in seen.checks:
        if not check["ok"]:
            screen.print(f"[red]{check['name']}[/red]: {check['hint']}")
