"""Where a camera could hang, by geometry alone: metres in, metres out. No store."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Floats = NDArray[np.float64]
KERB_M, WALL_M, LEAST_WALL_M, SNAP_M = 1.0, 0.3, 6.0, 0.1


@dataclass(frozen=True)
class Spots:
    """Places (n,): metres, the mount's code, and for a wall the way it faces, degrees from grid north, else NaN."""

    x: Floats
    y: Floats
    mount: NDArray[np.object_]
    facing: Floats

    @classmethod
    def of(cls, mount: str, at: Floats, facing: Floats | None = None) -> "Spots":
        """Places (n, 2) of one mount."""
        points = np.asarray(at, dtype=float).reshape(-1, 2)
        turned = np.full(len(points), np.nan) if facing is None else facing
        return cls(points[:, 0], points[:, 1], np.full(len(points), mount, dtype=object), turned)

    def __len__(self) -> int:
        return len(self.x)

    def kept(self, which: NDArray | slice) -> "Spots":
        """Those of a mask, of positions, or of a stretch."""
        return Spots(self.x[which], self.y[which], self.mount[which], self.facing[which])

    @property
    def points(self) -> NDArray[np.object_]:
        return shapely.points(self.x, self.y)


def joined(parts: Sequence[Spots]) -> Spots:
    """All of them, one after the other."""
    if not parts:
        return Spots.of("", np.zeros((0, 2)))
    return Spots(*(np.concatenate([getattr(one, name) for one in parts]) for name in ("x", "y", "mount", "facing")))


def along(lines: Sequence[shapely.LineString], halves: Sequence[float], spacing: float) -> Spots:
    """Poles beside streets, about every `spacing` metres, on one side and the other in turn.

    halves: half the width of each street; a pole stands a metre beyond it. A street shorter than half the spacing has
    none.
    """
    found = [_beside(line, half + KERB_M, spacing) for line, half in zip(lines, halves, strict=True)]
    return Spots.of("pole", np.concatenate(found) if found else np.zeros((0, 2)))


def _beside(line: shapely.LineString, away: float, spacing: float) -> Floats:
    count = round(line.length / spacing)
    if not count:
        return np.zeros((0, 2))
    at = (np.arange(count) + 0.5) * line.length / count
    here = shapely.get_coordinates(shapely.line_interpolate_point(line, at))
    ahead = shapely.get_coordinates(shapely.line_interpolate_point(line, np.minimum(at + 0.5, line.length)))
    behind = shapely.get_coordinates(shapely.line_interpolate_point(line, np.maximum(at - 0.5, 0)))
    way = ahead - behind
    way /= np.maximum(np.hypot(*way.T), 1e-9)[:, None]
    side = np.where(np.arange(count) % 2, 1.0, -1.0)[:, None]
    return here + side * away * np.column_stack([way[:, 1], -way[:, 0]])


def crossings(lines: Sequence[shapely.LineString], halves: Sequence[float]) -> Spots:
    """A pole at each place where three or more ways meet, in its widest corner, clear of the carriageways."""
    arms: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for line, half in zip(lines, halves, strict=True):
        coordinates = shapely.get_coordinates(line)
        for here, there in (*pairwise(coordinates), *_back(coordinates)):
            key = (round(here[0] / SNAP_M), round(here[1] / SNAP_M))
            arms.setdefault(key, []).append((float(np.arctan2(there[1] - here[1], there[0] - here[0])), half))
    found = [_corner(key, meeting) for key, meeting in arms.items() if len(meeting) >= 3]
    return Spots.of("crossing", np.array(found) if found else np.zeros((0, 2)))


def _back(coordinates: Floats) -> list[tuple[Floats, Floats]]:
    return list(zip(coordinates[1:], coordinates[:-1], strict=True))


def _corner(key: tuple[int, int], meeting: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the widest corner, so far out that it is a kerb's breadth beyond both arms."""
    angles = np.sort(np.array([angle for angle, _half in meeting]))
    gaps = np.diff(np.append(angles, angles[0] + 2 * np.pi))
    widest = int(gaps.argmax())
    middle = angles[widest] + gaps[widest] / 2
    beyond = max(half for _angle, half in meeting) + KERB_M
    away = beyond / max(np.sin(min(gaps[widest], np.pi) / 2), 0.3)
    return key[0] * SNAP_M + away * np.cos(middle), key[1] * SNAP_M + away * np.sin(middle)


def facades(shapes: Sequence[shapely.Geometry] | np.ndarray, spacing: float) -> Spots:
    """Places on the outer walls of buildings, at least one on each wall of six metres, and the way each faces."""
    rings = [shapely.get_coordinates(shapely.orient_polygons(part).exterior) for part in shapely.get_parts(shapes)]
    found = [_on_walls(ring, spacing) for ring in rings]
    points = np.concatenate(found) if found else np.zeros((0, 3))
    return Spots.of("facade", points[:, :2], points[:, 2])


def _on_walls(ring: Floats, spacing: float) -> Floats:
    """(n, 3): place and azimuth; the ring runs against the clock, so that outside is to the right."""
    found = []
    for here, there in pairwise(ring):
        wall = there - here
        long = float(np.hypot(*wall))
        if long < LEAST_WALL_M:
            continue
        out = np.array([wall[1], -wall[0]]) / long
        count = max(1, round(long / spacing))
        at = here + (np.arange(count)[:, None] + 0.5) / count * wall + WALL_M * out
        found.append(np.column_stack([at, np.full(count, np.degrees(np.arctan2(out[0], out[1])) % 360)]))
    return np.concatenate(found) if found else np.zeros((0, 3))


def apart(spots: Spots, least: float) -> Spots:
    """Without those that stand nearer than that to one before them that stays."""
    keep = np.ones(len(spots), dtype=bool)
    if not len(spots):
        return spots
    at = np.column_stack([spots.x, spots.y])
    for number, near in enumerate(cKDTree(at).query_ball_point(at, np.nextafter(least, 0))):
        if keep[number]:
            keep[[other for other in near if other > number]] = False
    return spots.kept(keep)
