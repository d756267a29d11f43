"""Patrol units that drive along the streets and turn where they meet."""

import numpy as np
import shapely

from data.demo.incidents.ground import Ground

SPEED = (6.0, 14.0)
"""Metres a second."""


class Units:
    """`count` units on random segments; each keeps its own speed. `segment`, `forward` and `metres` (from the segment's
    first end) say where they are. The same seed moves them alike, whatever the steps' real time."""

    def __init__(self, ground: Ground, count: int, rng: np.random.Generator) -> None:
        self._ground, self._rng = ground, rng
        self.segment = rng.integers(0, len(ground.length), count)
        self.forward = rng.random(count) < 0.5
        self.metres = rng.random(count) * ground.length[self.segment]
        self.speed = rng.uniform(*SPEED, count)
        order = np.argsort(ground.ends.ravel(), kind="stable")
        self._arms = order
        self._first = np.searchsorted(ground.ends.ravel()[order], np.arange(len(ground.junctions) + 1))

    def step(self, seconds: float) -> None:
        """Drive on for so many simulated seconds."""
        for unit, left in enumerate((self.speed * seconds).tolist()):
            self._drive(unit, left)

    def places(self) -> np.ndarray:
        """(count, 2) local metres."""
        return shapely.get_coordinates(shapely.line_interpolate_point(self._ground.shapes[self.segment], self.metres))

    def _drive(self, unit: int, left: float) -> None:
        while True:
            length = float(self._ground.length[self.segment[unit]])
            ahead = length - self.metres[unit] if self.forward[unit] else self.metres[unit]
            if left < ahead:
                self.metres[unit] += left if self.forward[unit] else -left
                return
            left -= max(ahead, 0.01)
            self._turn(unit)

    def _turn(self, unit: int) -> None:
        """Into another street at the end reached; back where there is none."""
        here = self.segment[unit]
        junction = self._ground.ends[here, int(self.forward[unit])]
        arms = self._arms[self._first[junction] : self._first[junction + 1]]
        others = arms[arms // 2 != here]
        arm = int(self._rng.choice(others)) if len(others) else int(here * 2 + self.forward[unit])
        self.segment[unit], self.forward[unit] = arm // 2, arm % 2 == 0
        self.metres[unit] = 0.0 if self.forward[unit] else float(self._ground.length[arm // 2])
