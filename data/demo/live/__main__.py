"""Run the simulator beside the files of a generated city."""

import argparse
import datetime as dt
import json
import sys
from contextlib import nullcontext, suppress
from pathlib import Path

import numpy as np

from data.demo.city import CITIES, lay_out

from .clock import Clock
from .devices import read
from .doors import Lines
from .simulator import Simulator
from .units import Units


def main() -> int:
    """Say on standard error what was sent; the messages alone go to standard output."""
    given = _parser().parse_args()
    told = json.loads((given.files / "truth.json").read_text(encoding="utf-8"))
    if told["size"] not in CITIES:
        sys.exit(f"The simulator moves in a city, these files are a {told['size']}'s.")
    ground = lay_out(CITIES[told["size"]], told["seed"]).segments
    units = Units(ground, given.units, np.random.default_rng([given.seed, 302]))
    devices = read(given.files / "cameras.csv", given.seed)
    with given.out.open("w", encoding="utf-8") if given.out else nullcontext(sys.stdout) as stream:
        clock = Clock(dt.datetime.now(dt.UTC).replace(microsecond=0), given.tempo)
        simulator = Simulator(clock, units, devices, Lines(stream))
        with suppress(KeyboardInterrupt):
            simulator.run(given.seconds)
    sys.stderr.write(f"{simulator.sent} messages, at most {simulator.behind:.1f} s behind\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data.demo.live", description=__doc__)
    parser.add_argument("--files", type=Path, required=True, help="folder of the generated city's files")
    parser.add_argument("--tempo", type=float, default=1.0, help="1 to 600 times as fast as real time")
    parser.add_argument("--seconds", type=float, default=86_400.0, help="simulated seconds to live")
    parser.add_argument("--units", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="a file instead of standard output")
    return parser


if __name__ == "__main__":
    sys.exit(main())
