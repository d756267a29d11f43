"""The simulator's clock: simulated time runs `tempo` times as fast as a real one."""

import datetime as dt
import time
from collections.abc import Callable

SLOWEST, FASTEST = 1.0, 600.0


class Clock:
    """Begins at `start` when made. `now` gives seconds of a steady real clock.

    Raises ValueError for a tempo outside 1 to 600.
    """

    def __init__(self, start: dt.datetime, tempo: float, now: Callable[[], float] = time.monotonic) -> None:
        if not SLOWEST <= tempo <= FASTEST:
            raise ValueError(f"The tempo is from {SLOWEST:g} to {FASTEST:g}, not {tempo:g}.")
        self._start, self._tempo, self._now, self._begun = start, tempo, now, now()

    def at(self, seconds: float) -> dt.datetime:
        """The simulated moment so many simulated seconds after the start."""
        return self._start + dt.timedelta(seconds=seconds)

    def wait_for(self, seconds: float) -> float:
        """Real seconds until then; negative when the simulator is behind."""
        return self._begun + seconds / self._tempo - self._now()
