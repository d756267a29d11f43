"""The lie of the land: a curved frame along the river, and the way from it to longitude and latitude.

Everything is planned in (s, d): metres along the river and away from it, d > 0 on the north bank. `Ground.place`
bends that frame into local metres east and north of the middle; `lonlat` puts them on the globe.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from pyproj import Transformer
from shapely.geometry import LineString, Polygon

from .sizes import Size

CRS = "EPSG:32625"
MIDDLE = (-33.0, 48.0)
TURN = np.radians(14.0)
ROUNDNESS = 2.7


@cache
def _to_globe() -> Transformer:
    return Transformer.from_crs(CRS, "EPSG:4326", always_xy=True)


@cache
def _origin() -> tuple[float, float]:
    return Transformer.from_crs("EPSG:4326", CRS, always_xy=True).transform(*MIDDLE)


def lonlat(points: np.ndarray) -> np.ndarray:
    """Longitude and latitude, 7 decimals, of an (n, 2) array of local metres."""
    east, north = _origin()
    points = np.asarray(points, dtype=float).reshape(-1, 2)
    lon, lat = _to_globe().transform(points[:, 0] + east, points[:, 1] + north)
    return np.round(np.column_stack([lon, lat]), 7)


def metric(points: np.ndarray) -> np.ndarray:
    """East and north in CRS, 2 decimals, of an (n, 2) array of local metres."""
    return np.round(np.asarray(points, dtype=float).reshape(-1, 2) + np.array(_origin()), 2)


@dataclass(frozen=True)
class Ground:
    """The curved frame of one place; `phases` are the seed's share in its bends."""

    size: Size
    phases: tuple[float, ...]

    def place(self, s, d) -> np.ndarray:
        """Local metres, (n, 2), of points given along and away from the river."""
        s, d = np.broadcast_arrays(np.asarray(s, float), np.asarray(d, float))
        a, b, c, e = self.phases[:4]
        along = s + 0.15 * np.maximum(d, 0) - 0.10 * np.minimum(d, 0) + 26 * np.sin(s / 430 + d / 520 + a)
        bend = 210 * np.sin(along / 760 + b) + 70 * np.sin(along / 330 + c)
        away = d + bend * np.exp(-((d / 1500) ** 2)) + 24 * np.sin(along / 600 - d / 480 + e)
        cos, sin = np.cos(TURN), np.sin(TURN)
        return np.column_stack([(along * cos - away * sin).ravel(), (along * sin + away * cos).ravel()])

    def angle(self, s: float, d: float) -> float:
        """Direction, radians from east, of the line that runs along the river through (s, d)."""
        before, after = self.place([s - 1, s + 1], [d, d])
        return float(np.arctan2(after[1] - before[1], after[0] - before[0]))

    def path(self, start: tuple[float, float], end: tuple[float, float], step: float = 30.0) -> np.ndarray:
        """Local metres along a line that is straight in (s, d)."""
        pieces = max(1, int(np.ceil(np.hypot(end[0] - start[0], end[1] - start[1]) / step)))
        return self.place(np.linspace(start[0], end[0], pieces + 1), np.linspace(start[1], end[1], pieces + 1))

    def river_half(self, s) -> np.ndarray:
        """Half the river's width at s; it widens around the island."""
        s = np.asarray(s, float)
        return 36 + 7 * np.sin(s / 470 + self.phases[4]) + 44 * np.exp(-(((s - self.island) / 210) ** 2))

    @property
    def island(self) -> float:
        return self.size.bridges[0] - 620

    def river(self) -> Polygon:
        """The water, its island a hole, cut off at the city's edge."""
        s = np.linspace(-self.size.half_length - 80, self.size.half_length + 80, 150)
        half = self.river_half(s)
        shore = np.vstack([self.place(s, half), self.place(s, -half)[::-1]])
        turn = np.linspace(0, 2 * np.pi, 29)[:-1]
        hole = self.place(self.island + 165 * np.cos(turn), 30 * np.sin(turn))
        return Polygon(shore, [hole]).intersection(self.boundary().buffer(-0.5))

    def river_line(self) -> LineString:
        reach = self.size.half_length - 5
        return LineString(self.path((-reach, 0), (reach, 0), 60))

    def edge_at(self, s: float) -> float:
        """The d > 0 at which the city ends at s."""
        share = 1 - (abs(s) / self.size.half_length) ** ROUNDNESS
        return self.size.half_width * max(share, 0.0) ** (1 / ROUNDNESS)

    def reach_at(self, d: float) -> float:
        """The s > 0 at which the city ends at d."""
        share = 1 - (abs(d) / self.size.half_width) ** ROUNDNESS
        return self.size.half_length * max(share, 0.0) ** (1 / ROUNDNESS)

    def arc(self, start: float, end: float) -> np.ndarray:
        """Local metres along the city's edge between two turns in radians."""
        turn = np.linspace(start, end, 25)
        cos, sin = np.cos(turn), np.sin(turn)
        s = self.size.half_length * np.sign(cos) * np.abs(cos) ** (2 / ROUNDNESS)
        d = self.size.half_width * np.sign(sin) * np.abs(sin) ** (2 / ROUNDNESS)
        d = np.where(np.abs(sin) < 1e-9, 0.0, d)
        return self.place(s, d)

    def turn_at(self, s: float) -> float:
        """The turn, 0 to pi, at which the northern edge passes s."""
        return float(np.arccos(np.sign(s) * (abs(s) / self.size.half_length) ** (ROUNDNESS / 2)))

    def boundary(self) -> Polygon:
        return Polygon(np.vstack([self.arc(k * np.pi / 2, (k + 1) * np.pi / 2)[:-1] for k in range(4)])).buffer(0)


def ground(size: Size, rng: np.random.Generator) -> Ground:
    return Ground(size, tuple(float(x) for x in rng.uniform(0, 0.9, 5)))
