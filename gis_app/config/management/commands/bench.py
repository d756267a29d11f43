"""`bench`: measure this machine, our product beside its peers, in homes of their own."""

import json
import os
import shutil
import socket
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from rich.measure import Measurement
from rich.table import Table

from gis_app.config import command, env, services
from gis_app.config.command import chatter

MEASURES = ("import", "demo", "tiles", "links", "night", "placement", "sees", "visibility")
WIDEST = 10_000


class Command(command.Command):
    help = "Measure this machine, our product beside its peers in one run, and print the ratios."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", choices=MEASURES, help="one measure; all without a name")
        parser.add_argument("--full", action="store_true", help="at the target sizes; takes long")
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def run(self, **options: Any) -> None:
        document = {"machine": machine(), "commit": commit(), "full": options["full"], "measures": {}}
        for name in [options["name"]] if options["name"] else MEASURES:
            measured = measure(name, full=options["full"])
            document["measures"][name] = measured
            tell(measured)
        chatter.print(f"{document['machine']}; commit {document['commit']}")
        if options["json"]:
            self.answer_json(document)


def measure(name: str, *, full: bool) -> dict[str, Any]:
    """Make one measure in a new home below this one, which is removed afterwards. Raises ServiceError."""
    home = env.home() / "bench" / name
    shutil.rmtree(home, ignore_errors=True)
    words = [sys.executable, "-m", "bench", name, *(["--full"] if full else [])]
    with chatter.status(f"Measuring {name} …"):
        done = subprocess.run(words, cwd=env.ROOT, env=_surroundings(home), stdout=subprocess.PIPE)
    shutil.rmtree(home, ignore_errors=True)
    if done.returncode:
        raise services.ServiceError(f"The measure {name} broke off; its last words stand above.")
    return json.loads(done.stdout)


def _surroundings(home: Path) -> dict[str, str]:
    """The environment without the city's settings, with a home and a port of its own."""
    rest = {name: value for name, value in os.environ.items() if name not in env.ours()}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return rest | {"SAFECITY_HOME": str(home), "SAFECITY_PORT": str(free.getsockname()[1])}


def machine() -> str:
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB, load before {load}"


def commit() -> str:
    told = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=env.ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    return told.stdout.decode().strip() or "unknown"


def tell(measured: dict[str, Any]) -> None:
    """Print a measure as a table, numbers to the right, with its notes below; where it is too wide, row by row."""
    columns = list(dict.fromkeys(name for row in measured["rows"].values() for name in row))
    table = Table(measured["title"], box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right")
    for name, row in measured["rows"].items():
        table.add_row(name, *("" if row.get(column) is None else f"{row[column]:,}" for column in columns))
    if Measurement.get(chatter, chatter.options.update(max_width=WIDEST), table).maximum <= chatter.width:
        chatter.print(table)
    else:
        chatter.print(measured["title"])
        for name, row in measured["rows"].items():
            figures = ", ".join(f"{column} {value:,}" for column, value in row.items() if value is not None)
            chatter.print(f"  {name}: {figures}")
    for note in measured["notes"]:
        chatter.print(f"  {note}")
