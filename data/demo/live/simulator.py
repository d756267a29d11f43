"""One simulator: in steps of simulated time it moves the units, lets the devices beat and hands all to the door."""

import datetime as dt
import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from data.demo.city import CITIES, lay_out
from data.demo.ground import lonlat

from .clock import Clock
from .devices import Devices, read
from .doors import HEARTBEAT, POSITION, Door, Message
from .units import Units

STEP = 5.0
MOST_UNITS = 1000


class Simulator:
    """What is said depends on the seed alone, never on the tempo.

    `sent` messages so far, `behind` the most real seconds that one came too late.
    """

    def __init__(self, clock: Clock, units: Units, devices: Devices, door: Door) -> None:
        self._clock, self._units, self._devices, self._door = clock, units, devices, door
        self.sent, self.behind = 0, 0.0

    def run(self, seconds: float, sleep: Callable[[float], None] = time.sleep) -> None:
        """Live for so many simulated seconds."""
        for number in range(int(seconds / STEP)):
            wait = self._clock.wait_for(number * STEP)
            self.behind = max(self.behind, -wait)
            if wait > 0:
                sleep(wait)
            messages = self.step(number * STEP)
            self._door.send(messages)
            self.sent += len(messages)

    def step(self, begin: float) -> list[Message]:
        """The messages of one step that begins so many simulated seconds after the start."""
        at = self._clock.at(begin).isoformat()
        self._units.step(STEP)
        units = [
            Message(f"unit-{n + 1:02d}", POSITION, at, *place)
            for n, place in enumerate(lonlat(self._units.places()).tolist())
        ]
        beats = [
            Message(self._devices.codes[n], HEARTBEAT, at, *self._devices.places[n].tolist())
            for n in self._devices.beating(begin, begin + STEP)
        ]
        return units + beats


def of_files(files: Path, door: Door, *, start: dt.datetime, tempo: float, units: int, seed: int) -> Simulator:
    """The simulator of the city whose generated files lie in a folder; the same seed and start say the same.

    Raises ValueError for a town's files, where units have no streets, a tempo that is none, or too many units.
    """
    if not 1 <= units <= MOST_UNITS:
        raise ValueError(f"There are 1 to {MOST_UNITS} units, not {units}.")
    told = json.loads((files / "truth.json").read_text(encoding="utf-8"))
    if told["size"] not in CITIES:
        raise ValueError(f"The simulator moves in a city, these files are a {told['size']}'s.")
    ground = lay_out(CITIES[told["size"]], told["seed"]).segments
    patrol = Units(ground, units, np.random.default_rng([seed, 302]))
    return Simulator(Clock(start, tempo), patrol, read(files / "cameras.csv", seed), door)
