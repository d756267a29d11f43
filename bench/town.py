"""A dense town to look at: blocks of houses around yards, turned against the axes, and cameras on poles and facades."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

BLOCK_M, STREET_M, HOUSES = 100.0, 20.0, 10
TURN = np.radians(17.0)
# Along each side of a block, from the corner on: how far houses begin, how wide they may be, how deep.
ROWS = ((0.0, 3), (0.0, 3), (15.0, 2), (15.0, 2))


@dataclass(frozen=True)
class Town:
    """Metres from the town's middle. heights_m: NaN where unknown; hfov, azimuth in degrees."""

    houses: NDArray[np.object_]
    heights_m: NDArray[np.float64]
    places: NDArray[np.float64]
    azimuth: NDArray[np.float64]
    hfov: NDArray[np.float64]
    camera_m: NDArray[np.float64]


def town(houses: int, cameras: int, seed: int = 42) -> Town:
    """As many houses, ten a block, and cameras; the same numbers give the same town.

    One camera in three hangs on a facade, the others stand in the streets; they look 60 to 120 degrees wide.
    """
    rng = np.random.default_rng(seed)
    across = int(np.ceil(np.sqrt(houses / HOUSES)))
    corner = BLOCK_M * (np.stack(np.divmod(np.arange(houses // HOUSES), across), axis=1) - across / 2)
    boxes = [_side(rng, corner, side) for side in range(4)]
    shapes = _turned(shapely.box(*np.concatenate(boxes).T))
    facades = np.concatenate([_facades(some, side) for side, some in enumerate(boxes)])
    places = np.vstack([rng.choice(facades, cameras // 3), _in_streets(rng, across, cameras - cameras // 3)])
    places = shapely.get_coordinates(_turned(shapely.points(places)))
    return Town(
        houses=shapes,
        heights_m=np.where(rng.random(len(shapes)) < 0.3, np.nan, rng.uniform(2.5, 25, len(shapes))),
        places=places,
        azimuth=rng.uniform(0, 360, cameras),
        hfov=rng.uniform(60, 120, cameras),
        camera_m=rng.uniform(3, 8, cameras),
    )


def _facades(boxes: NDArray[np.float64], side: int) -> NDArray[np.float64]:
    """The middles of the walls on the street."""
    west, south, east, north = boxes.T
    across, up = (west + east) / 2, (south + north) / 2
    return np.stack([(across, south), (across, north), (west, up), (east, up)][side], axis=1)


def _side(rng: np.random.Generator, corner: NDArray[np.float64], side: int) -> NDArray[np.float64]:
    """The houses of one side of every block, west, south, east, north: with a gap between them or none."""
    begin, count = ROWS[side]
    length = BLOCK_M - STREET_M
    slot = (length - 2 * begin) / count
    start = np.tile(begin + slot * np.arange(count), len(corner))
    wide = slot * rng.choice([1.0, 0.9, 0.7], len(start))
    deep = rng.uniform(8, 14, len(start))
    near, far = (np.zeros(len(start)), deep) if side % 2 == 0 else (length - deep, np.full(len(start), length))
    box = (start, near, start + wide, far) if side < 2 else (near, start, far, start + wide)
    x, y = np.repeat(corner, count, axis=0).T
    return np.column_stack([x + box[0], y + box[1], x + box[2], y + box[3]])


def _in_streets(rng: np.random.Generator, across: int, count: int) -> NDArray[np.float64]:
    """Along the streets, up to 8 m off their middle."""
    along = rng.uniform(-across / 2, across / 2, count) * BLOCK_M
    street = (rng.integers(0, across, count) - across / 2) * BLOCK_M - STREET_M / 2
    off = street + rng.uniform(-8, 8, count)
    return np.where(rng.random(count)[:, None] < 0.5, np.stack([along, off], 1), np.stack([off, along], 1))


def _turned(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    turn = np.array([[np.cos(TURN), np.sin(TURN)], [-np.sin(TURN), np.cos(TURN)]])
    return shapely.transform(shapes, lambda corners: corners @ turn)
