"""`demo`: an invented city, ready to look around in."""

import shutil
import signal
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from data.demo import SIZES, files_of, generate
from etl import run as etl
from etl.errors import BadDeclaration, DeliveryRefused
from gis_app.config import command, demo, product, services, state, supervise
from gis_app.config.command import chatter
from gis_app.config.state import Home


class Command(command.Command):
    help = "Make an invented city, start the product, and print the address and the people who may sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--detach", action="store_true", help="return when the product is ready")
        parser.add_argument("--size", choices=sorted(SIZES), help=f"what to invent, {demo.USUAL} unless said")
        parser.add_argument("--reset", action="store_true", help="forget the demo first, its people included")

    def run(self, **options: Any) -> None:
        home = state.current()
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, signal.default_int_handler)
        try:
            self.make(home, **options)
        except KeyboardInterrupt:
            chatter.print("Stopping; the next ./safecity demo continues from here.")
            services.stop()
            command.fail(130)
        if not options["detach"]:
            stay(home)

    def make(self, home: Home, **options: Any) -> None:
        """Bring the demo up, from whatever is there already."""
        if options["reset"]:
            demo.reset(home)
        size = demo.size_for(home, options["size"])
        demo.claim(home, size)
        settings.DEMO = True
        product.open_store()
        try:
            fill(home, size)
        except (DeliveryRefused, BadDeclaration) as error:
            raise services.ServiceError(f"The invented city could not be loaded: {error}") from error
        logins = demo.people(home)
        product.start()
        tell(home, logins)


def fill(home: Home, size: str) -> None:
    """Do what is still missing of the city: its files, its city, its imports."""
    with Progress(
        TextColumn("{task.description:<34}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=chatter,
    ) as progress:
        if not demo.files(home).is_dir():
            draw(home, size, bar(progress, "Inventing the city"))
        if "city" not in demo.marks(home):
            demo.mark(home, city=etl.load_city(demo.files(home) / "city.yml").code)
        for path in demo.still_to_import(home):
            show = bar(progress, f"Loading {path.name}")
            etl.deliver(path, progress=show)
            show(0, 1.0)
            demo.mark_imported(home, path)


def draw(home: Home, size: str, show: etl.Follow) -> None:
    """Write the city's files, whole or not at all."""
    draft = demo.folder(home) / ".files"
    shutil.rmtree(draft, ignore_errors=True)
    generate(draft, size=size, progress=lambda step, share: show(0, share))
    for name in files_of(size):
        state.give(draft / name)
    state.give(draft)
    shutil.copyfile(draft / "truth.json", demo.folder(home) / "truth.json")
    draft.rename(demo.files(home))


def bar(progress: Progress, title: str) -> etl.Follow:
    """A bar with time left; the returned function takes the rows and the share that are done."""
    task = progress.add_task(title, total=1.0)
    return lambda rows, share: progress.update(task, completed=share)


def tell(home: Home, logins: dict[str, dict[str, str]]) -> None:
    table = Table("Who", "User name", "Password", box=None, pad_edge=False)
    for role, login in logins.items():
        table.add_row(f"{demo.PEOPLE[role][1]}, {role}", login["username"], login["password"])
    chatter.print(table)
    chatter.print(f"These stand in {home.demo_logins} too, valid until changed.\n")
    chatter.print(f"Safe City is ready at [bold]{services.address()}[/bold]")


def stay(home: Home) -> None:
    """Keep the terminal until Ctrl-C, then stop the demo; return when somebody else stopped it."""
    chatter.print("Ctrl-C stops it.")
    try:
        while supervise.alive(home):
            time.sleep(1)
        chatter.print("The demo was stopped.")
    except KeyboardInterrupt:
        chatter.print("Stopping …")
        services.stop()
