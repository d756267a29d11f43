"""`simulate`: the invented city's devices and units speak, as fast as wanted, until stopped."""

import datetime as dt
import os
import signal
import sys
from argparse import ArgumentParser
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from data.demo.live.doors import Lines
from data.demo.live.simulator import Simulator, of_files
from gis_app.config import command, demo, services, state
from gis_app.config.command import chatter

A_DAY = 86_400.0


class Command(command.Command):
    help = "Say what the invented city's devices and units would: one message a line on standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tempo", type=float, default=1.0, help="1 to 600 times as fast as real time")
        parser.add_argument("--seconds", type=float, default=A_DAY, help="simulated seconds to live, a day unless said")
        parser.add_argument("--units", type=int, default=24, help="patrol units on the streets")
        parser.add_argument("--seed", type=int, default=1, help="the same seed says the same")
        parser.add_argument("--out", type=Path, help="a file instead of standard output")

    def run(self, **options: Any) -> None:
        files = demo.files(state.current())
        if not (files / "truth.json").exists():
            raise services.ServiceError("There is no invented city here yet: ./safecity demo makes one.")
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with ExitStack() as opened:
            stream = opened.enter_context(options["out"].open("w", encoding="utf-8")) if options["out"] else sys.stdout
            try:
                start = dt.datetime.now(dt.UTC).replace(microsecond=0)
                chosen = {name: options[name] for name in ("tempo", "units", "seed")}
                simulator = of_files(files, Lines(stream), start=start, **chosen)
            except ValueError as error:
                raise services.ServiceError(str(error)) from error
            live(simulator, options["seconds"])
        chatter.print(f"{simulator.sent:,} messages, at most {simulator.behind:.1f} s behind")


def live(simulator: Simulator, seconds: float) -> None:
    """Until the end, Ctrl-C, or nobody reads any more."""
    with suppress(KeyboardInterrupt):
        try:
            simulator.run(seconds)
        except BrokenPipeError:
            # Python would flush the closed pipe once more at its end, and complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
