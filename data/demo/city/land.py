"""The lie of the land: the river, the city's edge, and where the built-up land ends; local metres."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

TURN = np.radians(13.0)
REACH = 1.72
BENDS = (0.15, 0.035)
SQUEEZE = (1.1, 0.92)


@dataclass(frozen=True)
class Land:
    """One city's land; `phases` are the seed's share in its curves, `radius` metres to the built edge."""

    radius: float
    phases: tuple[float, ...]

    def turned(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Local metres, (n, 2), of points along and across the river's direction."""
        cos, sin = np.cos(TURN), np.sin(TURN)
        return np.column_stack([x * cos - y * sin, x * sin + y * cos])

    def bend(self, x: np.ndarray) -> np.ndarray:
        """How far the river's middle strays from its direction at x, metres; 0 at the city's middle."""
        r, (a, b) = self.radius, self.phases[:2]
        wave = BENDS[0] * np.sin(x / (0.34 * r) + a) + BENDS[1] * np.sin(x / (0.15 * r) + b)
        return r * (wave - BENDS[0] * np.sin(a) - BENDS[1] * np.sin(b))

    def half(self, x: np.ndarray) -> np.ndarray:
        """Half the river's width at x; it widens around the island."""
        own = 26 + 0.008 * self.radius
        swell = np.exp(-(((x - self.island) / (0.1 * self.radius)) ** 2))
        return own * (1 + 0.2 * np.sin(x / (0.16 * self.radius) + self.phases[2])) + 0.028 * self.radius * swell

    @property
    def island(self) -> float:
        return -0.44 * self.radius

    def shore(self, side: int, away: float, reach: float = REACH) -> np.ndarray:
        """The line `away` metres from the water on the north (1) or south (-1) bank."""
        x = np.linspace(-reach, reach, 260) * self.radius
        slope = np.gradient(self.bend(x), x)
        out = side * (self.half(x) + away) / np.hypot(1, slope)
        return self.turned(x - slope * out, self.bend(x) + out)

    def river_line(self) -> LineString:
        x = np.linspace(-REACH, REACH, 200) * self.radius
        return LineString(self.turned(x, self.bend(x))).intersection(self.edge().buffer(-5))

    def river(self) -> Polygon:
        """The water up to the city's edge, the island a hole."""
        water = Polygon(np.vstack([self.shore(1, 0), self.shore(-1, 0)[::-1]]))
        return water.difference(self.isle()).intersection(self.edge().buffer(-0.5))

    def isle(self) -> Polygon:
        turn = np.linspace(0, 2 * np.pi, 33)[:-1]
        x = self.island + 0.085 * self.radius * np.cos(turn)
        y = self.bend(x) + 0.016 * self.radius * np.sin(turn) * (1 + 0.25 * np.cos(2 * turn))
        return Polygon(self.turned(x, y))

    def ring(self, share: float, wave: float = 0.03, phase: int = 3, points: int = 160) -> np.ndarray:
        """A closed uneven line at about a share of the radius around the middle; first and last point are equal."""
        turn = np.linspace(0, 2 * np.pi, points + 1)
        a = self.phases[phase]
        uneven = 1 + wave * np.sin(3 * turn + a) + 0.6 * wave * np.sin(5 * turn + 2 * a)
        r = share * self.radius * uneven
        ring = self.turned(SQUEEZE[0] * r * np.cos(turn), SQUEEZE[1] * r * np.sin(turn))
        ring[-1] = ring[0]
        return ring

    def edge(self) -> Polygon:
        """The city's boundary."""
        return Polygon(self.ring(1.42, 0.05, 4, 110))

    def built(self) -> Polygon:
        """Where the city ends and the fields begin."""
        return Polygon(self.ring(0.98, 0.075, 5))

    def railway(self) -> LineString:
        x = np.linspace(-REACH, REACH, 120) * self.radius
        y = self.radius * (-0.66 + 0.13 * np.sin(x / self.radius * 1.3 + self.phases[6]))
        return shapely.intersection(LineString(self.turned(x, y)), self.edge().buffer(-5))


def land(radius: float, rng: np.random.Generator) -> Land:
    return Land(radius, tuple(float(x) for x in rng.uniform(-0.6, 0.6, 8)))
